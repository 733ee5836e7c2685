"""LangGraph: a StateGraph with a node a task, compiled once and awaited; branches by Send, joined by a reducer.

With a checkpointer each superstep is written to a SQLite file, under a thread of its own for each run.
"""

import itertools
import os

from puffin_adapter import Adapter, Prepared


class LangGraphAdapter(Adapter):
    def load(self):
        import operator
        from typing import Annotated, TypedDict

        from langgraph.graph import END, START, StateGraph
        from langgraph.types import Send

        class State(TypedDict):
            v: int
            xs: Annotated[list, operator.add]
            out: int

        self._state, self._graph_class, self._send, self._ends = State, StateGraph, Send, (START, END)

    def prepare(self, workload, work):
        shape = workload["shape"]
        build = {"chain": self._chain, "fanout": self._fanout, "diamond": self._diamond}[shape["kind"]]
        return self._prepared(build(work, shape), _steps_of(shape))

    def _prepared(self, builder, steps):
        graph = builder.compile()
        config = {"recursion_limit": steps + 5}

        async def run(seed):
            return (await graph.ainvoke({"v": seed, "xs": [], "out": 0}, config))["out"]

        async def run_to_keep(seed):
            state = await graph.ainvoke({"v": seed, "xs": [], "out": 0}, config)
            return state["out"], state

        return Prepared(run, is_async=True, run_to_keep=run_to_keep)

    def _chain(self, work, shape):
        start, end = self._ends
        builder, before, last = self._graph_class(self._state), start, shape["length"] - 1
        for task in range(shape["length"]):
            builder.add_node(f"task{task}", _step(work, task, "out" if task == last else "v"))
            builder.add_edge(before, f"task{task}")
            before = f"task{task}"
        builder.add_edge(before, end)
        return builder

    def _fanout(self, work, shape):
        start, end = self._ends
        width, send = shape["width"], self._send

        async def branch(item):
            return {"xs": [(item["task"], await work.one_async(item["task"], item["v"]))]}

        def scatter(state):
            return [send("branch", {"task": task, "v": state["v"]}) for task in range(1, width + 1)]

        builder = self._graph_class(self._state)
        builder.add_node("producer", _step(work, 0, "v"))
        builder.add_node("branch", branch)
        builder.add_node("join", _join(work, width + 1))
        builder.add_edge(start, "producer")
        builder.add_conditional_edges("producer", scatter, ["branch"])
        builder.add_edge("branch", "join")
        builder.add_edge("join", end)
        return builder

    def _diamond(self, work, _shape):
        start, end = self._ends

        def side(task):
            async def node(state):
                return {"xs": [(task, await work.one_async(task, state["v"]))]}

            return node

        builder = self._graph_class(self._state)
        builder.add_node("top", _step(work, 0, "v"))
        builder.add_node("left", side(1))
        builder.add_node("right", side(2))
        builder.add_node("join", _join(work, 3))
        builder.add_edge(start, "top")
        builder.add_edge("top", "left")
        builder.add_edge("top", "right")
        builder.add_edge(["left", "right"], "join")
        builder.add_edge("join", end)
        return builder


class DurableLangGraphAdapter(LangGraphAdapter):
    """The same graphs, with every superstep kept in a SQLite file."""

    def load(self):
        super().load()
        from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

        self._saver_class = AsyncSqliteSaver
        self._file = itertools.count(1)

    def _prepared(self, builder, steps):
        path = os.path.join(self.scratch, f"checkpoints-{next(self._file)}.db")
        opening = self._saver_class.from_conn_string(path)
        saver = self.run_async(opening.__aenter__())
        graph = builder.compile(checkpointer=saver)
        threads = itertools.count()

        async def invoke(seed):
            config = {"recursion_limit": steps + 5, "configurable": {"thread_id": str(next(threads))}}
            return await graph.ainvoke({"v": seed, "xs": [], "out": 0}, config)

        async def run(seed):
            return (await invoke(seed))["out"]

        async def run_to_keep(seed):
            state = await invoke(seed)
            return state["out"], state

        return Prepared(
            run,
            is_async=True,
            run_to_keep=run_to_keep,
            close=lambda: self.run_async(opening.__aexit__(None, None, None)),
            figures=lambda: {"storedBytes": _bytes_stored(path)},
        )


def _bytes_stored(path):
    """Of the file and its write-ahead log."""
    return sum(os.path.getsize(file) for file in (path, f"{path}-wal") if os.path.exists(file))


def _step(work, task, key):
    async def node(state):
        return {key: await work.one_async(task, state["v"])}

    return node


def _join(work, task):
    async def node(state):
        # Branches come in no order: their numbers give it back.
        return {"out": await work.join_async(task, [value for _, value in sorted(state["xs"])])}

    return node


def _steps_of(shape):
    return shape["length"] if shape["kind"] == "chain" else 3


ADAPTER = LangGraphAdapter
