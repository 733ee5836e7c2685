/**
 * What became of a due time. A schedule keeps the last of these as its history; they hold no outputs,
 * so that a schedule that goes on for years does not keep what its runs made.
 * @module
 */
import type { RunStatus } from "./runnable_agent.ts";

/** A run was started and has ended, well or not. */
export interface EndedOccurrence {
  /** Tells it from the other occurrences. */
  readonly kind: "ended";
  /** When it was due. */
  readonly due: Date;
  /** When it started, by the wall clock. */
  readonly started: Date;
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
  /** How it ended. */
  readonly status: RunStatus;
  /** What ended it, `undefined` if it completed. */
  readonly error: unknown;
}

/** No run was started, because the schedule did not let it. */
export interface SkippedOccurrence {
  /** Tells it from the other occurrences. */
  readonly kind: "skipped";
  /** When it was due. */
  readonly due: Date;
  /** A run was in flight (`overlap`), as many as allowed were waiting (`queue-full`), or the schedule was stopped first. */
  readonly reason: "overlap" | "queue-full" | "stopped";
}

/** One or more due times passed while nobody could start anything, and were given up. */
export interface MissedOccurrence {
  /** Tells it from the other occurrences. */
  readonly kind: "missed";
  /** The first that was missed. */
  readonly due: Date;
  /** The last that was missed, the same if there was one only. */
  readonly lastDue: Date;
}

/** There was no result: the function that makes the input threw, or the agent did. */
export interface FaultedOccurrence {
  /** Tells it from the other occurrences. */
  readonly kind: "faulted";
  /** When it was due. */
  readonly due: Date;
  /** What was thrown. */
  readonly error: unknown;
}

/** A due time without a result. */
export type DroppedOccurrence = SkippedOccurrence | MissedOccurrence | FaultedOccurrence;

/** What became of a due time. */
export type Occurrence = EndedOccurrence | DroppedOccurrence;
