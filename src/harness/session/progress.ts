/**
 * What a session says while it runs. Every event is emitted between timed stretches, so that a
 * listener may take its time: drawing never happens while something is measured.
 * @module
 */
import type { SessionJournal } from "./journal_record.ts";
import type { MetricName } from "./metrics/metric_plan.ts";
import type { Cell, Fork, PassReading } from "./result.ts";
import type { Stage } from "./stage.ts";

/** A cell that was lost, and how. */
export type LostCell = Exclude<Cell, { status: "measured" }>;

/** An event of a session. A block is one benchmark in one pass: a process for each subject. */
export type SessionEvent =
  | {
    readonly kind: "session-started";
    readonly passes: number;
    readonly benchmarks: number;
    readonly subjects: number;
    /** Blocks of the session: passes times benchmarks. */
    readonly blocks: number;
    /** Rounds that the `cpu` kernel was calibrated to. */
    readonly cpuRounds: number;
  }
  /** Another stage begins: the first one is told by `session-started`. */
  | {
    readonly kind: "stage-started";
    readonly stage: Stage;
  }
  | {
    readonly kind: "block-started";
    /** Number of the pass, from 0. */
    readonly pass: number;
    /** Id of the benchmark. */
    readonly benchmark: string;
  }
  | {
    readonly kind: "block-finished";
    readonly pass: number;
    readonly benchmark: string;
    readonly elapsedMs: number;
    /** Blocks finished so far, this one included. */
    readonly finished: number;
    /** Blocks of the stages that are planned by now. */
    readonly blocks: number;
    /** Estimated time to the end of the session, in milliseconds. */
    readonly remainingMs: number;
    /** What this block measured: one process for each subject that is still sound. */
    readonly forks: readonly { readonly subject: string; readonly fork: Fork }[];
  }
  /** A pass is over. */
  | {
    readonly kind: "pass-ended";
    /** Its number, from 0. */
    readonly pass: number;
    /** How the machine was in it, by the reference loop; null where it ran too seldom. */
    readonly grade: PassReading["grade"];
  }
  /** A process for one metric begins; these come when all stages are over. */
  | { readonly kind: "metric-started"; readonly metric: MetricName; readonly graph: string; readonly subject: string }
  | {
    readonly kind: "metric-finished";
    readonly metric: MetricName;
    readonly graph: string;
    readonly subject: string;
    /** Processes for metrics that are over, this one included, and how many there will be. */
    readonly finished: number;
    readonly turns: number;
    /** Estimated time to the end of the session, in milliseconds. */
    readonly remainingMs: number;
  }
  /** A subject is lost for one metric with one graph; the others go on. Comes before its `metric-finished`. */
  | { readonly kind: "metric-lost"; readonly metric: MetricName; readonly graph: string; readonly cell: LostCell }
  /** A cell is lost for the whole session; the others go on. Comes before its block's `block-finished`. */
  | { readonly kind: "cell-lost"; readonly benchmark: string; readonly cell: LostCell }
  | { readonly kind: "session-ended"; readonly status: "completed" | "interrupted"; readonly elapsedMs: number };

/** Who listens to a session, and where it keeps its records. */
export interface SessionHooks {
  /** Keeps what was measured, block by block. @default nobody */
  readonly journal?: SessionJournal;
  /** Called for each event. Must not throw. */
  readonly onEvent?: (event: SessionEvent) => void;
}

/**
 * Estimates how long the rest of a session takes: each block as long as the last one of its benchmark,
 * or, where there was none yet, as long as blocks took on average.
 *
 * @param remaining Benchmarks of the blocks to come, once for each block.
 * @param lastMs Duration of the last block of each benchmark, in milliseconds; at least one entry.
 * @returns Milliseconds.
 */
export function estimateRemainingMs(remaining: readonly string[], lastMs: ReadonlyMap<string, number>): number {
  const known = [...lastMs.values()];
  const averageMs = known.reduce((total, ms) => total + ms, 0) / known.length;
  return remaining.reduce((total, benchmark) => total + (lastMs.get(benchmark) ?? averageMs), 0);
}
