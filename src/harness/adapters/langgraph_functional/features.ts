/**
 * What LangGraph's functional API can do, as small programs that `features/` judges.
 * @module
 */
import * as langgraphModule from "@langchain/langgraph";
import { type FeaturePrograms, has, lacks, searched } from "../feature_programs.ts";

const { Command, entrypoint, getConfig, interrupt, MemorySaver, task: taskOf } = langgraphModule;
const THREAD = { configurable: { thread_id: "run" } };

/** LangGraph's programs, with tasks and an entrypoint. */
const langgraphFunctional: FeaturePrograms = {
  retries: has("retry of task()", async ({ task }) => {
    const retry = { maxAttempts: 3, initialInterval: 1, jitter: false, retryOn: () => true, logWarning: false };
    const step = taskOf({ name: "task", retry }, (value: number) => task(value));
    return await entrypoint("retried", async (seed: number) => await step(seed)).invoke(0);
  }),

  timeouts: has("timeout of task()", async ({ task, limitMs }) => {
    const step = taskOf({ name: "task", timeout: limitMs }, (_value: number) => task(getConfig().signal));
    return await entrypoint("limited", async (seed: number) => await step(seed)).invoke(0);
  }),

  cancellation: has("signal of invoke", async ({ task, started }) => {
    const step = taskOf("task", (_value: number) => task(getConfig().signal));
    const controller = new AbortController();
    void started.then(() => controller.abort());
    const cancelled = entrypoint("cancelled", async (seed: number) => await step(seed));
    return await cancelled.invoke(0, { signal: controller.signal });
  }),

  isolation: lacks("a failed task fails the entrypoint, also when its promise is caught", async ({ good, bad }) => {
    const one = taskOf("good", good), other = taskOf("bad", bad);
    return await entrypoint("apart", async (seed: number) => {
      const [ended] = await Promise.allSettled([one(seed), other(seed)]);
      return ended.status === "fulfilled" ? ended.value : -1;
    }).invoke(0);
  }),

  resumption: has("a checkpointer and invoke(null)", async ({ first, second }) => {
    const one = taskOf("first", first), other = taskOf("second", (value: number) => second(value, "fails"));
    const steps = entrypoint(
      { name: "steps", checkpointer: new MemorySaver() },
      async (seed: number) => await other(await one(seed)),
    );
    await steps.invoke(0, THREAD).catch(() => {});
    return await steps.invoke(null, THREAD);
  }),

  streaming: has("stream()", async ({ first, second, seen }) => {
    const one = taskOf("first", first), other = taskOf("second", second);
    const told = entrypoint("told", async (seed: number) => await other(await one(seed)));
    let value: unknown;
    for await (const update of await told.stream(0, { streamMode: "updates" })) {
      seen(update);
      value = Object.values(update)[0];
    }
    return value;
  }),

  approval: has("interrupt() and Command({ resume })", async ({ before, after, answer }) => {
    const one = taskOf("before", before), other = taskOf("after", after);
    const asking = entrypoint({ name: "asking", checkpointer: new MemorySaver() }, async (seed: number) => {
      const value = await one(seed);
      return await other(value, interrupt<string, number>("well?"));
    });
    await asking.invoke(0, THREAD);
    return await asking.invoke(new Command({ resume: answer() }), THREAD);
  }),

  typing: has("the types of functions", async ({ first, second }) => {
    const one = taskOf("first", first), other = taskOf("second", second);
    return await entrypoint("typed", async (seed: number) => {
      const value = await one(seed);
      // @ts-expect-error -- The output is a number.
      const _wrong: string = value;
      return await other(value);
    }).invoke(0);
  }),

  checkedInput: lacks(
    "types are the compiler's, and what comes in is not looked at",
    async ({ task, right, wrong }) => {
      const step = taskOf("task", task);
      const trusting = entrypoint("trusting", async (seed: number) => await step(seed));
      await trusting.invoke(right);
      return await trusting.invoke(wrong as number);
    },
  ),

  timeTravel: lacks("all tasks of an entrypoint are one step, with no checkpoint between them", async (site) => {
    const one = taskOf("first", site.first), other = taskOf("second", site.second);
    const steps = entrypoint(
      { name: "steps", checkpointer: new MemorySaver() },
      async (seed: number) => await other(await one(seed)),
    );
    await steps.invoke(0, THREAD);
    for await (const { config } of steps.getStateHistory(THREAD)) {
      await steps.invoke(null, await steps.updateState(config, site.instead));
    }
    return undefined;
  }),

  routing: has("if in an entrypoint", async ({ first, left, right }) => {
    const one = taskOf("first", first), even = taskOf("left", left), odd = taskOf("right", right);
    return await entrypoint("forked", async (seed: number) => {
      const value = await one(seed);
      return value % 2 === 0 ? await even(value) : await odd(value);
    }).invoke(0);
  }),

  dynamicFanOut: has("Promise.all() over tasks", async ({ count, task }) => {
    const step = taskOf("task", task);
    return await entrypoint("mapped", async () => {
      return sumOf(await Promise.all(numbersBelow(await count()).map((number) => step(number))));
    }).invoke(0);
  }),

  subGraphs: has("an entrypoint called from another", async ({ before, inside, after }) => {
    const one = taskOf("before", before), within = taskOf("inside", inside), last = taskOf("after", after);
    const inner = entrypoint("inner", async (value: number) => await within(value));
    return await entrypoint("outer", async (seed: number) => {
      return await last(await inner.invoke(await one(seed)));
    }).invoke(0);
  }),

  concurrencyLimit: lacks(
    "the limit maxConcurrency is for nodes, and tasks that are called start at once",
    async ({ count, task, limit }) => {
      const step = taskOf("task", task);
      return await entrypoint("crowd", async () => {
        return sumOf(await Promise.all(numbersBelow(count).map((number) => step(number))));
      }).invoke(0, { maxConcurrency: limit });
    },
  ),

  stepLimit: lacks(
    "the limit recursionLimit counts steps of graphs, and all tasks of an entrypoint are one",
    async ({ task, limit }) => {
      const step = taskOf("task", task);
      return await entrypoint("loop", async (seed: number) => {
        for (let value = seed;; value++) await step(value);
      }).invoke(0, { recursionLimit: limit });
    },
  ),

  deadlock: lacks(
    "two promises that await each other are the language's",
    () => searched([langgraphModule], /deadlock/i),
  ),
};

export default langgraphFunctional;

function numbersBelow(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
