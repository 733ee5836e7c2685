/**
 * The calls of the last so long, however many: right where the rate of calls varies much. Time is cut into
 * slices that are forgotten whole, so memory does not depend on the number of calls; the window is as long as it
 * says to within one slice.
 * @module
 */
import type { CallVerdict, OutcomeCounts, OutcomeWindow } from "./outcome_window.ts";

class Slice implements OutcomeCounts {
  /** Number of the slice of time, counted from the clock's start. */
  number = -Infinity;
  calls = 0;
  failures = 0;
  slowCalls = 0;
}

/** A ring of slices and their totals. */
export class TimeWindow implements OutcomeWindow, OutcomeCounts {
  calls = 0;
  failures = 0;
  slowCalls = 0;
  readonly #sliceMs: number;
  readonly #ring: readonly Slice[];
  #newest = -Infinity;

  /**
   * Makes an empty window.
   *
   * @param durationMs How long it remembers, in milliseconds, above 0.
   * @param slices Into how many slices it is cut, 1 or more.
   */
  constructor(durationMs: number, slices: number) {
    this.#sliceMs = durationMs / slices;
    this.#ring = Array.from({ length: slices }, () => new Slice());
  }

  record({ isFailure, isSlow }: CallVerdict, nowMs: number): void {
    this.#moveTo(nowMs);
    const slice = this.#sliceOf(this.#newest);
    slice.number = this.#newest;
    for (const counts of [slice, this]) {
      counts.calls++;
      if (isFailure) counts.failures++;
      if (isSlow) counts.slowCalls++;
    }
  }

  countsAt(nowMs: number): OutcomeCounts {
    this.#moveTo(nowMs);
    return this;
  }

  /** Common case first: most calls end in the slice of the call before. */
  #moveTo(nowMs: number): void {
    const number = Math.floor(nowMs / this.#sliceMs);
    if (number === this.#newest) return;
    this.#newest = number;
    for (const slice of this.#ring) if (slice.number <= number - this.#ring.length) this.#forget(slice);
  }

  #forget(slice: Slice): void {
    this.calls -= slice.calls;
    this.failures -= slice.failures;
    this.slowCalls -= slice.slowCalls;
    slice.calls = slice.failures = slice.slowCalls = 0;
  }

  #sliceOf(number: number): Slice {
    const { length } = this.#ring;
    return this.#ring[((number % length) + length) % length]!;
  }
}
