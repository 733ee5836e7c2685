"""LlamaIndex workflows: a step a task and an event class for each kind of output; lists of events are what fans
out and what joins, as versions since 2.22 have it.
"""

from puffin_adapter import Adapter, Prepared


class LlamaIndexAdapter(Adapter):
    def load(self):
        import workflows
        import workflows.events

        self._workflows = workflows
        self._events = workflows.events

    def prepare(self, workload, work):
        shape = workload["shape"]
        builders = {"chain": self._chain, "fanout": self._fanout, "diamond": self._diamond}
        # Without a limit of time, which is 45 s by default: the session has its own.
        workflow = builders[shape["kind"]](work, shape)(timeout=None)

        async def run(seed):
            return await workflow.run(v=seed)

        async def run_to_keep(seed):
            handler = workflow.run(v=seed)
            return await handler, handler

        return Prepared(run, is_async=True, run_to_keep=run_to_keep)

    def _chain(self, work, shape):
        """As many event classes as hops; steps are methods, so they are put together as a class is."""
        length, base = shape["length"], self._events
        kinds = [base.StartEvent]
        kinds += [type(f"Hop{task}", (base.Event,), {"__annotations__": {"v": int}}) for task in range(1, length)]
        kinds.append(base.StopEvent)
        members = {f"task{task}": self._hop(work, task, kinds, length) for task in range(length)}
        return type("Chain", (self._workflows.Workflow,), members)

    def _hop(self, work, task, kinds, length):
        gives = kinds[task + 1]

        async def hop(self, ev):
            value = await work.one_async(task, ev.v)
            return gives(result=value) if task == length - 1 else gives(v=value)

        hop.__name__ = f"task{task}"
        # By its qualified name a step is told from a free function.
        hop.__qualname__ = f"Chain.task{task}"
        hop.__annotations__ = {"ev": kinds[task], "return": gives}
        return self._workflows.step(hop)

    def _fanout(self, work, shape):
        width, step, events = shape["width"], self._workflows.step, self._events

        class Item(events.Event):
            task: int
            v: int

        class Done(events.Event):
            task: int
            v: int

        class Fan(self._workflows.Workflow):
            @step
            async def producer(self, ev: events.StartEvent) -> list[Item]:
                value = await work.one_async(0, ev.v)
                return [Item(task=task, v=value) for task in range(1, width + 1)]

            # Four at once by default, which a fan-out of this width would wait for.
            @step(num_workers=width)
            async def branch(self, ev: Item) -> Done:
                return Done(task=ev.task, v=await work.one_async(ev.task, ev.v))

            @step
            async def join(self, branches: list[Done]) -> events.StopEvent:
                # They come in the order in which they ended.
                values = [done.v for done in sorted(branches, key=lambda done: done.task)]
                return events.StopEvent(result=await work.join_async(width + 1, values))

        return Fan

    def _diamond(self, work, _shape):
        step, events = self._workflows.step, self._events

        class Left(events.Event):
            v: int

        class Right(events.Event):
            v: int

        class LeftDone(events.Event):
            v: int

        class RightDone(events.Event):
            v: int

        class Diamond(self._workflows.Workflow):
            @step
            async def top(self, ctx: self._workflows.Context, ev: events.StartEvent) -> Left | Right | None:
                value = await work.one_async(0, ev.v)
                ctx.send_event(Left(v=value))
                ctx.send_event(Right(v=value))
                return None

            @step
            async def left(self, ev: Left) -> LeftDone:
                return LeftDone(v=await work.one_async(1, ev.v))

            @step
            async def right(self, ev: Right) -> RightDone:
                return RightDone(v=await work.one_async(2, ev.v))

            @step
            async def join(self, left: LeftDone, right: RightDone) -> events.StopEvent:
                return events.StopEvent(result=await work.join_async(3, [left.v, right.v]))

        return Diamond


ADAPTER = LlamaIndexAdapter
