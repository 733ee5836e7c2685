/**
 * Effect as an adapter: a program for each shape, written with generators, its tasks lifted from
 * promises. The library's own guide asks for `Effect.fnUntraced` where a function is not worth a span of
 * its own; `Effect.fn` would open one for each run, and nothing here reads it.
 * @module
 */
import { Effect } from "effect";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";
import { EFFECT } from "./facts.ts";
import { graphOf, graphsOnly } from "./micro_program.ts";

/** Effect, as the harness drives it. */
const effect: Adapter = { ...EFFECT, supports: graphsOnly, prepare };
export default effect;

type Program = (seed: number) => Effect.Effect<number>;

function prepare(workload: Workload, work: Work): Prepared {
  const shape = graphOf(workload);
  switch (shape.kind) {
    case "chain":
      return preparedFrom(chainProgram(shape.length, work));
    case "fanout":
      return preparedFrom(forkProgram(shape.width, work));
    case "diamond":
      return preparedFrom(forkProgram(2, work));
  }
}

function preparedFrom(program: Program): Prepared {
  return { run: (seed) => Effect.runPromise(program(seed)) };
}

// Tasks of a workload do not fail by themselves, which is what `promise` stands for; `tryPromise` is for those that may.
function one(work: Work, task: number, value: number): Effect.Effect<number> {
  return Effect.promise(() => work.one(task, value));
}

function chainProgram(length: number, work: Work): Program {
  return Effect.fnUntraced(function* (seed: number) {
    let value = seed;
    for (let task = 0; task < length; task++) value = yield* one(work, task, value);
    return value;
  });
}

/** A fan-out; of two branches, a diamond. */
function forkProgram(width: number, work: Work): Program {
  return Effect.fnUntraced(function* (seed: number) {
    const produced = yield* one(work, 0, seed);
    const branches = Array.from({ length: width }, (_, i) => one(work, i + 1, produced));
    const outputs = yield* Effect.all(branches, { concurrency: "unbounded" });
    return yield* Effect.promise(() => work.join(width + 1, outputs));
  });
}
