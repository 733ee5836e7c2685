/**
 * How many calls may be made once more, as a share of all calls: where everything fails, retries and hedges would
 * otherwise multiply the load on what is down already. The bucket of tokens follows the retry budgets of Finagle
 * and of gRPC's service configuration: each call puts a part of a token in, each further attempt takes one out.
 * @module
 */
import { duration, wholeNumber } from "./number_check.ts";

/** Options of a {@linkcode RetryBudget}. */
export interface RetryBudgetOptions {
  /** Further attempts for each call, in the long run: above 0 and up to 1,000, in millionths. @default {0.1} */
  readonly ratio?: number;
  /**
   * Most tokens, and how many there are at first: a whole number of 1 or more. So many further attempts are had at
   * once by who calls rarely. @default {10}
   */
  readonly maxTokens?: number;
}

/** Tokens are counted in millionths, as ten times a tenth is not one with floating point. */
const TOKEN = 1_000_000;

/**
 * A budget of further attempts. Share one among all policies that retry or hedge calls of the same thing.
 *
 * @example One call in ten may be made twice
 * ```ts
 * import assert from "node:assert/strict";
 * import { Retry, RetryBudget } from "puffinflow/reliability";
 *
 * const budget = new RetryBudget({ ratio: 0.1, maxTokens: 1 });
 * const retry = new Retry({ maxAttempts: 3, budget });
 * let attempts = 0;
 * await assert.rejects(retry.execute(() => {
 *   attempts++;
 *   throw new Error("down");
 * }));
 * assert.equal(attempts, 2);
 * assert.equal(budget.tokens, 0);
 * ```
 */
export class RetryBudget {
  readonly #gain: number;
  readonly #max: number;
  #balance: number;

  /**
   * Makes a full budget.
   *
   * @param options Its ratio and limit.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: RetryBudgetOptions = {}) {
    const { ratio = 0.1, maxTokens = 10 } = options, action = "make a retry budget";
    this.#gain = wholeNumber(Math.round(duration(ratio, { action, option: "ratio" }) * TOKEN), {
      action,
      option: "ratio in millionths",
      max: 1_000 * TOKEN,
    });
    this.#max = wholeNumber(maxTokens, { action, option: "maxTokens", max: TOKEN }) * TOKEN;
    this.#balance = this.#max;
  }

  /** Further attempts that could be made now, with fractions. */
  get tokens(): number {
    return this.#balance / TOKEN;
  }

  /** Counts a call: its first attempt. */
  deposit(): void {
    this.#balance = Math.min(this.#max, this.#balance + this.#gain);
  }

  /**
   * Asks for a further attempt.
   *
   * @returns Whether it may be made; it counts as made then.
   */
  tryWithdraw(): boolean {
    if (this.#balance < TOKEN) return false;
    this.#balance -= TOKEN;
    return true;
  }
}
