"""Runs that are asked for one by one while others are under way: the worker's side of a load.

Lines ask and answer as in `src/harness/session/served_runs.ts`: a number asks for that iteration, `e` and
anything comes back as it is, a dot ends it.
"""

import asyncio

from puffin_workload import MASK, seed_of


async def serve(channel, run, seed_name):
    """Serves runs until nobody asks any more and all are answered; tells how many."""
    loop, lines, open_runs, runs = asyncio.get_running_loop(), asyncio.Queue(), set(), 0

    async def answer(line):
        try:
            channel.write_line(f"{line} {await run(seed_of(seed_name, int(line), 0)) & MASK}")
        except Exception as error:
            channel.write_line(f"{line} !{type(error).__name__}: {error}".replace("\n", " "))

    channel.divert(lambda line: loop.call_soon_threadsafe(lines.put_nowait, line))
    while (line := await lines.get()) not in (None, "."):
        if line.startswith("e"):
            channel.write_line(line)
            continue
        runs += 1
        task = loop.create_task(answer(line))
        open_runs.add(task)
        task.add_done_callback(open_runs.discard)
    channel.divert(None)
    await asyncio.gather(*open_runs)
    return runs
