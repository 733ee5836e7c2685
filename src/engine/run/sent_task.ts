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
  /** Outcome of the first task, in the order of sending, that did not complete. */
  missed: { readonly index: number; readonly outcome: MissedOutcome } | null = null;

  /**
   * Makes one.
   *
   * @param state Index of the mapped state.
   * @param size Number of tasks.
   */
  constructor(readonly state: number, size: number) {
    this.outputs = new Array(size);
    this.remaining = size;
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
