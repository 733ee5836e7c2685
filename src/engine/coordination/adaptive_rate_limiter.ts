/**
 * A rate limiter that finds its own rate from how the calls behind it fare: a little more after each
 * success, much less after a sign of overload (AIMD, as TCP does). What it learns from are outcomes
 * downstream and never its own refusals, which would slow it down when there is much to do.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { type AimdOptions, AimdRate } from "./aimd_rate.ts";
import { RateLimiter } from "./rate_limiter.ts";
import type { QueueOptions } from "./wait_queue.ts";

/** How a call fared. */
export type CallOutcome =
  /** It worked; a success slower than `slowMs` is a sign of overload. */
  | { readonly kind: "success"; readonly latencyMs: number }
  /** The other side said that it was too much (429, 503), perhaps with the time it wants to be left alone. */
  | { readonly kind: "overload"; readonly retryAfterMs?: number };

/** Options of an adaptive rate limiter. */
export interface AdaptiveRateLimiterOptions extends AimdOptions, QueueOptions {
  /** Latency from which a success is a sign of overload, in milliseconds: above 0. @default {Infinity} never */
  readonly slowMs?: number;
}

/**
 * A rate limiter that is told how calls fared.
 *
 * @example Half the rate after a refusal
 * ```ts
 * import assert from "node:assert/strict";
 * import { AdaptiveRateLimiter } from "puffinflow/coordination";
 *
 * const limiter = new AdaptiveRateLimiter({ initialLimit: 100, maxLimit: 500, periodMs: 1_000 });
 * await limiter.take();
 * limiter.record({ kind: "overload", retryAfterMs: 2_000 });
 * assert.equal(limiter.limit, 50);
 * assert.equal(limiter.tryTake(), false);
 * ```
 */
export class AdaptiveRateLimiter extends RateLimiter {
  readonly #rate: AimdRate;
  readonly #clock: Clock;
  readonly #slowMs: number;

  /**
   * Makes a limiter.
   *
   * @param options Where the rate begins, its bounds and how it changes; name, clock and limit.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: AdaptiveRateLimiterOptions) {
    const { slowMs = Infinity, clock = systemClock } = options;
    const rate = new AimdRate(options);
    super(rate, options);
    if (!(slowMs > 0)) {
      throw new RangeError(
        `Cannot make an adaptive rate limiter as 'slowMs' must be above 0: current value is ${slowMs}`,
      );
    }
    this.#rate = rate;
    this.#clock = clock;
    this.#slowMs = slowMs;
  }

  /** Units that come through in each period now, with fractions. */
  get limit(): number {
    return this.#rate.limit;
  }

  /**
   * Tells how a call fared. What to tell of failures that say nothing of overload is nothing.
   *
   * @param outcome How it fared.
   */
  record(outcome: CallOutcome): void {
    const nowMs = this.#clock.now();
    if (outcome.kind === "overload") this.#rate.onOverload(nowMs, outcome.retryAfterMs ?? 0);
    else if (outcome.latencyMs >= this.#slowMs) this.#rate.onOverload(nowMs, 0);
    else this.#rate.onSuccess(nowMs);
    this.repace();
  }
}
