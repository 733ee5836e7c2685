/**
 * The latest outcomes of calls, counted: what a circuit breaker judges by. `count_window.ts` keeps so many,
 * `time_window.ts` so long.
 * @module
 */

/** How one call went. */
export interface CallVerdict {
  /** Whether it counts as a failure. */
  readonly isFailure: boolean;
  /** Whether it took too long, failed or not. */
  readonly isSlow: boolean;
}

/** Counts of the latest calls. */
export interface OutcomeCounts {
  /** How many there are. */
  readonly calls: number;
  /** How many of them failed. */
  readonly failures: number;
  /** How many of them were slow. */
  readonly slowCalls: number;
}

/** Counts that forget. */
export interface OutcomeWindow {
  /**
   * Counts a call, and forgets those that are out of the window by then.
   *
   * @param verdict How the call went.
   * @param nowMs The time, in milliseconds, never going back.
   */
  record(verdict: CallVerdict, nowMs: number): void;
  /**
   * Reads the counts.
   *
   * @param nowMs The time, in milliseconds, never going back.
   * @returns The counts of what is in the window then.
   */
  countsAt(nowMs: number): OutcomeCounts;
}
