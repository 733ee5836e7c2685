/**
 * How a benchmark is measured within a profile. Graphs follow the profile as it stands. Programs of one part of an
 * engine do a thousand operations in a run, so their code is warm sooner; tasks that wait measure a timer, which
 * no warm-up makes faster; graphs that are compared across many frameworks share the time with many others. A profile says what it does otherwise with them; here it is laid over the rest.
 * @module
 */
import type { Benchmark } from "../suites/benchmark.ts";
import type { Profile, ProfileExceptions } from "./profile.ts";

/** A profile as it applies to one benchmark: nothing in it depends on which any more. */
export type Effort = Omit<Profile, keyof ProfileExceptions>;

/**
 * Finds how a benchmark is measured.
 *
 * @param profile The profile of the session.
 * @param benchmark What is measured.
 * @returns The profile with the exceptions for such benchmarks.
 */
export function effortFor(
  { programs, brisk, waits, ...usual }: Profile,
  { shape, kernel, pace }: Pick<Benchmark, "shape" | "kernel" | "pace">,
): Effort {
  if (shape.kind === "micro") {
    if (programs === undefined) return usual;
    const { enoughOperations, ...exceptions } = programs;
    return { ...usual, ...exceptions, enoughRuns: Math.ceil(enoughOperations / shape.operations) };
  }
  if (pace === "brisk") return { ...usual, ...brisk };
  return kernel === "wait" ? { ...usual, ...waits } : usual;
}
