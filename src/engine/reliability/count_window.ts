/**
 * The last so many calls, whenever they were: right where calls come at a steady rate, or rarely.
 * @module
 */
import type { CallVerdict, OutcomeCounts, OutcomeWindow } from "./outcome_window.ts";

const FAILED = 1, SLOW = 2;

/** A ring of outcomes: recording takes constant time and no memory. */
export class CountWindow implements OutcomeWindow, OutcomeCounts {
  calls = 0;
  failures = 0;
  slowCalls = 0;
  readonly #ring: Uint8Array;
  #next = 0;

  /**
   * Makes an empty window.
   *
   * @param maxCalls How many calls it keeps, 1 or more.
   */
  constructor(maxCalls: number) {
    this.#ring = new Uint8Array(maxCalls);
  }

  record({ isFailure, isSlow }: CallVerdict): void {
    const ring = this.#ring, at = this.#next;
    if (this.calls === ring.length) this.#count(ring[at]!, -1);
    ring[at] = (isFailure ? FAILED : 0) | (isSlow ? SLOW : 0);
    this.#count(ring[at]!, 1);
    this.#next = at + 1 === ring.length ? 0 : at + 1;
  }

  countsAt(): OutcomeCounts {
    return this;
  }

  #count(outcome: number, by: 1 | -1): void {
    this.calls += by;
    if (outcome & FAILED) this.failures += by;
    if (outcome & SLOW) this.slowCalls += by;
  }
}
