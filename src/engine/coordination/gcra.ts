/**
 * The generic cell rate algorithm, known from ATM networks: all that is remembered is one time, at which
 * the limiter would be as good as new. Decides as a full token bucket does, with less to remember.
 *
 * Times are kept in milliseconds × limit: there a unit costs `periodMs` exactly, while 1,000 ms / 3
 * would be rounded and refuse, once in a while, what is due.
 * @module
 */
import { checkRule, type PaceOptions, type RateRule } from "./rate_rule.ts";

/** Options of {@linkcode gcra}. */
export interface GcraOptions extends PaceOptions {
  /** Most units at once after a pause, 1 or more: in any time t, at most `burst + limit × t / periodMs` come through. @default {1} */
  readonly burst?: number;
}

/**
 * Lets units through at an even pace, and some at once after a pause.
 *
 * @param options Pace and burst.
 * @returns A rule with nothing taken yet.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example Ten a second, three at once
 * ```ts
 * import assert from "node:assert/strict";
 * import { gcra } from "puffinflow/coordination";
 *
 * const rule = gcra({ limit: 10, periodMs: 1_000, burst: 3 });
 * rule.take(0, 3);
 * assert.equal(rule.earliestMs(0, 1), 100);
 * assert.equal(rule.earliestMs(250, 2), 250);
 * ```
 */
export function gcra(options: GcraOptions): RateRule {
  const { limit, periodMs, burst = 1 } = options;
  checkRule("GCRA", { limit, periodMs, burst });
  return new Gcra(limit, periodMs, burst);
}

class Gcra implements RateRule {
  readonly maxUnits: number;
  readonly #limit: number;
  readonly #periodMs: number;
  readonly #tolerance: number;
  /** Theoretical arrival time of the next unit, in milliseconds × limit. */
  #arrival = -Infinity;

  constructor(limit: number, periodMs: number, burst: number) {
    this.maxUnits = burst;
    this.#limit = limit;
    this.#periodMs = periodMs;
    this.#tolerance = burst * periodMs;
  }

  earliestMs(nowMs: number, units: number): number {
    const earliest = this.#arrival + units * this.#periodMs - this.#tolerance;
    return earliest <= nowMs * this.#limit ? nowMs : Math.max(nowMs, earliest / this.#limit);
  }

  take(atMs: number, units: number): void {
    this.#arrival = Math.max(this.#arrival, atMs * this.#limit) + units * this.#periodMs;
  }
}
