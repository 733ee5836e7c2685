"""What the worker does for each request: loads one adapter, builds one graph with it, traces it, warms it up and
measures it. Answers are returned, not sent; what they should have been is unknown here.
"""

import asyncio
import gc
import importlib
import importlib.metadata
import platform
import time

import puffin_measure as measure
import puffin_serving
from puffin_workload import HeldWork, Ledger, TracedWork, Work, seed_of, xorshift32


class PrepareFault(Exception):
    """The adapter threw while it built a graph; its cause says what."""


class Means:
    """What all graphs of a process share."""

    def __init__(self, run_async, meter):
        self.run_async = run_async
        self.meter = meter


class Graph:
    """A workload that was built with the adapter."""

    def __init__(self, workload, adapter, means):
        self.workload = workload
        self.ledger = Ledger()
        self.work = Work(workload["kernel"], self.ledger)
        self.prepared = prepare(adapter, workload, self.work)
        self.runner = measure.BatchRunner(self.prepared, self.ledger, workload["seedName"], means)


class Rig:
    """Answers requests about one adapter and one workload."""

    def __init__(self, facts, channel, scratch):
        self._facts = facts
        self._channel = channel
        self._scratch = scratch
        # Made when it is first needed, as some frameworks want a thread that has no loop.
        self._loop = None
        self._adapter = None
        self._means = None
        self._graph = None
        self._answers = {
            "set-up": self._set_up,
            "trace": self._trace,
            "warm-up": lambda request: {"op": "warmed-up", **measure.warm_up(self._graph.runner, request)},
            "sample": lambda request: {"op": "sampled", "reading": self._graph.runner.measure(*_stretch(request))},
            "explain": self._explain,
            "run-once": self._run_once,
            "time-each": self._time_each,
            "define": self._define,
            "retain": self._retain,
            "serve": self._serve,
            "calibrate": lambda request: {
                "op": "calibrated",
                "rounds": measure.calibrate(xorshift32, request["targetNs"]),
            },
            "ping": lambda _request: {"op": "pong"},
            "tear-down": self._tear_down,
            "shut-down": self._shut_down,
        }

    def answer(self, request):
        """Answers a request, or raises what a run raised."""
        answer = self._answers.get(request["op"])
        if answer is None:
            message = f"knows no request \"{request['op']}\" in Python"
            return {"op": "failed", "code": "protocol", "message": message}
        return answer(request)

    def close(self):
        """Ends whatever was started."""
        self._drop_graph()
        adapter, self._adapter = self._adapter, None
        if adapter is not None:
            adapter.close()
        if self._loop is not None:
            self._loop.close()

    def _run_async(self, coroutine):
        if self._loop is None:
            self._loop = asyncio.Runner(debug=False)
        return self._loop.run(coroutine)

    def _set_up(self, request):
        self._drop_graph()
        import_ns = self._load()
        workload = request["workload"]
        facts = self._said_facts()
        supported = _supports_shape(workload) if _supports_shape(workload) is not True else self._adapter.supports(workload)
        if supported is not True:
            return {"op": "unsupported", "reason": supported, "adapter": facts}
        started = time.perf_counter_ns()
        self._graph = Graph(workload, self._adapter, self._means)
        return {
            "op": "set-up",
            "importNs": import_ns,
            "prepareNs": time.perf_counter_ns() - started,
            "adapter": facts,
        }

    def _load(self):
        if self._adapter is not None:
            return 0
        started = time.perf_counter_ns()
        module = importlib.import_module(self._facts["module"])
        adapter = module.ADAPTER(self._scratch, self._run_async)
        adapter.load()
        self._adapter = adapter
        self._means = Means(self._run_async, measure.Meter(adapter.has_children))
        return time.perf_counter_ns() - started

    def _said_facts(self):
        versions = {name: importlib.metadata.version(name) for name in self._facts["facts"]["packages"]}
        return {**self._facts["facts"], "versions": {**versions, "python": platform.python_version()}}

    def _trace(self, request):
        """Traces a graph of its own: the one that is measured pays nothing for being watched."""
        steps, workload = [], self._graph.workload
        prepared = prepare(self._adapter, workload, TracedWork(Work(workload["kernel"], Ledger()), steps))
        digest, elapsed_ns = self._timed(prepared, seed_of(workload["seedName"], request["iteration"], 0))
        figures = {**self._adapter.first_figures(), **prepared.figures()}
        if prepared.settle is not None:
            started = time.perf_counter_ns()
            prepared.settle()
            figures["settleMs"] = (time.perf_counter_ns() - started) / 1e6
        prepared.close()
        return {
            "op": "traced",
            "digest": measure.uint32(digest),
            "steps": list(steps),
            "firstRunNs": elapsed_ns,
            "figures": figures,
        }

    def _explain(self, request):
        digests, tasks = self._graph.runner.answers(*_stretch(request))
        return {"op": "explained", "digests": [measure.uint32(digest) for digest in digests], "tasks": tasks}

    def _run_once(self, request):
        graph = self._graph
        graph.ledger.reset()
        digest, elapsed_ns = self._timed(graph.prepared, seed_of(graph.workload["seedName"], request["iteration"], 0))
        return {"op": "ran", "elapsedNs": elapsed_ns, "digest": measure.uint32(digest), "tasks": graph.ledger.take()}

    def _time_each(self, request):
        latencies, proof = self._graph.runner.time_each(*_stretch(request))
        return {"op": "timed-each", "latenciesNs": latencies, "proof": proof}

    def _define(self, request):
        workload, ledger = self._graph.workload, Ledger()
        work = Work(workload["kernel"], ledger)
        gc.collect()
        batch, readings = measure.measure_defining(
            lambda: prepare(self._adapter, workload, work), self._means.meter, request
        )
        last = prepare(self._adapter, workload, work)
        digest, _elapsed_ns = self._timed(last, seed_of(workload["seedName"], request["iteration"], 0))
        last.close()
        return {
            "op": "defined",
            "batch": batch,
            "wallNs": [reading["wallNs"] for reading in readings],
            "cpuNs": [reading["cpuNs"] for reading in readings],
            "allocatedBytes": [],
            "digest": measure.uint32(digest),
            "tasks": ledger.take(),
        }

    def _retain(self, request):
        if not self._graph.prepared.is_async and self._facts["facts"]["executionModel"] == "sync":
            return self._unsupported("holds a run in flight by holding a thread, so that nothing else can be started")
        counts, first = request["counts"], request["firstIteration"]
        definitions = self._keep_definitions(counts)
        in_flight, held = self._run_async(self._keep_in_flight(counts, first))
        finished, kept = self._keep_results(counts, first + counts[-1])
        return {
            "op": "retained",
            "definitions": definitions,
            "inFlight": in_flight,
            "finished": finished,
            "proofs": [held, kept],
        }

    def _keep_definitions(self, counts):
        workload, kept = self._graph.workload, []
        work = Work(workload["kernel"], Ledger())
        for _ in measure.rehearsals():
            prepare(self._adapter, workload, work).close()
        points = measure.measure_retained(counts, lambda _i: kept.append(prepare(self._adapter, workload, work)))
        for prepared in kept:
            prepared.close()
        return points

    async def _keep_in_flight(self, counts, first):
        workload, ledger, started = self._graph.workload, Ledger(), []
        work = HeldWork(Work(workload["kernel"], ledger))
        prepared = prepare(self._adapter, workload, work)

        def start(index):
            started.append(asyncio.ensure_future(prepared.run(seed_of(workload["seedName"], first + index, 0))))

        async def all_at_gate():
            while work.waiting < len(started):
                await asyncio.sleep(0)

        for index in measure.rehearsals():
            start(index)
        await all_at_gate()
        work.open()
        await asyncio.gather(*started)
        started.clear()
        ledger.reset()
        points = [measure.memory_point(0)]
        for count in counts:
            while len(started) < count:
                start(len(started))
            await all_at_gate()
            points.append(measure.memory_point(count))
        work.open()
        digests = await asyncio.gather(*started)
        # Runs that overlap cannot be counted one by one: what all have executed is dealt out evenly.
        tasks = [ledger.take() // len(digests)] * len(digests)
        prepared.close()
        return points, measure.proof_of(first, digests, tasks)

    def _keep_results(self, counts, first):
        graph, kept, digests = self._graph, [], []
        run = graph.prepared.run_to_keep or _kept_digest(graph.prepared)

        def keep(index):
            coroutine = run(seed_of(graph.workload["seedName"], first + index, 0))
            digest, result = self._run_async(coroutine) if graph.prepared.is_async else coroutine
            digests.append(digest)
            kept.append(result)

        for index in measure.rehearsals():
            keep(index)
        digests.clear()
        kept.clear()
        graph.ledger.reset()
        points = measure.measure_retained(counts, keep)
        tasks = [graph.ledger.take() // len(digests)] * len(digests)
        return points, measure.proof_of(first, digests, tasks)

    def _serve(self, _request):
        graph = self._graph
        if not graph.prepared.is_async:
            return self._unsupported("runs one thing at a time in a process: there is no load to apply")
        graph.ledger.reset()
        runs = self._run_async(puffin_serving.serve(self._channel, graph.prepared.run, graph.workload["seedName"]))
        return {"op": "served", "runs": runs, "tasks": graph.ledger.take()}

    def _unsupported(self, reason):
        return {"op": "unsupported", "reason": reason, "adapter": self._said_facts()}

    def _tear_down(self, _request):
        started = time.perf_counter_ns()
        self._drop_graph()
        return {"op": "torn-down", "teardownNs": time.perf_counter_ns() - started}

    def _shut_down(self, _request):
        self.close()
        return {"op": "bye"}

    def _drop_graph(self):
        graph, self._graph = self._graph, None
        if graph is not None:
            graph.prepared.close()

    def _timed(self, prepared, seed):
        started = time.perf_counter_ns()
        digest = self._run_async(prepared.run(seed)) if prepared.is_async else prepared.run(seed)
        return digest, time.perf_counter_ns() - started


def prepare(adapter, workload, work):
    """Builds a graph with the adapter."""
    try:
        return adapter.prepare(workload, work)
    except Exception as error:
        raise PrepareFault from error


def _supports_shape(workload):
    kind = workload["shape"]["kind"]
    return True if kind in ("chain", "fanout", "diamond") else f"has no Python program for {kind} workloads"


def _kept_digest(prepared):
    if not prepared.is_async:
        return lambda seed: (digest := prepared.run(seed), digest)

    async def run(seed):
        digest = await prepared.run(seed)
        return digest, digest

    return run


def _stretch(request):
    return request["firstIteration"], request["iterations"]
