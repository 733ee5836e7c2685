/**
 * Several rules at once: so many a second, and so many a day. All are asked before any is told, so a
 * rule that says no costs the others nothing.
 * @module
 */
import type { RateRule } from "./rate_rule.ts";

/**
 * Lets units through when every one of some rules does.
 *
 * @param rules One rule or more, which belong to the new one from now on.
 * @returns A rule that stands for all of them.
 * @throws {RangeError} If there is no rule.
 *
 * @example Five at once, but a hundred an hour
 * ```ts
 * import assert from "node:assert/strict";
 * import { allOf, fixedWindow, gcra } from "puffinflow/coordination";
 *
 * const rule = allOf(
 *   gcra({ limit: 1, periodMs: 1_000, burst: 5 }),
 *   fixedWindow({ limit: 100, windowMs: 3_600_000 }),
 * );
 * rule.take(0, 5);
 * assert.equal(rule.maxUnits, 5);
 * assert.equal(rule.earliestMs(0, 2), 2_000);
 * ```
 */
export function allOf(...rules: readonly RateRule[]): RateRule {
  if (rules.length === 0) {
    throw new RangeError("Cannot combine rules as there must be one or more: current number is 0");
  }
  return new AllOf(rules);
}

class AllOf implements RateRule {
  readonly maxUnits: number;
  readonly #rules: readonly RateRule[];

  constructor(rules: readonly RateRule[]) {
    this.maxUnits = Math.min(...rules.map((rule) => rule.maxUnits));
    this.#rules = rules;
  }

  earliestMs(nowMs: number, units: number): number {
    let earliestMs = nowMs;
    // What a rule allows at some time it allows later too, so the strictest answer suits all.
    for (const rule of this.#rules) earliestMs = Math.max(earliestMs, rule.earliestMs(nowMs, units));
    return earliestMs;
  }

  take(atMs: number, units: number): void {
    for (const rule of this.#rules) rule.take(atMs, units);
  }
}
