"""Plain Python: the same work without a framework, what all other subjects in this language are compared with.

Tasks that compute are called one after the other, as one interpreter computes one thing at a time; tasks
that wait are awaited, branches together.
"""

import asyncio

from puffin_adapter import Adapter, Prepared


class RawAdapter(Adapter):
    def prepare(self, workload, work):
        shape = workload["shape"]
        builders = {
            "chain": (_chain, _chain_async),
            "fanout": (_fanout, _fanout_async),
            "diamond": (_diamond, _diamond_async),
        }
        plain, waiting = builders[shape["kind"]]
        size = shape.get("length") or shape.get("width")
        return Prepared(waiting(work, size), is_async=True) if work.waits else Prepared(plain(work, size), is_async=False)


def _chain(work, length):
    def run(seed):
        value = seed
        for task in range(length):
            value = work.one(task, value)
        return value

    return run


def _chain_async(work, length):
    async def run(seed):
        value = seed
        for task in range(length):
            value = await work.one_async(task, value)
        return value

    return run


def _fanout(work, width):
    def run(seed):
        produced = work.one(0, seed)
        return work.join(width + 1, [work.one(branch, produced) for branch in range(1, width + 1)])

    return run


def _fanout_async(work, width):
    async def run(seed):
        produced = await work.one_async(0, seed)
        branches = [work.one_async(branch, produced) for branch in range(1, width + 1)]
        return await work.join_async(width + 1, await asyncio.gather(*branches))

    return run


def _diamond(work, _size):
    def run(seed):
        top = work.one(0, seed)
        return work.join(3, [work.one(1, top), work.one(2, top)])

    return run


def _diamond_async(work, _size):
    async def run(seed):
        top = await work.one_async(0, seed)
        return await work.join_async(3, await asyncio.gather(work.one_async(1, top), work.one_async(2, top)))

    return run


ADAPTER = RawAdapter
