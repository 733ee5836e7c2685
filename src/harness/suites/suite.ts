/**
 * What a suite is: benchmarks that belong together, defined once. `suites.ts` lists the suites there
 * are; who runs them, and with which adapters, is decided elsewhere.
 * @module
 */
import type { Benchmark } from "./benchmark.ts";

/** A named set of benchmarks. */
export interface Suite {
  /** Name on the command line and first part of each benchmark's id. */
  readonly name: string;
  /** Title for people. */
  readonly title: string;
  /** One sentence: the question that the suite answers. */
  readonly meaning: string;
  /** In the order in which they are listed and reported. */
  readonly benchmarks: readonly Benchmark[];
}
