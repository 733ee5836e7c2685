/**
 * Messages between a session and its worker processes: one JSON object a line, requests on the
 * worker's standard input, replies on file descriptor 3, so that nothing a framework prints can be
 * taken for a result. The worker answers requests strictly one at a time and never says what the
 * right answer would have been: `proof.ts` in the parent recomputes it.
 * @module
 */
import type { DeclaredGraph } from "../adapters/declared_graph.ts";
import type { AdapterFacts } from "../adapters/facts.ts";
import type { BatchReading } from "../measure/batch.ts";
import type { Proof } from "../measure/proof.ts";
import type { Recording } from "../measure/recording.ts";
import type { RetainedPoint } from "../measure/retained.ts";
import type { TraceStep } from "../workload/traced_work.ts";
import type { Workload } from "../workload/workload.ts";

/** Version of the messages below; either side refuses any other. */
export const PROTOCOL_VERSION = 2;

/** What surrounds a message. */
export interface Envelope {
  /** {@linkcode PROTOCOL_VERSION}. */
  readonly v: number;
  /** Number of the request, from 1; its reply repeats it. */
  readonly id: number;
}

/** What the parent asks. Iteration `i` runs with seed `seedOf(workload.seedName, i, 0)`. */
export type RequestBody =
  | { readonly op: "set-up"; readonly adapter: string; readonly workload: Workload }
  | { readonly op: "trace"; readonly iteration: number }
  | {
    readonly op: "warm-up";
    readonly firstIteration: number;
    readonly shortestMs: number;
    readonly longestMs: number;
    readonly enoughRuns: number;
    readonly sampleMs: number;
  }
  /** Rounds of the kernel that come before each run from now on. */
  | { readonly op: "plant"; readonly rounds: number }
  | { readonly op: "sample"; readonly firstIteration: number; readonly iterations: number }
  /** Digest and executed tasks of each iteration of a stretch, run again one by one: asked for after a mismatch. */
  | { readonly op: "explain"; readonly firstIteration: number; readonly iterations: number }
  /** A run for its duration, the first of a process for instance. */
  | { readonly op: "run-once"; readonly iteration: number }
  /** Runs that are timed one by one. */
  | { readonly op: "time-each"; readonly firstIteration: number; readonly iterations: number }
  /** Runs whose tasks are timed one by one: those of the warm-up, then those of which two are kept. */
  | { readonly op: "record"; readonly firstIteration: number; readonly warmUpRuns: number; readonly runs: number }
  /** Makes the same graph again and again, and runs the last one once, as `iteration`. */
  | {
    readonly op: "define";
    readonly iteration: number;
    readonly warmUpMs: number;
    readonly samples: number;
    readonly sampleMs: number;
  }
  /** Keeps more and more graphs, runs in flight and results, and reads memory at these counts. */
  | { readonly op: "retain"; readonly firstIteration: number; readonly counts: readonly number[] }
  /** From now on lines between this request and its reply ask for single runs: `served_runs.ts`. */
  | { readonly op: "serve" }
  /** Asks how many rounds of the kernel take so long in the worker's language. */
  | { readonly op: "calibrate"; readonly targetNs: number }
  /** Asks for nothing but an answer. */
  | { readonly op: "ping" }
  /** Lets go of the graph; only another set-up or the end may follow. */
  | { readonly op: "tear-down" }
  | { readonly op: "shut-down" };

/** A request as it is sent. */
export type Request = Envelope & RequestBody;

/** One timed stretch of `proof.iterations` runs; all totals, not per run. */
export type SampleReading = Omit<BatchReading, "allocatedBytes"> & {
  /** `null` where the runtime keeps no count of it. */
  readonly allocatedBytes: number | null;
};

/** What the worker answers. */
export type ReplyBody =
  | { readonly op: "set-up"; readonly importNs: number; readonly prepareNs: number; readonly adapter: AdapterFacts }
  | { readonly op: "unsupported"; readonly reason: string; readonly adapter: AdapterFacts }
  | {
    readonly op: "traced";
    /** What the run found beside times; empty for a graph. */
    readonly figures: Readonly<Record<string, number>>;
    /** Left out where the graph is code, or too large to be drawn. */
    readonly declaredGraph?: DeclaredGraph | undefined;
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
  | { readonly op: "planted" }
  | { readonly op: "sampled"; readonly reading: SampleReading }
  | { readonly op: "explained"; readonly digests: readonly number[]; readonly tasks: readonly number[] }
  | { readonly op: "ran"; readonly elapsedNs: number; readonly digest: number; readonly tasks: number }
  | { readonly op: "timed-each"; readonly latenciesNs: readonly number[]; readonly proof: Proof }
  | { readonly op: "recorded"; readonly recording: Recording; readonly proof: Proof }
  | {
    readonly op: "defined";
    /** Graphs in a batch. */
    readonly batch: number;
    /** Totals over a batch, one entry a batch. */
    readonly wallNs: readonly number[];
    readonly cpuNs: readonly number[];
    readonly allocatedBytes: readonly number[];
    /** What the last graph gave. */
    readonly digest: number;
    readonly tasks: number;
  }
  | {
    readonly op: "retained";
    readonly definitions: readonly RetainedPoint[];
    readonly inFlight: readonly RetainedPoint[];
    readonly finished: readonly RetainedPoint[];
    /** That the runs were done: those in flight, when they were let go, then those whose results were kept. */
    readonly proofs: readonly Proof[];
  }
  | { readonly op: "served"; readonly runs: number; readonly tasks: number }
  | { readonly op: "calibrated"; readonly rounds: number }
  | { readonly op: "pong" }
  | { readonly op: "torn-down"; readonly teardownNs: number }
  | { readonly op: "bye" }
  | { readonly op: "failed"; readonly code: WorkerFailureCode; readonly message: string };

/** A reply as it is sent. */
export type Reply = Envelope & ReplyBody;

/**
 * Why a worker could not answer: `import` the adapter or its framework is missing, `framework` it threw, `status` it
 * says of a run that it did not end well and threw nothing, `protocol` we are wrong.
 */
export type WorkerFailureCode = "import" | "prepare" | "framework" | "status" | "protocol";

/** What a worker of another language says every second while it answers: that it is alive. */
export interface Heartbeat extends Envelope {
  readonly op: "alive";
}

/** Tells such a worker to stop what it does and to end: sent at any time, never answered. */
export const CANCEL_LINE: string = JSON.stringify({ v: PROTOCOL_VERSION, id: 0, op: "cancel" }) + "\n";
