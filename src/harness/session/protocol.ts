/**
 * Messages between a session and its worker processes: one JSON object a line, requests on the
 * worker's standard input, replies on file descriptor 3, so that nothing a framework prints can be
 * taken for a result. The worker answers requests strictly one at a time and never says what the
 * right answer would have been: `proof.ts` in the parent recomputes it.
 * @module
 */
import type { Workload } from "../workload/workload.ts";

/** Version of the messages below; a worker refuses any other. */
export const PROTOCOL_VERSION = 1;

/** What a worker proves of a stretch of iterations, for the parent to recompute. */
export interface Proof {
  /** Number of the first iteration; iteration `i` ran with seed `seedOf(name, i, 0)`. */
  readonly firstIteration: number;
  readonly iterations: number;
  /** `fold()` of the digests of all iterations, in order. */
  readonly digestFold: number;
  /** `fold()` of the numbers of task bodies executed in each iteration, in order. */
  readonly taskFold: number;
}

/** One timed stretch of `proof.iterations` runs; all totals, not per run. */
export interface SampleReading {
  readonly wallNs: number;
  /** User and system time of the whole process, helper threads included. */
  readonly cpuNs: number;
  readonly allocatedBytes: number;
  readonly gcCount: number;
  readonly gcNs: number;
  readonly voluntarySwitches: number;
  readonly involuntarySwitches: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly proof: Proof;
}

/** Something that happened to a task during a traced run, in the order it happened. */
export type TraceStep = readonly ["start" | "end", task: number];

/** What the parent asks. `v` is {@linkcode PROTOCOL_VERSION}, `id` is echoed in the reply. */
export type Request =
  & { readonly v: number; readonly id: number }
  & (
    | { readonly op: "set-up"; readonly adapter: string; readonly workload: Workload }
    | { readonly op: "trace"; readonly iteration: number }
    | {
      readonly op: "warm-up";
      readonly firstIteration: number;
      readonly shortestMs: number;
      readonly longestMs: number;
      readonly sampleMs: number;
    }
    | { readonly op: "sample"; readonly firstIteration: number; readonly iterations: number }
    /** Digest and executed tasks of each iteration of a stretch, run again one by one: asked for after a mismatch. */
    | { readonly op: "explain"; readonly firstIteration: number; readonly iterations: number }
    | { readonly op: "shut-down" }
  );

/** What the worker answers. */
export type Reply =
  & { readonly v: number; readonly id: number }
  & (
    | { readonly op: "set-up"; readonly importNs: number; readonly prepareNs: number }
    | { readonly op: "unsupported"; readonly reason: string }
    | {
      readonly op: "traced";
      readonly digest: number;
      readonly steps: readonly TraceStep[];
      readonly firstRunNs: number;
    }
    | {
      readonly op: "warmed-up";
      readonly steady: boolean;
      readonly elapsedMs: number;
      /** Estimated duration of one run, from the last window of the warm-up, in wall nanoseconds. */
      readonly runNs: number;
      readonly proofs: readonly Proof[];
    }
    | { readonly op: "sampled"; readonly reading: SampleReading }
    | { readonly op: "explained"; readonly digests: readonly number[]; readonly tasks: readonly number[] }
    | { readonly op: "bye" }
    | { readonly op: "failed"; readonly code: WorkerFailureCode; readonly message: string; readonly stack?: string }
  );

/** Why a worker could not answer: `import` the adapter or its framework is missing, `framework` it threw, `protocol` we are wrong. */
export type WorkerFailureCode = "import" | "prepare" | "framework" | "protocol";
