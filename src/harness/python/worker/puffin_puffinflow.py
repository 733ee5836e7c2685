"""PuffinFlow for Python: a state a task; dependencies for a chain, Send for branches, as states that wait for
dependencies run one at a time in an agent; a reducer collects what branches give.

An agent keeps its variables, and what reducers made, from one run to the next: each run has an agent of its own.
"""

import itertools
import os

from puffin_adapter import Adapter, Prepared, StatusFault

_counter = itertools.count()


class PuffinFlowAdapter(Adapter):
    def load(self):
        import logging

        logging.getLogger("puffinflow").setLevel(logging.CRITICAL)
        from puffinflow import Agent, Command, Send, add_reducer
        from puffinflow.core.agent._core import AgentCore

        # Without its core in Rust every run ends in 20 µs, with a status of failed and nothing raised.
        if "fallback" in AgentCore.__module__:
            raise ImportError("puffinflow has no core in Rust here: its fallback in Python runs nothing")
        self._agent, self._command, self._send, self._reducer = Agent, Command, Send, add_reducer

    def prepare(self, workload, work):
        shape = workload["shape"]
        new_agent, figures = self._agents()
        builders = {"chain": self._chain, "fanout": self._fanout, "diamond": self._diamond}
        build = builders[shape["kind"]](work, shape, new_agent)

        async def run_to_keep(seed):
            result = await self._run(build(), seed)
            # A run that fails raises nothing.
            if not result.is_success:
                raise StatusFault(f"ended with status {getattr(result.status, 'value', result.status)} and raised nothing")
            return result.outputs.get("out"), result

        async def run(seed):
            return (await run_to_keep(seed))[0]

        return Prepared(run, is_async=True, run_to_keep=run_to_keep, figures=figures)

    def _agents(self):
        """How agents of a graph are made, and what there is to say of them."""
        return lambda: self._agent("bench"), dict

    async def _run(self, agent, seed):
        return await agent.run(initial_context={"v": seed})

    def _chain(self, work, shape, new_agent):
        length = shape["length"]

        def state(task):
            async def hop(ctx):
                value = await work.one_async(task, ctx.get_variable("v"))
                ctx.set_variable("v", value)
                if task == length - 1:
                    ctx.set_output("out", value)

            return hop

        states = [state(task) for task in range(length)]

        def build():
            agent = new_agent()
            for task, hop in enumerate(states):
                agent.add_state(f"task{task}", hop, dependencies=[f"task{task - 1}"] if task > 0 else None)
            return agent

        return build

    def _fanout(self, work, shape, new_agent):
        width, send, command = shape["width"], self._send, self._command

        async def producer(ctx):
            value = await work.one_async(0, ctx.get_variable("v"))
            return [*(send("branch", {"task": task, "x": value}) for task in range(1, width + 1)), "join"]

        async def branch(ctx):
            task = ctx.get_variable("task")
            value = await work.one_async(task, ctx.get_variable("x"))
            return command(update={"done": [(task, value)]})

        return self._joined(new_agent, producer, {"branch": branch}, _join(work, width + 1))

    def _diamond(self, work, _shape, new_agent):
        send, command = self._send, self._command

        async def top(ctx):
            value = await work.one_async(0, ctx.get_variable("v"))
            return [send("left", {"x": value}), send("right", {"x": value}), "join"]

        def side(task):
            async def state(ctx):
                return command(update={"done": [(task, await work.one_async(task, ctx.get_variable("x")))]})

            return state

        return self._joined(new_agent, top, {"left": side(1), "right": side(2)}, _join(work, 3))

    def _joined(self, new_agent, first, branches, join):
        def build():
            agent = new_agent()
            agent.add_reducer("done", self._reducer)
            agent.add_state("first", first)
            for name, branch in branches.items():
                agent.add_state(name, branch)
            agent.add_state("join", join)
            return agent

        return build


class DurablePuffinFlowAdapter(PuffinFlowAdapter):
    """The same agents, with a checkpoint in a file after every state."""

    def load(self):
        super().load()
        from puffinflow.core.agent.base import FileCheckpointStorage

        self._storage = FileCheckpointStorage

    def _agents(self):
        directory = os.path.join(self.scratch, f"checkpoints-{next(_counter)}")
        storage = self._storage(directory)

        def new_agent():
            # Checkpoints go by the name of the agent: that of another run would be taken up.
            return self._agent(f"bench-{next(_counter)}", checkpoint_storage=storage)

        def figures():
            files = [os.path.join(root, name) for root, _, names in os.walk(directory) for name in names]
            return {"storedBytes": sum(os.path.getsize(file) for file in files)}

        return new_agent, figures

    async def _run(self, agent, seed):
        return await agent.run(initial_context={"v": seed}, durable=True)


def _join(work, task):
    async def join(ctx):
        # Branches end in no order: their numbers give it back.
        ctx.set_output("out", await work.join_async(task, [value for _, value in sorted(ctx.get_variable("done"))]))

    return join


ADAPTER = PuffinFlowAdapter
