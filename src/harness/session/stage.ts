/**
 * A session's stages: a plain comparison has one, a gate screens first, looks again where it could not
 * tell, and confirms what stood out with fresh processes. Which stage comes next is decided in `compare/`
 * and handed in.
 * @module
 */
import { shuffled } from "../../random/shuffle.ts";
import type { Benchmark } from "../suites/benchmark.ts";
import { drawsFor } from "./draws.ts";

/** What a stage is for. */
export type StageKind = "measure" | "screen" | "look" | "confirm";

/** Passes over some of the benchmarks. */
export interface Stage {
  readonly kind: StageKind;
  /** Number of its first pass; passes are numbered through the whole session. */
  readonly firstPass: number;
  /** How many passes it has, 1 or more. */
  readonly passes: number;
  /** Ids of its benchmarks, one or more. */
  readonly benchmarks: readonly string[];
}

/** One benchmark in one pass, before it is measured. */
export interface Turn {
  readonly pass: number;
  readonly benchmark: Benchmark;
}

/**
 * Lists the turns of a stage in the order in which they are taken.
 *
 * @param stage The stage.
 * @param benchmarks The session's benchmarks; those of the stage are among them.
 * @param seed The session's seed.
 * @returns A random order of the benchmarks for each pass.
 */
export function turnsOf(stage: Stage, benchmarks: readonly Benchmark[], seed: number): Turn[] {
  const chosen = benchmarks.filter(({ id }) => stage.benchmarks.includes(id));
  return Array.from({ length: stage.passes }, (_, index) => stage.firstPass + index).flatMap((pass) =>
    shuffled(chosen, drawsFor(seed, "order", { pass })).map((benchmark) => ({ pass, benchmark }))
  );
}
