"""How runs are timed: batches with nothing but the calls between two clock readings, as the session's own
workers do it (`src/harness/measure`). Seeds are drawn before and proofs folded after.
"""

import gc
import os
import resource
import statistics
import time

import puffin_process
from puffin_workload import EMPTY_FOLD, MASK, fold_next, seed_of

LARGEST_BATCH = 65_536
MOST_DEFINITIONS = 4_096
WINDOW = 10
_LARGEST_GROWTH = 8
_REHEARSALS = 16


class Meter:
    """Reads what a stretch of work consumes."""

    def __init__(self, has_children):
        self._has_children = has_children
        self._collections = 0
        self._collecting_ns = 0
        self._collection_started = 0
        gc.callbacks.append(self._on_collection)

    def _on_collection(self, phase, _info):
        if phase == "start":
            self._collection_started = time.perf_counter_ns()
        else:
            self._collections += 1
            self._collecting_ns += time.perf_counter_ns() - self._collection_started

    def start(self):
        self._children_ns = puffin_process.children_cpu_ns() if self._has_children else 0
        self._gc = (self._collections, self._collecting_ns)
        self._usage = resource.getrusage(resource.RUSAGE_SELF)
        self._cpu_ns = time.process_time_ns()
        self._wall_ns = time.perf_counter_ns()

    def stop(self):
        """Tells what was consumed since `start`; CPython keeps no count of bytes that were allocated."""
        wall_ns = time.perf_counter_ns() - self._wall_ns
        cpu_ns = time.process_time_ns() - self._cpu_ns
        usage, before = resource.getrusage(resource.RUSAGE_SELF), self._usage
        children_ns = puffin_process.children_cpu_ns() - self._children_ns if self._has_children else 0
        return {
            "wallNs": wall_ns,
            # A child that ended meanwhile takes its time along: what is left is no less than nothing.
            "cpuNs": cpu_ns + max(children_ns, 0),
            "allocatedBytes": None,
            "gcCount": self._collections - self._gc[0],
            "gcNs": self._collecting_ns - self._gc[1],
            "voluntarySwitches": usage.ru_nvcsw - before.ru_nvcsw,
            "involuntarySwitches": usage.ru_nivcsw - before.ru_nivcsw,
            "minorFaults": usage.ru_minflt - before.ru_minflt,
            "majorFaults": usage.ru_majflt - before.ru_majflt,
            "rssBytes": puffin_process.resident_bytes(self._has_children),
        }


class BatchRunner:
    """Runs batches of one graph."""

    def __init__(self, prepared, ledger, seed_name, means):
        self._prepared = prepared
        self._ledger = ledger
        self._seed_name = seed_name
        self._run_async = means.run_async
        self._meter = means.meter

    def measure(self, first, iterations):
        """Runs and measures a batch: totals and proof."""
        seeds = self._seeds(first, iterations)
        self._meter.start()
        digests, tasks = self._run_all(seeds)
        reading = self._meter.stop()
        return {**reading, "proof": proof_of(first, digests, tasks)}

    def time_each(self, first, iterations):
        """Runs a batch and times each of its runs."""
        latencies = []
        digests, tasks = self._run_all(self._seeds(first, iterations), latencies)
        return latencies, proof_of(first, digests, tasks)

    def answers(self, first, iterations):
        """Runs a batch for its answers alone."""
        return self._run_all(self._seeds(first, iterations))

    def _seeds(self, first, iterations):
        if not 1 <= iterations <= LARGEST_BATCH:
            raise ValueError(f"Cannot run a batch as 'iterations' must be from 1 to {LARGEST_BATCH}: current value is {iterations}")
        return [seed_of(self._seed_name, first + i, 0) for i in range(iterations)]

    def _run_all(self, seeds, latencies=None):
        if self._prepared.is_async:
            return self._run_async(self._run_each_async(seeds, latencies))
        run, take = self._prepared.run, self._ledger.take
        digests, tasks = [], []
        take()
        for seed in seeds:
            started = time.perf_counter_ns() if latencies is not None else 0
            digests.append(run(seed))
            if latencies is not None:
                latencies.append(time.perf_counter_ns() - started)
            tasks.append(take())
        return digests, tasks

    async def _run_each_async(self, seeds, latencies):
        run, take = self._prepared.run, self._ledger.take
        digests, tasks = [], []
        take()
        for seed in seeds:
            started = time.perf_counter_ns() if latencies is not None else 0
            digests.append(await run(seed))
            if latencies is not None:
                latencies.append(time.perf_counter_ns() - started)
            tasks.append(take())
        return digests, tasks


