"""Dagster: an op a task in a job, executed in this process, where ops run one after the other.

The instance is made with the graph and goes with it: its log of events grows with each run.
"""

import itertools
import os

from puffin_adapter import Adapter, Prepared, StatusFault

_counter = itertools.count()
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def _settle_telemetry(directory):
    with open(os.path.join(directory, "dagster.yaml"), "w", encoding="utf-8") as file:
        file.write("telemetry:\n  enabled: false\n")


class DagsterAdapter(Adapter):
    def load(self):
        os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
        os.environ["DAGSTER_HOME"] = self.scratch
        _settle_telemetry(self.scratch)
        import dagster

        self._dagster = dagster

    def supports(self, workload):
        if workload["kernel"]["kind"] == "wait" and workload["shape"]["kind"] != "chain":
            return "executes the ops of a process one after the other: branches cannot wait together"
        return True

    def prepare(self, workload, work):
        shape = workload["shape"]
        job, last = {"chain": self._chain, "fanout": self._fanout, "diamond": self._diamond}[shape["kind"]](work, shape)
        instance, figures = self._new_instance()
        events = [0]

        def run_to_keep(seed):
            config = {**_QUIET, "ops": {"first": {"inputs": {"seed": seed}}}}
            result = job.execute_in_process(instance=instance, run_config=config, raise_on_error=False)
            events[0] = len(result.all_events)
            if not result.success:
                raise StatusFault("ended without success and raised nothing")
            return result.output_for_node(last), result

        def close():
            instance.dispose()

        return Prepared(
            lambda seed: run_to_keep(seed)[0],
            is_async=False,
            run_to_keep=run_to_keep,
            close=close,
            figures=lambda: {"eventsPerRun": events[0], **figures()},
        )

    def _new_instance(self):
        """Makes an instance, and tells what there is to say of it."""
        return self._dagster.DagsterInstance.ephemeral(), dict

    def _first(self, work):
        @self._dagster.op(name="first")
        def first(seed: int) -> int:
            return work.one(0, seed)

        return first

    def _step(self, work, task):
        @self._dagster.op(name=f"task{task}")
        def step(value: int) -> int:
            return work.one(task, value)

        return step

    def _join(self, work, task):
        @self._dagster.op(name="join", ins={"values": self._dagster.In(list)})
        def join(values) -> int:
            # A list of outputs comes in the order in which it was wired.
            return work.join(task, values)

        return join

    def _chain(self, work, shape):
        length, first = shape["length"], self._first(work)
        steps = [self._step(work, task) for task in range(1, length)]

        @self._dagster.job
        def chain():
            value = first()
            for step in steps:
                value = step(value)

        return chain, f"task{length - 1}" if length > 1 else "first"

    def _fanout(self, work, shape):
        return self._branches(work, shape["width"])

    def _diamond(self, work, _shape):
        return self._branches(work, 2)

    def _branches(self, work, width):
        first, join = self._first(work), self._join(work, width + 1)
        branches = [self._step(work, task) for task in range(1, width + 1)]

        @self._dagster.job
        def branching():
            value = first()
            join([branch(value) for branch in branches])

        return branching, "join"


class DurableDagsterAdapter(DagsterAdapter):
    """The same jobs, with runs and events kept in SQLite files and outputs in files of their own."""

    def _new_instance(self):
        directory = os.path.join(self.scratch, f"storage-{next(_counter)}")
        os.mkdir(directory)
        _settle_telemetry(directory)

        def figures():
            files = [os.path.join(root, name) for root, _, names in os.walk(directory) for name in names]
            return {"storedBytes": sum(os.path.getsize(file) for file in files)}

        return self._dagster.DagsterInstance.local_temp(directory), figures


ADAPTER = DagsterAdapter
