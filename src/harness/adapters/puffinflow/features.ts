/**
 * What PuffinFlow can do, as small programs that `features/` judges.
 * @module
 */
import { agent, goto, type MappedContext, type RunResult, SendAll } from "puffinflow";
import * as durabilityModule from "puffinflow/durability";
import { type FeaturePrograms, has, lacks, searched } from "../feature_programs.ts";

const { durable, memoryCheckpoints, waitFor } = durabilityModule;

/** PuffinFlow's programs. */
const puffinflow: FeaturePrograms = {
  retries: has("the option retry of a state", async ({ task }) => {
    const retried = agent("retried").state("task", { retry: { maxAttempts: 3 } }, () => task(0));
    return (await retried.run()).unwrap().task;
  }),

  timeouts: has("the option timeoutMs of a state", async ({ task, limitMs }) => {
    const limited = agent("limited").state("task", { timeoutMs: limitMs }, ({ signal }) => task(signal));
    return endOf(await limited.run());
  }),

  cancellation: has("cancel() of a run", async ({ task, started }) => {
    const run = agent("cancelled").state("task", ({ signal }) => task(signal)).start();
    await started;
    run.cancel();
    return endOf(await run.result);
  }),

  isolation: has("the outcome of each state in the result", async ({ good, bad }) => {
    const apart = agent("apart").state("good", () => good(0)).state("bad", () => bad(0));
    const { good: outcome } = (await apart.run()).states;
    return outcome.kind === "completed" ? outcome.output : outcome;
  }),

  resumption: has("durable() with a store", async ({ first, second, reached }) => {
    const store = memoryCheckpoints();
    const steps = agent("steps").state("first", () => first(0)).state(
      "second",
      { after: ["first"] },
      ({ from }) => second(from.first, "hangs"),
    );
    const begun = await durable(steps, { store }).start(undefined, { id: "run" });
    await reached;
    await begun.suspend();
    const resumed = await durable(steps, { store }).resume("run");
    return (await resumed.result).unwrap().second;
  }),

  streaming: has("events() of a run", async ({ first, second, seen }) => {
    const run = agent("told").state("first", () => first(0)).state(
      "second",
      { after: ["first"] },
      ({ from }) => second(from.first),
    ).start();
    for await (const event of run.events()) seen(event);
    return (await run.result).unwrap().second;
  }),

  approval: has("waitFor() in a durable run", async ({ before, after, answer }) => {
    const asking = durable(
      agent("asking")
        .state("before", () => before(0))
        .state("answer", { after: ["before"] }, (context) => waitFor<number>(context, "answer"))
        .state("after", { after: ["before", "answer"] }, ({ from }) => after(from.before, from.answer)),
      { store: memoryCheckpoints() },
    );
    const run = await asking.start(undefined, { id: "run" });
    for await (const event of run.events()) {
      if (event.type === "state-completed" && event.state === "before") await asking.signal("run", "answer", answer());
    }
    return (await run.result).unwrap().after;
  }),

  typing: has("inference through after", async ({ first, second }) => {
    const typed = agent("typed").state("first", () => first(0)).state("second", { after: ["first"] }, ({ from }) => {
      // @ts-expect-error -- The output is a number.
      const _wrong: string = from.first;
      return second(from.first);
    });
    return (await typed.run()).unwrap().second;
  }),

  checkedInput: lacks(
    "types are the compiler's, and what comes in is not looked at",
    async ({ task, right, wrong }) => {
      const trusting = agent("trusting").input<number>().state("task", ({ input }) => task(input));
      await trusting.run(right);
      return endOf(await trusting.run(wrong as number));
    },
  ),

  timeTravel: lacks("a durable run goes on where it ended, from nowhere else and with nothing else", () => {
    return searched([durabilityModule], /fork|rewind|travel|replay|branch/i);
  }),

  routing: has("goto() out of a state", async ({ first, left, right }) => {
    const forked = agent("forked")
      .state("first", { to: ["left", "right"] }, async () => goto(await first(0) % 2 === 0 ? "left" : "right"))
      .state("left", () => left(1))
      .state("right", () => right(1));
    const { left: one, right: other } = (await forked.run()).states;
    return [one, other].flatMap((outcome) => outcome.kind === "completed" ? [outcome.output] : [])[0];
  }),

  dynamicFanOut: has("SendAll() to a mapped state", async ({ count, task }) => {
    const mapped = agent("mapped")
      .state("count", { to: ["task"] }, async () => SendAll("task", numbersBelow(await count())))
      .map("task", ({ payload }: MappedContext<void, number>) => task(payload))
      .state("sum", { after: ["task"] }, ({ from }) => sumOf(from.task));
    return (await mapped.run()).unwrap().sum;
  }),

  subGraphs: has("an agent as a state", async ({ before, inside, after }) => {
    const inner = agent("inner").input<number>().state("inside", ({ input }) => inside(input));
    const outer = agent("outer")
      .state("before", () => before(0))
      .subagent("inner", inner, { after: ["before"], input: ({ from }) => from.before })
      .state("after", { after: ["inner"] }, ({ from }) => after(from.inner.inside));
    return (await outer.run()).unwrap().after;
  }),

  concurrencyLimit: has("the option maxConcurrent", async ({ count, task, limit }) => {
    const crowd = agent("crowd", { maxConcurrent: limit })
      .state("all", { to: ["task"] }, () => SendAll("task", numbersBelow(count)))
      .map("task", ({ payload }: MappedContext<void, number>) => task(payload))
      .state("sum", { after: ["task"] }, ({ from }) => sumOf(from.task));
    return (await crowd.run()).unwrap().sum;
  }),

  stepLimit: has("the option maxSteps", async ({ task, limit }) => {
    const loop = agent("loop", { maxSteps: limit - 1 }).state(
      "task",
      { entry: true, to: ["task"] },
      async ({ visit }) => {
        await task(visit);
        return goto("task");
      },
    );
    return endOf(await loop.run());
  }),

  deadlock: has("the check of a definition", async ({ first, second }) => {
    const circle = agent("circle")
      .state("start", { to: ["first", "second"] }, () => 0)
      .state("first", { after: ["second"] as never[] }, () => first(0))
      .state("second", { after: ["first"] }, () => second(0));
    return endOf(await circle.run());
  }),
};

export default puffinflow;

/** A run's error is a value. */
function endOf<O>(run: RunResult<O>): unknown {
  return run.status === "completed" ? run.outputs : run.error;
}

function numbersBelow(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
