/**
 * A token bucket whose pace goes up by addition and down by multiplication. Changing the pace leaves
 * the tokens as they are: refilling the bucket at each change would let a burst through just when there
 * was too much.
 * @module
 */
import { checkRule, type RateRule } from "./rate_rule.ts";

/** Options of a pace that adapts. */
export interface AimdOptions {
  /** Units in each period at first: a whole number from `minLimit` to `maxLimit`. */
  readonly initialLimit: number;
  /** Units in each period below which the pace never falls: a whole number of 1 or more. @default {1} */
  readonly minLimit?: number;
  /** Units in each period above which the pace never rises: a whole number of 1 or more. */
  readonly maxLimit: number;
  /** Length of the period in milliseconds: a whole number of 1 or more. */
  readonly periodMs: number;
  /** Most units at once after a pause: a whole number of 1 or more. @default {1} */
  readonly burst?: number;
  /** What as many successes as come through in a period add to the limit: a whole number of 1 or more. @default {1} */
  readonly increase?: number;
  /** What the limit is multiplied by at a sign of overload: above 0 and below 1. @default {0.5} */
  readonly decreaseFactor?: number;
  /**
   * Time after a decrease in which no other follows, in milliseconds, a whole number of 1 or more: calls that
   * were under way together tell of the same overload. @default {periodMs}
   */
  readonly cooldownMs?: number;
}

/** A pace that adapts, as a rule. */
export class AimdRate implements RateRule {
  readonly maxUnits: number;
  readonly #options: Required<AimdOptions>;
  #limit: number;
  #tokens: number;
  #atMs = -Infinity;
  #pausedUntilMs = -Infinity;
  #decreasedAtMs = -Infinity;

  constructor(options: AimdOptions) {
    const { initialLimit, minLimit = 1, maxLimit, periodMs } = options;
    const { burst = 1, increase = 1, decreaseFactor = 0.5, cooldownMs = periodMs } = options;
    checkRule("adaptive rate", { initialLimit, minLimit, maxLimit, periodMs, burst, increase, cooldownMs });
    if (!(minLimit <= initialLimit && initialLimit <= maxLimit)) {
      throw new RangeError(
        `Cannot make an adaptive rate as 'initialLimit' must be from ${minLimit} to ${maxLimit}: ` +
          `current value is ${initialLimit}`,
      );
    }
    if (!(decreaseFactor > 0 && decreaseFactor < 1)) {
      throw new RangeError(
        `Cannot make an adaptive rate as 'decreaseFactor' must be above 0 and below 1: current value is ${decreaseFactor}`,
      );
    }
    this.#options = { initialLimit, minLimit, maxLimit, periodMs, burst, increase, decreaseFactor, cooldownMs };
    this.maxUnits = this.#tokens = burst;
    this.#limit = initialLimit;
  }

  /** Units that come through in each period now. */
  get limit(): number {
    return this.#limit;
  }

  earliestMs(nowMs: number, units: number): number {
    const missing = units - this.#tokensAt(Math.max(nowMs, this.#atMs));
    const filledAtMs = missing <= 0 ? this.#atMs : this.#atMs + (units - this.#tokens) / this.#perMs;
    return Math.max(nowMs, filledAtMs, this.#pausedUntilMs);
  }

  take(atMs: number, units: number): void {
    this.#settle(atMs);
    this.#tokens -= units;
  }

  /**
   * Speeds up a little.
   *
   * @param nowMs The time, in milliseconds.
   */
  onSuccess(nowMs: number): void {
    this.#settle(nowMs);
    const { increase, maxLimit } = this.#options;
    this.#limit = Math.min(maxLimit, this.#limit + increase / this.#limit);
  }

  /**
   * Slows down, unless it just did, and stops for a while if that was asked for.
   *
   * @param nowMs The time, in milliseconds.
   * @param retryAfterMs How long nothing is to come through, in milliseconds.
   */
  onOverload(nowMs: number, retryAfterMs: number): void {
    this.#settle(nowMs);
    const { decreaseFactor, minLimit, cooldownMs } = this.#options;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + retryAfterMs);
    if (nowMs - this.#decreasedAtMs < cooldownMs) return;
    this.#limit = Math.max(minLimit, this.#limit * decreaseFactor);
    this.#decreasedAtMs = nowMs;
  }

  get #perMs(): number {
    return this.#limit / this.#options.periodMs;
  }

  #tokensAt(timeMs: number): number {
    return Math.min(this.maxUnits, this.#tokens + (timeMs - this.#atMs) * this.#perMs);
  }

  /** Counts what has come in at the pace so far; a time that is booked ahead stays. */
  #settle(timeMs: number): void {
    if (timeMs <= this.#atMs) return;
    this.#tokens = this.#tokensAt(timeMs);
    this.#atMs = timeMs;
  }
}
