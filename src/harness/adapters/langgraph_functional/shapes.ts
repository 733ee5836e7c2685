/**
 * The shapes as entrypoints: tasks that are called in the language's own loops, conditions and `Promise.all`.
 * @module
 */
import { entrypoint, type RetryPolicy, task } from "@langchain/langgraph";
import type { Paper } from "../../workload/scenarios/records.ts";
import { COMPLEX_TASKS, MOST_ATTEMPTS } from "../../workload/scenarios/retry.ts";
import { stageTasks } from "../../workload/scenarios/stages.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";

/** A task that is called with its number and what it is given; LangGraph's types promise a promise of it. */
export type NumberedTask<Given> = (number: number, given: Given) => Promise<Promise<number>>;

/**
 * Makes the task that does one piece of work.
 *
 * @param work What it does.
 */
export function oneTask(work: Work): NumberedTask<number> {
  return task("one", (number: number, value: number) => work.one(number, value));
}

/**
 * Makes the task that joins values.
 *
 * @param work What it does.
 */
export function gatherTask(work: Work): NumberedTask<readonly number[]> {
  return task("gather", (number: number, values: readonly number[]) => work.gather(number, values));
}

/** A chain. */
export function chain({ length }: ShapeOf<"chain">, work: Work): Prepared {
  const one = oneTask(work);
  const flow = entrypoint("chain", async (seed: number) => {
    let value = seed;
    for (let number = 0; number < length; number++) value = await one(number, value);
    return value;
  });
  return { run: async (seed) => await flow.invoke(seed) };
}

/** A fan-out and its join. */
export function fanout({ width }: ShapeOf<"fanout">, work: Work): Prepared {
  return fork(width, work);
}

/** A diamond: a fan-out of two. */
export function diamond(_shape: ShapeOf<"diamond">, work: Work): Prepared {
  return fork(2, work);
}

function fork(width: number, work: Work) {
  const one = oneTask(work);
  const join = task("join", (number: number, values: readonly number[]) => work.join(number, values));
  const flow = entrypoint("fork", async (seed: number) => {
    const produced = await one(0, seed);
    const outputs = await Promise.all(Array.from({ length: width }, (_, i) => one(i + 1, produced)));
    return await join(width + 1, outputs);
  });
  return { run: async (seed: number) => await flow.invoke(seed) };
}

/** Stages: `Promise.all` for each. */
export function stages(shape: ShapeOf<"stages">, work: Work): Prepared {
  const one = oneTask(work), gather = gatherTask(work), tasksOf = stageTasks(shape);
  const flow = entrypoint("stages", async (seed: number) => {
    let before: readonly number[] = [seed];
    for (const tasks of tasksOf) {
      const given = before;
      before = await Promise.all(
        tasks.map((number) => given.length === 1 ? one(number, given[0]!) : gather(number, given)),
      );
    }
    return before[0]!;
  });
  return { run: async (seed) => await flow.invoke(seed) };
}

/** A loop: to this interface the same as a chain. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  return chain({ kind: "chain", length: turns }, work);
}

// The least that it can be told: it waits by a timer in any case.
const RETRY: RetryPolicy = {
  maxAttempts: MOST_ATTEMPTS,
  initialInterval: 0,
  jitter: false,
  retryOn: () => true,
  logWarning: false,
};

function flakyTask(work: Work) {
  return task({ name: "flaky", retry: RETRY }, (number: number, value: number) => work.flaky(number, value));
}

/** One flaky task. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  const flaky = flakyTask(work), flow = entrypoint("retry", async (seed: number) => await flaky(0, seed));
  return { run: async (seed) => await flow.invoke(seed) };
}

/** A check with two ways on, one of them through a flaky task. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  const one = oneTask(work), flaky = flakyTask(work);
  const check = task("check", (number: number, seed: number) => work.check(number, seed));
  const flow = entrypoint("complex", async (seed: number) => {
    const { value, isValid } = await check(COMPLEX_TASKS.check, seed);
    if (!isValid) return await one(COMPLEX_TASKS.reject, value);
    const answer = await flaky(COMPLEX_TASKS.ask, value);
    return await one(COMPLEX_TASKS.report, await one(COMPLEX_TASKS.work, answer));
  });
  return { run: async (seed) => await flow.invoke(seed) };
}

/** Three tasks that hand on a record. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  const draft = task("draft", (number: number, value: number) => work.draft(number, value));
  const review = task("review", (number: number, paper: Paper) => work.review(number, paper));
  const publish = task("publish", (number: number, paper: Paper) => work.publish(number, paper));
  const flow = entrypoint(
    "records",
    async (seed: number) => await publish(2, await review(1, await draft(0, seed))),
  );
  return { run: async (seed) => await flow.invoke(seed) };
}
