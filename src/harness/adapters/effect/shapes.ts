/**
 * The shapes as programs of Effect: generators, `Effect.all`, `Effect.retry`, a `Ref` where steps share a state. Tasks
 * are lifted from promises.
 * @module
 */
import { Effect, Exit, Ref } from "effect";
import { isDoomed, NO_OUTPUT } from "../../workload/scenarios/isolation.ts";
import { COMPLEX_TASKS, MOST_ATTEMPTS } from "../../workload/scenarios/retry.ts";
import { stageTasks } from "../../workload/scenarios/stages.ts";
import { STRAIGHT_STEPS, subgraphJoin, subgraphTask } from "../../workload/scenarios/subgraphs.ts";
import { nextTask, wantsTool } from "../../workload/scenarios/tool_agent.ts";
import { fieldName, firstFields, wideStep, writtenField } from "../../workload/scenarios/wide_state.ts";
import type { Work } from "../../workload/work.ts";
import type { Prepared } from "../adapter.ts";
import type { ShapeOf } from "../shape_builders.ts";

const TOGETHER = { concurrency: "unbounded" } as const;

function preparedFrom(program: (seed: number) => Effect.Effect<number, unknown>): Prepared {
  return { run: (seed) => Effect.runPromise(program(seed)) };
}

// Tasks of a workload do not fail by themselves, which is what `promise` stands for; `tryPromise` is for those that may.
function one(work: Work, task: number, value: number): Effect.Effect<number> {
  return Effect.promise(() => work.one(task, value));
}

function gather(work: Work, task: number, values: readonly number[]): Effect.Effect<number> {
  return Effect.promise(() => work.gather(task, values));
}

/** A chain. */
export function chain({ length }: ShapeOf<"chain">, work: Work): Prepared {
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    let value = seed;
    for (let task = 0; task < length; task++) value = yield* one(work, task, value);
    return value;
  }));
}

/** A fan-out and its join. */
export function fanout({ width }: ShapeOf<"fanout">, work: Work): Prepared {
  return fork(width, work);
}

/** A diamond: a fan-out of two. */
export function diamond(_shape: ShapeOf<"diamond">, work: Work): Prepared {
  return fork(2, work);
}

function fork(width: number, work: Work): Prepared {
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    const produced = yield* one(work, 0, seed);
    const branches = Array.from({ length: width }, (_, i) => one(work, i + 1, produced));
    const outputs = yield* Effect.all(branches, TOGETHER);
    return yield* Effect.promise(() => work.join(width + 1, outputs));
  }));
}

/** Stages: `Effect.all` for each. */
export function stages(shape: ShapeOf<"stages">, work: Work): Prepared {
  const tasksOf = stageTasks(shape);
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    let before: readonly number[] = [seed];
    for (const tasks of tasksOf) {
      const given = before;
      before = yield* Effect.all(
        tasks.map((task) => given.length === 1 ? one(work, task, given[0]!) : gather(work, task, given)),
        TOGETHER,
      );
    }
    return before[0]!;
  }));
}

/** A loop: `Effect.whileLoop`'s work, written as a generator as the guide does. */
export function loop({ turns }: ShapeOf<"loop">, work: Work): Prepared {
  return chain({ kind: "chain", length: turns }, work);
}

function flaky(work: Work, task: number, value: number): Effect.Effect<number, unknown> {
  return Effect.retry(Effect.tryPromise(() => work.flaky(task, value)), { times: MOST_ATTEMPTS - 1 });
}

/** One flaky task. */
export function retry(_shape: ShapeOf<"retry">, work: Work): Prepared {
  return preparedFrom((seed) => flaky(work, 0, seed));
}

