"""Measures again what was once claimed of PuffinFlow for Python, with the package as it is installed here.

Prints one JSON object: a list of figures for each claim, by its id. What was claimed, and why it differs, is in
`src/harness/report/claims_page.ts`.
"""

import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import time

sys.path.append(os.path.dirname(os.path.abspath(__file__)))

from puffin_measure import calibrate  # noqa: E402
from puffin_puffinflow import PuffinFlowAdapter  # noqa: E402
from puffin_raw import RawAdapter  # noqa: E402
from puffin_workload import Ledger, Work, seed_of, xorshift32  # noqa: E402

_RUNS = 9
_TASK_MS = 10
_WAIT = {"kind": "wait", "waitMs": _TASK_MS}
_NOTHING = {"kind": "noop"}


async def _median_ms(run, runs=_RUNS):
    """Median duration of a run; the first one is thrown away."""
    await run()
    took = []
    for _ in range(runs):
        started = time.perf_counter()
        await run()
        took.append((time.perf_counter() - started) * 1e3)
    return statistics.median(took)


def _one_state(flow, calls, body):
    """An agent of one state that counts its calls."""

    async def state(ctx):
        calls.append(1)
        ctx.set_output("out", body())

    agent = flow.Agent("claim")
    agent.add_state("work", state)
    return agent


async def _as_it_was_called(flow):
    """The seed's script gave a dictionary where the time limit stands."""
    calls, statuses = [], []

    async def run():
        result = await _one_state(flow, calls, lambda: 1).run({"query": "x"})
        statuses.append(str(getattr(result.status, "value", result.status)))

    return {"runMs": await _median_ms(run), "workCalls": len(calls), "status": statuses[-1]}


async def _as_it_should_be(flow):
    """The same agent with work of 10 ms, called as documented."""
    rounds, calls = calibrate(xorshift32, _TASK_MS * 1_000_000), []

    async def run():
        await _one_state(flow, calls, lambda: xorshift32(1, rounds)).run(initial_context={"query": "x"})

    async def bare():
        xorshift32(1, rounds)

    return {"runMs": await _median_ms(run), "bareMs": await _median_ms(bare), "workCalls": len(calls)}


async def _throughput(flow, run_arguments, in_flight):
    """Agents at once, ten states' worth of them; a state waits for 10 ms."""
    calls = []

    async def one():
        async def state(ctx):
            calls.append(1)
            await asyncio.sleep(_TASK_MS / 1e3)

        agent = flow.Agent("claim")
        agent.add_state("work", state)
        await agent.run(*run_arguments)

    started, rounds = time.perf_counter(), 5
    for _ in range(rounds):
        await asyncio.gather(*(one() for _ in range(in_flight)))
    return {"perSecond": rounds * in_flight / (time.perf_counter() - started), "workCalls": len(calls)}


def _prepared(adapter, shape, kernel):
    workload = {"seedName": "claim", "shape": shape, "kernel": kernel}
    return adapter.prepare(workload, Work(kernel, Ledger())).run


async def _graph(adapters, shape, kernel):
    """Run of a graph in PuffinFlow and in plain Python."""
    flow, raw = (_prepared(adapter, shape, kernel) for adapter in adapters)

    async def flow_run():
        await flow(seed_of("claim", 0, 0))

    async def raw_run():
        answer = raw(seed_of("claim", 0, 0))
        if asyncio.iscoroutine(answer):
            await answer

    runs = _RUNS if kernel is _WAIT else 200
    return {"runMs": await _median_ms(flow_run, runs), "bareMs": await _median_ms(raw_run, runs)}


async def _dropped_states(flow):
    """Fifty states that name a resource, then one that depends on all of them."""
    ran = []

    async def first(_ctx):
        ran.append("first")

    def branch():
        @flow.state(cpu=0.01)
        async def state(_ctx):
            ran.append("branch")

        return state

    async def join(_ctx):
        ran.append("join")

    agent = flow.Agent("claim")
    agent.add_state("first", first)
    for index in range(50):
        agent.add_state(f"branch{index}", branch(), dependencies=["first"])
    agent.add_state("join", join, dependencies=[f"branch{index}" for index in range(50)])
    result = await agent.run()
    return {"ran": len(ran), "of": 52, "status": str(getattr(result.status, "value", result.status))}


async def _endless_retries(flow):
    """A state that always fails, with two retries, for half a second."""
    from puffinflow.core.agent.state import RetryPolicy

    attempts = []

    async def state(_ctx):
        attempts.append(1)
        raise ValueError("always")

    policy = RetryPolicy(max_retries=2, initial_delay=0.0, jitter=False)
    agent = flow.Agent("claim", retry_policy=policy)
    agent.add_state("work", state)
    await agent.run(timeout=0.5)
    return {"attempts": len(attempts), "allowed": 3}


def _import_ms(statement):
    program = f"import time; t=time.perf_counter(); {statement}; print((time.perf_counter()-t)*1e3)"
    answers = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(6)]
    return statistics.median(float(answer.stdout) for answer in answers[1:])


async def _measure_all():
    import logging

    import puffinflow as flow

    logging.disable(logging.CRITICAL)
    adapters = (PuffinFlowAdapter("", None), RawAdapter("", None))
    adapters[0].load()
    chain, fanout = {"kind": "chain", "length": 20}, {"kind": "fanout", "width": 50}
    return {
        "as-called": await _as_it_was_called(flow),
        "as-documented": await _as_it_should_be(flow),
        "throughput-as-called": await _throughput(flow, [{"query": "x"}], 100),
        "throughput-10": await _throughput(flow, [], 10),
        "throughput-100": await _throughput(flow, [], 100),
        "chain-wait": await _graph(adapters, chain, _WAIT),
        "chain-noop": await _graph(adapters, chain, _NOTHING),
        "fanout-wait": await _graph(adapters, fanout, _WAIT),
        "dropped-states": await _dropped_states(flow),
        "retries": await _endless_retries(flow),
        "import": {
            "lazyMs": _import_ms("import puffinflow"),
            "usedMs": _import_ms("from puffinflow import Agent, Command, Send, state"),
        },
    }


if __name__ == "__main__":
    import importlib.metadata

    FOUND = asyncio.run(_measure_all())
    VERSIONS = {"python": platform.python_version(), "puffinflow": importlib.metadata.version("puffinflow")}
    json.dump({"versions": VERSIONS, "figures": FOUND}, sys.stdout)
