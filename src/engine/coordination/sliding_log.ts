/**
 * Remembers when every unit of the last window was taken: never more than the limit in any window,
 * wherever it begins. Exact, and its memory grows with the limit; the sliding counter is close for less.
 * @module
 */
import { checkRule, type RateRule, type WindowOptions } from "./rate_rule.ts";

/**
 * Lets so many units through in any window of a length. A window does not include its own beginning:
 * what was taken exactly one length ago is over.
 *
 * @param options Limit and length.
 * @returns A rule with nothing taken yet; it remembers at most `limit` claims.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example Two in any second
 * ```ts
 * import assert from "node:assert/strict";
 * import { slidingLog } from "puffinflow/coordination";
 *
 * const rule = slidingLog({ limit: 2, windowMs: 1_000 });
 * rule.take(900, 1);
 * rule.take(950, 1);
 * assert.equal(rule.earliestMs(1_000, 1), 1_900);
 * assert.equal(rule.earliestMs(1_000, 2), 1_950);
 * ```
 */
export function slidingLog(options: WindowOptions): RateRule {
  const { limit, windowMs } = options;
  checkRule("sliding log", { limit, windowMs });
  return new SlidingLog(limit, windowMs);
}

/** Claims that are remembered without making room: a power of two. */
const INITIAL_ROOM = 16;

class SlidingLog implements RateRule {
  readonly maxUnits: number;
  readonly #windowMs: number;
  /** A ring of claims, by their number modulo its length: when they no longer count, and their units. */
  #overAtMs: number[] = new Array(INITIAL_ROOM).fill(0);
  #units: number[] = new Array(INITIAL_ROOM).fill(0);
  /** Numbers of the first claim that counts, and of the next one to come. */
  #first = 0;
  #next = 0;
  /** Units of the claims from `#first` on. */
  #used = 0;
  #lastMs = -Infinity;

  constructor(limit: number, windowMs: number) {
    this.maxUnits = limit;
    this.#windowMs = windowMs;
  }

  earliestMs(nowMs: number, units: number): number {
    let earliestMs = Math.max(nowMs, this.#lastMs), used = this.#used;
    const mask = this.#units.length - 1;
    for (let claim = this.#first; used + units > this.maxUnits; claim++) {
      used -= this.#units[claim & mask]!;
      earliestMs = Math.max(earliestMs, this.#overAtMs[claim & mask]!);
    }
    return earliestMs;
  }

  take(atMs: number, units: number): void {
    this.#forget(atMs);
    if (this.#next - this.#first === this.#units.length) this.#makeRoom();
    const slot = this.#next++ & (this.#units.length - 1);
    this.#overAtMs[slot] = atMs + this.#windowMs;
    this.#units[slot] = units;
    this.#used += units;
    this.#lastMs = atMs;
  }

  #forget(nowMs: number): void {
    const mask = this.#units.length - 1;
    while (this.#first < this.#next && this.#overAtMs[this.#first & mask]! <= nowMs) {
      this.#used -= this.#units[this.#first++ & mask]!;
    }
  }

  /** Doubles the ring; it is full. */
  #makeRoom(): void {
    const from = this.#first & (this.#units.length - 1);
    this.#overAtMs = doubled(this.#overAtMs, from);
    this.#units = doubled(this.#units, from);
    this.#next -= this.#first;
    this.#first = 0;
  }
}

/** Puts a ring's members in order and makes as much room again. */
function doubled(ring: readonly number[], from: number): number[] {
  return [...ring.slice(from), ...ring.slice(0, from), ...new Array<number>(ring.length).fill(0)];
}
