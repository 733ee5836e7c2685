/**
 * Tags of benchmarks: words to filter by that cut across suites. A definition names what it is about; what follows
 * from its other fields is added here, so that it is never forgotten and never wrong.
 * @module
 */
import type { Benchmark } from "./benchmark.ts";

/**
 * Lists the tags of a benchmark.
 *
 * @param benchmark The benchmark.
 * @returns Its own, then the kernel of a graph's tasks or `program`, then `cpu-bound` or `wall-clock` by the clock
 * that decides, then `files` if it writes some; each once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { suiteOf } from "./suites.ts";
 * import { tagsOf } from "./tags.ts";
 *
 * assert.deepEqual(tagsOf(suiteOf("orchestration").benchmarks[0]!), ["graph", "chain", "noop", "cpu-bound"]);
 * ```
 */
export function tagsOf({ tags = [], shape, kernel, primaryClock, needs }: Benchmark): readonly string[] {
  const kind = shape.kind === "micro" ? "program" : kernel;
  const clock = primaryClock === "cpu" ? "cpu-bound" : "wall-clock";
  return [...new Set([...tags, kind, clock, ...(needs === undefined ? [] : [needs])])];
}