/** A check with two ways on, one of them through a flaky task. */
export function complex(_shape: ShapeOf<"complex">, work: Work): Prepared {
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    const { value, isValid } = yield* Effect.promise(() => work.check(COMPLEX_TASKS.check, seed));
    if (!isValid) return yield* one(work, COMPLEX_TASKS.reject, value);
    const answer = yield* flaky(work, COMPLEX_TASKS.ask, value);
    return yield* one(work, COMPLEX_TASKS.report, yield* one(work, COMPLEX_TASKS.work, answer));
  }));
}

/** Branches of which some fail: what became of each is its `Exit`. */
export function isolation(shape: ShapeOf<"isolation">, work: Work): Prepared {
  const branches = Array.from({ length: shape.good + shape.failing }, (_, i) => i + 1);
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    const produced = yield* one(work, 0, seed);
    const exits = yield* Effect.all(
      branches.map((task) =>
        Effect.exit(
          isDoomed(shape, task) ? Effect.tryPromise(() => work.doomed(task, produced)) : one(work, task, produced),
        )
      ),
      TOGETHER,
    );
    const outputs = exits.map((exit) => Exit.isSuccess(exit) ? exit.value : NO_OUTPUT);
    return yield* gather(work, branches.length + 1, outputs);
  }));
}

/** Three steps that hand on a record. */
export function records(_shape: ShapeOf<"records">, work: Work): Prepared {
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    const drafted = yield* Effect.promise(() => work.draft(0, seed));
    const reviewed = yield* Effect.promise(() => work.review(1, drafted));
    return yield* Effect.promise(() => work.publish(2, reviewed));
  }));
}

/** A fan-out to programs of their own. */
export function subgraphs(shape: ShapeOf<"subgraphs">, work: Work): Prepared {
  const branchOf = branchProgram(shape, work), join = subgraphJoin(shape);
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    const produced = yield* one(work, 0, seed);
    const branches = Array.from({ length: shape.width }, (_, branch) => branchOf(branch, produced));
    return yield* gather(work, join, yield* Effect.all(branches, TOGETHER));
  }));
}

function branchProgram(shape: ShapeOf<"subgraphs">, work: Work) {
  return Effect.fnUntraced(function* (branch: number, produced: number) {
    let value = produced;
    for (let step = 0; step < STRAIGHT_STEPS + shape.turns; step++) {
      value = yield* one(work, subgraphTask(shape, branch, step), value);
    }
    return value;
  });
}

/** A chain over a `Ref` of many fields. */
export function wideState(shape: ShapeOf<"wide-state">, work: Work): Prepared {
  const names = Array.from({ length: shape.fields }, (_, field) => fieldName(field));
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    const first = firstFields(shape, seed).map((value, field) => [names[field]!, value] as const);
    const state = yield* Ref.make<Readonly<Record<string, number>>>(Object.fromEntries(first));
    for (let step = 0; step < shape.steps; step++) {
      const { reads, writes, count } = wideStep(shape, step), before = yield* Ref.get(state);
      const output = yield* one(work, step, before[names[reads]!]!);
      const own = Array.from({ length: count }, (_, place) => [names[writes + place]!, writtenField(output, place)]);
      yield* Ref.update(state, (fields) => ({ ...fields, ...Object.fromEntries(own) }));
    }
    const fields = yield* Ref.get(state);
    return yield* gather(work, shape.steps, names.map((name) => fields[name]!));
  }));
}

/** A model and its tools; the messages are in a `Ref`. */
export function toolAgent(shape: ShapeOf<"tool-agent">, work: Work): Prepared {
  return preparedFrom(Effect.fnUntraced(function* (seed: number) {
    const messages = yield* Ref.make<readonly number[]>([seed]);
    const say = (message: number) => Ref.updateAndGet(messages, (all) => [...all, message]);
    const ask = (all: readonly number[]) => Effect.flatMap(gather(work, nextTask(all), all), say);
    let said = yield* ask(yield* Ref.get(messages));
    while (wantsTool(shape, said)) {
      said = yield* Effect.flatMap(one(work, nextTask(said), said.at(-1)!), say);
      said = yield* ask(said);
    }
    return said.at(-1)!;
  }));
}
