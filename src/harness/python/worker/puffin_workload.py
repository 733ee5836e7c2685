"""What tasks compute and how it is proved: the same digests and kernels as `src/harness/workload`.

All arithmetic is on 32-bit unsigned integers, so every language gives the same numbers. The right answers
are not here: the session recomputes them and never tells a worker.
"""

import asyncio
import itertools
import time

MASK = 0xFFFFFFFF
EMPTY_FOLD = 0x811C9DC5
_FNV_PRIME = 0x01000193
_SEED_FOR_ZERO = 0x9E3779B9


def seed_of(name, iteration, task):
    """FNV-1a over `name/iteration/task`: the seed of one task of one iteration."""
    digest = EMPTY_FOLD
    for byte in f"{name}/{iteration}/{task}".encode("ascii"):
        digest = ((digest ^ byte) * _FNV_PRIME) & MASK
    return digest


def fold_next(folded, value):
    """Continues a fold by one value: four bytes, the lowest first."""
    for shift in (0, 8, 16, 24):
        folded = ((folded ^ ((value >> shift) & 0xFF)) * _FNV_PRIME) & MASK
    return folded


def fold(values):
    """Digests values in their order."""
    folded = EMPTY_FOLD
    for value in values:
        folded = fold_next(folded, value)
    return folded


def xorshift32(seed, rounds):
    """Steps a xorshift32 generator; 0 rounds return the seed, or the stand-in for a seed of 0."""
    state = (seed & MASK) or _SEED_FOR_ZERO
    for _ in range(rounds):
        state ^= (state << 13) & MASK
        state ^= state >> 17
        state ^= (state << 5) & MASK
    return state


class Ledger:
    """Counts executed task bodies. A counter of itertools is advanced in one step, whichever thread calls."""

    def __init__(self):
        self.reset()

    def reset(self):
        self._next = itertools.count().__next__

    def tick(self):
        self._next()

    def take(self):
        """Tells how many bodies ran since the last reset, and begins anew."""
        executed = self._next()
        self.reset()
        return executed


class Work:
    """Task bodies of a kernel, for code that awaits and for code that does not."""

    def __init__(self, kernel, ledger):
        kind = kernel["kind"]
        self.waits = kind == "wait"
        self.rounds = kernel["rounds"] if kind == "cpu" else 0
        self.wait_s = kernel["waitMs"] / 1_000 if self.waits else 0
        self._ledger = ledger

    def one(self, task, value):
        """A task that depends on the run's seed or on one other task."""
        if self.waits:
            _sleep(self.wait_s)
        self._ledger.tick()
        return xorshift32(value ^ task, self.rounds)

    def join(self, task, values):
        """A task that joins several others, whose outputs come in the order of their numbers."""
        if self.waits:
            _sleep(self.wait_s)
        self._ledger.tick()
        return xorshift32(fold(values), self.rounds)

    async def one_async(self, task, value):
        if self.waits:
            await _sleep_async(self.wait_s)
        self._ledger.tick()
        return xorshift32(value ^ task, self.rounds)

    async def join_async(self, task, values):
        if self.waits:
            await _sleep_async(self.wait_s)
        self._ledger.tick()
        return xorshift32(fold(values), self.rounds)


class TracedWork:
    """Task bodies that write down when they start and end."""

    def __init__(self, work, steps):
        self.waits = work.waits
        self._work = work
        self._steps = steps

    def one(self, task, value):
        self._steps.append(["start", task])
        output = self._work.one(task, value)
        self._steps.append(["end", task])
        return output

    def join(self, task, values):
        self._steps.append(["start", task])
        output = self._work.join(task, values)
        self._steps.append(["end", task])
        return output

    async def one_async(self, task, value):
        self._steps.append(["start", task])
        output = await self._work.one_async(task, value)
        self._steps.append(["end", task])
        return output

    async def join_async(self, task, values):
        self._steps.append(["start", task])
        output = await self._work.join_async(task, values)
        self._steps.append(["end", task])
        return output


class HeldWork:
    """Task bodies of which the first of each run stands at a gate, so that runs in flight can be kept."""

    #: Whoever builds for bodies that wait, builds for bodies that stand at a gate.
    waits = True

    def __init__(self, work):
        self.waiting = 0
        self._work = work
        self._gate = asyncio.Event()

    def open(self):
        """Lets all go that wait, and closes again behind them."""
        gate, self._gate, self.waiting = self._gate, asyncio.Event(), 0
        gate.set()

    async def one_async(self, task, value):
        if task == 0:
            self.waiting += 1
            await self._gate.wait()
        return await self._work.one_async(task, value)

    async def join_async(self, task, values):
        return await self._work.join_async(task, values)


def _sleep(seconds):
    # A timer may fire early: the deadline decides.
    deadline = time.perf_counter() + seconds
    while (left := deadline - time.perf_counter()) > 0:
        time.sleep(left)


async def _sleep_async(seconds):
    deadline = time.perf_counter() + seconds
    while (left := deadline - time.perf_counter()) > 0:
        await asyncio.sleep(left)
