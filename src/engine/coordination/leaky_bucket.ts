/**
 * A bucket with a hole: whatever comes in, it leaves drop by drop, at an even pace and never two at
 * once. The bucket itself is the limiter's line, and its size `maxWaiting`.
 *
 * Times are kept in milliseconds × limit, where a unit takes `periodMs` exactly.
 * @module
 */
import { checkRule, type PaceOptions, type RateRule } from "./rate_rule.ts";

/**
 * Lets units through one after another. A claim for several units keeps the way out busy for as long as
 * that many would, and the next one waits for it.
 *
 * @param options Pace.
 * @returns A rule with nothing taken yet.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example One every 50 ms
 * ```ts
 * import assert from "node:assert/strict";
 * import { leakyBucket } from "puffinflow/coordination";
 *
 * const rule = leakyBucket({ limit: 20, periodMs: 1_000 });
 * rule.take(0, 1);
 * assert.equal(rule.earliestMs(10, 1), 50);
 * rule.take(50, 4);
 * assert.equal(rule.earliestMs(60, 1), 250);
 * ```
 */
export function leakyBucket(options: PaceOptions): RateRule {
  const { limit, periodMs } = options;
  checkRule("leaky bucket", { limit, periodMs });
  return new Outlet(limit, periodMs);
}

class Outlet implements RateRule {
  readonly maxUnits: number = Infinity;
  readonly #limit: number;
  readonly #periodMs: number;
  /** When the last unit is out, in milliseconds × limit. */
  #busyUntil = -Infinity;

  constructor(limit: number, periodMs: number) {
    this.#limit = limit;
    this.#periodMs = periodMs;
  }

  earliestMs(nowMs: number): number {
    return this.#busyUntil <= nowMs * this.#limit ? nowMs : Math.max(nowMs, this.#busyUntil / this.#limit);
  }

  take(atMs: number, units: number): void {
    this.#busyUntil = Math.max(this.#busyUntil, atMs * this.#limit) + units * this.#periodMs;
  }
}
