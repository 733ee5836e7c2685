/**
 * A sliding window from two counts: that of the current window, and that of the one before, weighed by
 * how much of it the sliding window still covers. It assumes that units came evenly, so a sliding window
 * can hold somewhat more than the limit; in return it remembers three numbers, whatever the limit.
 * @module
 */
import { checkRule, type RateRule, type WindowOptions } from "./rate_rule.ts";

/**
 * Lets units through while `previous × share + current + units <= limit`, where `share` falls from 1 to 0
 * in the course of a window. Windows begin at multiples of their length on the clock.
 *
 * @param options Limit and length.
 * @returns A rule with nothing taken yet.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example What was taken in the last window counts less and less
 * ```ts
 * import assert from "node:assert/strict";
 * import { slidingCounter } from "puffinflow/coordination";
 *
 * const rule = slidingCounter({ limit: 10, windowMs: 1_000 });
 * rule.take(900, 10);
 * assert.equal(rule.earliestMs(1_000, 1), 1_100);
 * assert.equal(rule.earliestMs(1_000, 5), 1_500);
 * ```
 */
export function slidingCounter(options: WindowOptions): RateRule {
  const { limit, windowMs } = options;
  checkRule("sliding counter", { limit, windowMs });
  return new SlidingCounter(limit, windowMs);
}

class SlidingCounter implements RateRule {
  readonly maxUnits: number;
  readonly #windowMs: number;
  /** Number of the window in which something was taken last, the counts of it and of the one before. */
  #window = -Infinity;
  #current = 0;
  #previous = 0;
  #lastMs = -Infinity;

  constructor(limit: number, windowMs: number) {
    this.maxUnits = limit;
    this.#windowMs = windowMs;
  }

  earliestMs(nowMs: number, units: number): number {
    const windowMs = this.#windowMs, fromMs = Math.max(nowMs, this.#lastMs);
    const window = Math.floor(fromMs / windowMs);
    const current = this.#currentIn(window), previous = this.#previousIn(window);
    const endMs = (window + 1) * windowMs;
    const room = this.maxUnits - units - current;
    if (room >= 0) return Math.max(fromMs, this.#fadedAtMs(previous, room, endMs));
    // This window is full: the next one begins with nothing but what this one leaves behind.
    return Math.max(endMs, this.#fadedAtMs(current, this.maxUnits - units, endMs + windowMs));
  }

  take(atMs: number, units: number): void {
    const window = Math.floor(atMs / this.#windowMs);
    const previous = this.#previousIn(window);
    this.#current = this.#currentIn(window) + units;
    this.#previous = previous;
    this.#window = window;
    this.#lastMs = atMs;
  }

  /** When a count, fading to nothing at the end of a window, leaves so much room. */
  #fadedAtMs(count: number, room: number, endMs: number): number {
    return count <= room ? -Infinity : endMs - room * this.#windowMs / count;
  }

  #currentIn(window: number): number {
    return window === this.#window ? this.#current : 0;
  }

  #previousIn(window: number): number {
    if (window === this.#window) return this.#previous;
    return window === this.#window + 1 ? this.#current : 0;
  }
}
