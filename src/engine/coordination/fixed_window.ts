/**
 * Counts in windows that follow one another: the cheapest rule to explain. Around the end of a window
 * twice the limit can come through in a moment; the sliding rules prevent that.
 * @module
 */
import { checkRule, type RateRule, type WindowOptions } from "./rate_rule.ts";

/**
 * Lets so many units through in each window. Windows begin at multiples of their length on the clock.
 *
 * @param options Limit and length.
 * @returns A rule with nothing taken yet.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example A hundred a minute
 * ```ts
 * import assert from "node:assert/strict";
 * import { fixedWindow } from "puffinflow/coordination";
 *
 * const rule = fixedWindow({ limit: 100, windowMs: 60_000 });
 * rule.take(59_000, 100);
 * assert.equal(rule.earliestMs(59_500, 1), 60_000);
 * ```
 */
export function fixedWindow(options: WindowOptions): RateRule {
  const { limit, windowMs } = options;
  checkRule("fixed window", { limit, windowMs });
  return new FixedWindow(limit, windowMs);
}

class FixedWindow implements RateRule {
  readonly maxUnits: number;
  readonly #windowMs: number;
  /** Number of the last window in which something was taken, and how much. */
  #window = -Infinity;
  #used = 0;

  constructor(limit: number, windowMs: number) {
    this.maxUnits = limit;
    this.#windowMs = windowMs;
  }

  earliestMs(nowMs: number, units: number): number {
    if (this.#windowOf(nowMs) > this.#window) return nowMs;
    const window = this.#used + units <= this.maxUnits ? this.#window : this.#window + 1;
    return Math.max(nowMs, window * this.#windowMs);
  }

  take(atMs: number, units: number): void {
    const window = this.#windowOf(atMs);
    this.#used = window > this.#window ? units : this.#used + units;
    this.#window = window;
  }

  #windowOf(timeMs: number): number {
    return Math.floor(timeMs / this.#windowMs);
  }
}
