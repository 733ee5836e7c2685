"""Prefect: a task a task in a flow, with a server of its own and a database on disk, as it never runs without.

Tasks that compute are called one after the other in a chain and submitted to threads where they branch; tasks
that wait are awaited. The server is a child of this process: its processor time and memory count.
"""

import asyncio
import os
import time

from puffin_adapter import Adapter, Prepared, StatusFault

_SERVER_LIMIT_S = 120
_SETTLE_LIMIT_S = 10
_SETTLE_PAUSE_S = 0.05


class PrefectAdapter(Adapter):
    has_children = True

    def load(self):
        os.environ.update(
            PREFECT_HOME=os.path.join(self.scratch, "prefect"),
            PREFECT_SERVER_EPHEMERAL_ENABLED="true",
            PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS=str(_SERVER_LIMIT_S),
            PREFECT_SERVER_ANALYTICS_ENABLED="false",
            DO_NOT_TRACK="1",
            PREFECT_LOGGING_LEVEL="CRITICAL",
            PREFECT_RESULTS_PERSIST_BY_DEFAULT="false",
            NO_PROXY="127.0.0.1,localhost",
        )
        import prefect
        from prefect.cache_policies import NO_CACHE

        self._flow = prefect.flow
        # Inputs are hashed by default, to remember what was computed; each run here has a seed of its own.
        self._task = prefect.task(cache_policy=NO_CACHE)
        started = time.perf_counter()
        self._start_server()
        self._server_start_ms = (time.perf_counter() - started) * 1e3
        self._tasks_run = 0

    def _start_server(self):
        from prefect.server.api.server import SubprocessASGIServer
        from prefect.settings import PREFECT_API_URL, temporary_settings

        self._server = SubprocessASGIServer()
        self._server.start(timeout=_SERVER_LIMIT_S)
        self._settings = temporary_settings({PREFECT_API_URL: self._server.api_url})
        self._settings.__enter__()

    def first_figures(self):
        return {"serverStartMs": self._server_start_ms}

    def close(self):
        self._settings.__exit__(None, None, None)
        self._server.stop()

    def prepare(self, workload, work):
        shape = workload["shape"]
        builders = {"chain": self._chain, "fanout": self._fanout, "diamond": self._diamond}
        flow = builders[shape["kind"]](work, shape)

        def settle():
            _drain()

        if not work.waits:

            def run_to_keep(seed):
                return _result_of(flow(seed, return_state=True))

            return Prepared(
                lambda seed: run_to_keep(seed)[0], is_async=False, run_to_keep=run_to_keep, settle=settle
            )

        async def run_to_keep_async(seed):
            state = await flow(seed, return_state=True)
            if not state.is_completed():
                raise StatusFault(f"ended in the state {state.name} and raised nothing")
            return await _awaited(state.result(raise_on_failure=False)), state

        async def run(seed):
            return (await run_to_keep_async(seed))[0]

        return Prepared(run, is_async=True, run_to_keep=run_to_keep_async, settle=settle)

    def _chain(self, work, shape):
        length = shape["length"]
        if work.waits:

            @self._task
            async def hop_async(task, value):
                return await work.one_async(task, value)

            @self._flow(name="chain")
            async def chain_async(seed: int):
                value = seed
                for task in range(length):
                    value = await hop_async(task, value)
                return value

            return chain_async

        @self._task
        def hop(task, value):
            return work.one(task, value)

        @self._flow(name="chain")
        def chain(seed: int):
            value = seed
            for task in range(length):
                value = hop(task, value)
            return value

        return chain

    def _fanout(self, work, shape):
        return self._branches(work, shape["width"])

    def _diamond(self, work, _shape):
        return self._branches(work, 2)

    def _branches(self, work, width):
        if work.waits:

            @self._task
            async def one_async(task, value):
                return await work.one_async(task, value)

            @self._task
            async def join_async(values):
                return await work.join_async(width + 1, values)

            @self._flow(name="branches")
            async def branching_async(seed: int):
                value = await one_async(0, seed)
                return await join_async(await asyncio.gather(*(one_async(task, value) for task in range(1, width + 1))))

            return branching_async

        @self._task
        def one(task, value):
            return work.one(task, value)

        @self._task
        def join(values):
            return work.join(width + 1, values)

        @self._flow(name="branches")
        def branching(seed: int):
            value = one.submit(0, seed)
            return join.submit([one.submit(task, value) for task in range(1, width + 1)]).result()

        return branching


def _result_of(state):
    if not state.is_completed():
        raise StatusFault(f"ended in the state {state.name} and raised nothing")
    return state.result(raise_on_failure=False), state


async def _awaited(value):
    return await value if asyncio.iscoroutine(value) else value


def _drain():
    """Waits until the client has sent what it keeps back: task runs are told to the server as events, later."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(timeout=_SETTLE_LIMIT_S, at_exit=False)
    APILogWorker.instance().drain()


ADAPTER = PrefectAdapter
