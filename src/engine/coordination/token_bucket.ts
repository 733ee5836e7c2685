/**
 * A bucket that starts full and fills at an even pace: each unit takes a token out. Decides as the
 * generic cell rate algorithm does; in return for remembering two numbers it can tell what is left.
 *
 * Tokens are kept times `periodMs`: there a millisecond adds `limit` exactly, while a limit of 3 in
 * 1,000 ms would be rounded and refuse, once in a while, what is due.
 * @module
 */
import { checkRule, type PaceOptions, type RateRule } from "./rate_rule.ts";

/** Options of {@linkcode tokenBucket}. */
export interface TokenBucketOptions extends PaceOptions {
  /** Most tokens in the bucket, and so most units at once: a whole number of 1 or more. */
  readonly capacity: number;
}

/** A bucket of tokens. */
export interface TokenBucket extends RateRule {
  /**
   * Counts the tokens.
   *
   * @param nowMs The time, in milliseconds.
   * @returns How many there are, with fractions.
   */
  tokensAt(nowMs: number): number;
}

/**
 * Lets units through for as long as there are tokens.
 *
 * @param options Size, and pace of filling.
 * @returns A full bucket.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example Eight at once, then four a second
 * ```ts
 * import assert from "node:assert/strict";
 * import { tokenBucket } from "puffinflow/coordination";
 *
 * const bucket = tokenBucket({ limit: 4, periodMs: 1_000, capacity: 8 });
 * bucket.take(0, 8);
 * assert.equal(bucket.earliestMs(0, 3), 750);
 * assert.equal(bucket.tokensAt(1_000), 4);
 * assert.equal(bucket.tokensAt(60_000), 8);
 * ```
 */
export function tokenBucket(options: TokenBucketOptions): TokenBucket {
  const { limit, periodMs, capacity } = options;
  checkRule("token bucket", { limit, periodMs, capacity });
  return new FillingBucket(limit, periodMs, capacity);
}

class FillingBucket implements TokenBucket {
  readonly maxUnits: number;
  readonly #limit: number;
  readonly #periodMs: number;
  /** Tokens × periodMs at the last time something was taken, and that time. */
  #level = 0;
  #atMs = -Infinity;

  constructor(limit: number, periodMs: number, capacity: number) {
    this.maxUnits = capacity;
    this.#limit = limit;
    this.#periodMs = periodMs;
  }

  earliestMs(nowMs: number, units: number): number {
    const fromMs = Math.max(nowMs, this.#atMs);
    const missing = units * this.#periodMs - this.#levelAt(fromMs);
    return missing <= 0 ? fromMs : Math.max(nowMs, this.#atMs + (units * this.#periodMs - this.#level) / this.#limit);
  }

  take(atMs: number, units: number): void {
    this.#level = this.#levelAt(atMs) - units * this.#periodMs;
    this.#atMs = atMs;
  }

  tokensAt(nowMs: number): number {
    return this.#levelAt(Math.max(nowMs, this.#atMs)) / this.#periodMs;
  }

  #levelAt(timeMs: number): number {
    return Math.min(this.maxUnits * this.#periodMs, this.#level + (timeMs - this.#atMs) * this.#limit);
  }
}
