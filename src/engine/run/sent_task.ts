/**
 * Tasks that were sent to a mapped state, and the group that they came in: the state has completed when
 * all of its group have.
 * @module
 */
import type { MissedOutcome } from "./outcome.ts";

/** Tasks that one state sent to one mapped state. */
export class SendGroup {
  /** Outputs in the order of sending. */
  readonly outputs: unknown[];
  /** Tasks that are not over. */
  remaining: number;
  /** Outcome of the task whose miss counts: see {@linkcode miss}. */
  missed: { readonly index: number; readonly outcome: MissedOutcome } | null = null;

  /**
   * Makes one.
   *
   * @param state Index of the mapped state.
   * @param size Number of tasks.
   * @param visit Which of the state's groups it is, from 1.
   */
  constructor(readonly state: number, size: number, readonly visit: number) {
    this.outputs = new Array(size);
    this.remaining = size;
  }

  /**
   * Takes note of a task that did not complete. A failure counts more than a skip, or it would go unseen; among equals
   * the order of sending decides.
   *
   * @param index Position of the task.
   * @param outcome What became of it.
   */
  miss(index: number, outcome: MissedOutcome): void {
    const { missed } = this, isFailure = outcome.kind !== "skipped";
    const wasFailure = missed !== null && missed.outcome.kind !== "skipped";
    if (missed === null || (isFailure === wasFailure ? index < missed.index : isFailure)) {
      this.missed = { index, outcome };
    }
  }
}

/** One task of a group. */
export interface SentTask {
  readonly state: number;
  readonly payload: unknown;
  /** Position in the group. */
  readonly index: number;
  readonly group: SendGroup;
}