def uint32(digest):
    """What a run answered, as it is sent: a run that answers nothing is a wrong digest and not a broken message."""
    return digest & MASK if isinstance(digest, int) else 0


def proof_of(first, digests, tasks):
    """What a stretch of iterations leaves behind to be checked."""
    digest_fold = task_fold = EMPTY_FOLD
    for digest, count in zip(digests, tasks):
        digest_fold = fold_next(digest_fold, uint32(digest))
        task_fold = fold_next(task_fold, count & MASK)
    return {"firstIteration": first, "iterations": len(digests), "digestFold": digest_fold, "taskFold": task_fold}


def warm_up(runner, plan):
    """Runs batches until their durations are steady or the time is up."""
    started = time.perf_counter()
    first, iterations = plan["firstIteration"], 1
    proofs, run_ns = [], []
    while True:
        reading = runner.measure(first, iterations)
        wall_ns = max(reading["wallNs"], 1)
        proofs.append(reading["proof"])
        run_ns.append(wall_ns / iterations)
        first += iterations
        growth = min(plan["sampleMs"] * 1e6 / wall_ns, _LARGEST_GROWTH)
        iterations = min(max(int(-(-iterations * growth // 1)), 1), LARGEST_BATCH)
        elapsed_ms = (time.perf_counter() - started) * 1e3
        is_due = elapsed_ms >= plan["shortestMs"]
        steady = is_due and len(run_ns) % WINDOW == 0 and is_steady(run_ns)
        has_enough = is_due and first - plan["firstIteration"] >= plan["enoughRuns"]
        if steady or has_enough or elapsed_ms >= plan["longestMs"]:
            break
    gc.collect()
    return {"steady": steady, "elapsedMs": elapsed_ms, "runNs": statistics.median(run_ns[-WINDOW:]), "proofs": proofs}


def is_steady(measurements):
    """Whether the last two windows agree in centre and spread, without a trend across both."""
    if len(measurements) < 2 * WINDOW:
        return False
    both = measurements[-2 * WINDOW :]
    older, newer = both[:WINDOW], both[WINDOW:]
    concordance = sum((later > earlier) - (later < earlier) for i, later in enumerate(both) for earlier in both[:i])
    return (
        _differs_by_less(statistics.median(newer), statistics.median(older), 0.02)
        and _differs_by_less(_deviation(newer), _deviation(older), 0.5)
        and abs(concordance) / (len(both) * (len(both) - 1) / 2) < 0.4
    )


def _deviation(values):
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values)


def _differs_by_less(value, reference, share):
    return value == reference or abs(value - reference) < share * reference


def calibrate(kernel, target_ns, probe_rounds=2_000, probes=50):
    """Finds the rounds of the kernel that take so long; the quickest of many calls counts."""
    quickest, seed = float("inf"), 1
    for _ in range(probes):
        started = time.perf_counter_ns()
        seed = kernel(seed, probe_rounds)
        quickest = min(quickest, time.perf_counter_ns() - started)
    return max(round(target_ns * probe_rounds / quickest), 1)


def measure_defining(define, meter, plan):
    """Makes the same definition again and again, in batches that are long enough for the clock."""
    started, took = time.perf_counter(), []
    while True:
        before = time.perf_counter()
        define().close()
        took.append((time.perf_counter() - before) * 1e3)
        if (time.perf_counter() - started) * 1e3 >= plan["warmUpMs"]:
            break
    each_ms = max(statistics.median(took[len(took) // 2 :]), plan["sampleMs"] / MOST_DEFINITIONS)
    batch, readings = max(int(-(-plan["sampleMs"] // each_ms)), 1), []
    for _ in range(plan["samples"]):
        meter.start()
        made = [define() for _ in range(batch)]
        readings.append(meter.stop())
        for prepared in made:
            prepared.close()
    return batch, readings


def measure_retained(counts, keep, settle=lambda: None):
    """Reads memory at zero and at each number of kept things."""
    points, kept = [memory_point(0)], 0
    for count in counts:
        while kept < count:
            keep(kept)
            kept += 1
        settle()
        points.append(memory_point(count))
    return points


def memory_point(count):
    for _ in range(3):
        gc.collect()
    return {"count": count, "heapUsedBytes": puffin_process.held_bytes(os.getpid()), "externalBytes": 0}


def rehearsals():
    """Things made and let go of before memory is read for the first time."""
    return range(_REHEARSALS)
