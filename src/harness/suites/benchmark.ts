/**
 * What a suite defines: a benchmark, once. The session runs it with every adapter, `bench/` hands it
 * to `Deno.bench`, the smoke test runs it once, `puffinbench list` prints it.
 * @module
 */
import type { Shape } from "../workload/shape.ts";

/** Kind of kernel that a benchmark's tasks run. */
export type KernelKind = "noop" | "cpu" | "wait" | "replayed" | "alloc";

/** A neutral workload family with one kernel, measured for every adapter. */
export interface Benchmark {
  /** Unique name `suite/scenario/kernel`, for example `orchestration/deep-chain/noop`. */
  readonly id: string;
  /** Name of the suite that it belongs to. */
  readonly suite: string;
  /** Scenario name within the suite, for example `deep-chain`. */
  readonly scenario: string;
  /** Title for people, without the kernel: "deep chain, 20 states". */
  readonly title: string;
  /** One sentence: what the reader learns from it. */
  readonly meaning: string;
  /** Graph that every adapter builds. */
  readonly shape: Shape;
  /** Name that enters each run's seed. */
  readonly seedName: string;
  /** What its tasks do; how much of it is settled when a workload is made. */
  readonly kernel: KernelKind;
  /** Clock that decides: processor time where the tasks compute, wall time where they wait. */
  readonly primaryClock: "cpu" | "wall";
  /** Whether each step is recorded, as the workload says. @default {undefined} nothing is */
  readonly checkpoints?: "memory";
  /**
   * `brisk` where there are so many benchmarks and subjects that each gets a small share of the time.
   * @default {undefined} as the profile says
   */
  readonly pace?: "brisk";
  /** Whether metrics beside the steady run are measured with its graph. @default {true} */
  readonly hasMetrics?: boolean;
  /** What it is about, in words to filter by; those that follow from the other fields are added by `tags.ts`. @default none */
  readonly tags?: readonly string[];
  /** What its subjects must be allowed beyond computing: to write temporary files. */
  readonly needs?: "files";
}
