/**
 * Calls a function again when it fails: the rules of a state's retry, `retry.ts`, as a policy around any function.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { systemRandom } from "../../random/system_random.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { nextDelayMs } from "./backoff.ts";
import { Call } from "./call.ts";
import { type Listener, type ListenerOptions, Listeners } from "./listeners.ts";
import { pause } from "./pause.ts";
import type { ExecuteOptions, Policy, Work } from "./policy.ts";
import type { RetryBudget } from "./retry_budget.ts";
import { type RetryOptions, type RetryPolicy, retryPolicy } from "./retry.ts";

/** Options of a {@linkcode Retry}. */
export interface RetryingOptions extends Omit<RetryOptions, "totalTimeoutMs">, ListenerOptions {
  /** Gives each further attempt, or does not. @default {undefined} no limit but `maxAttempts` */
  readonly budget?: RetryBudget;
  /** Name for events. @default {"retry"} */
  readonly name?: string;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
  /** Source of the jitter. @default {systemRandom} */
  readonly random?: Random;
}

/** Why no further attempt is made. */
export type GivingUpReason = "no-attempts-left" | "not-worth-retrying" | "no-budget" | "deadline-too-near";

/** What a {@linkcode Retry} tells. */
export type RetryEvent =
  /** An attempt failed, and another will follow. */
  | {
    readonly kind: "retrying";
    /** Name of the policy. */
    readonly policy: string;
    /** Number of the attempt that failed, from 1. */
    readonly attempt: number;
    /** What it threw. */
    readonly error: unknown;
    /** Wait before the next one, in milliseconds. */
    readonly delayMs: number;
  }
  /** An attempt failed, and was the last. */
  | {
    readonly kind: "gave-up";
    /** Name of the policy. */
    readonly policy: string;
    /** Number of the attempt that failed, from 1. */
    readonly attempt: number;
    /** What it threw. */
    readonly error: unknown;
    /** Why it was the last. */
    readonly reason: GivingUpReason;
  };

/** What is known when an attempt has failed. */
interface Failure {
  readonly call: Call;
  readonly attempt: number;
  readonly error: unknown;
  readonly previousDelayMs: number;
}

/**
 * Further attempts. It gives up with the last attempt's error: after `maxAttempts`, on an error that is not worth
 * it, without budget, and where the wait would outlast the call's deadline. Once the call's signal is aborted,
 * there are no more.
 *
 * @example The third time is lucky
 * ```ts
 * import assert from "node:assert/strict";
 * import { Retry } from "puffinflow/reliability";
 *
 * const retry = new Retry({ maxAttempts: 3 });
 * const answer = await retry.execute(({ attempt }) => {
 *   if (attempt < 3) throw new Error("not yet");
 *   return `attempt ${attempt}`;
 * });
 * assert.equal(answer, "attempt 3");
 * ```
 */
export class Retry implements Policy {
  readonly #policy: RetryPolicy;
  readonly #budget: RetryBudget | undefined;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #listeners: Listeners<RetryEvent>;

  /**
   * Makes a policy.
   *
   * @param options How often, when and how soon to try again.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: RetryingOptions) {
    const { budget, name = "retry", clock = systemClock, random = systemRandom } = options;
    this.#policy = retryPolicy(options);
    this.#budget = budget;
    this.#name = name;
    this.#clock = clock;
    this.#random = random;
    this.#listeners = new Listeners(options);
  }

  /**
   * Calls a function until it answers, or there is no further attempt.
   *
   * @param fn What to call; its context holds the number of the attempt.
   * @param options The call's signal and deadline.
   * @returns The function's answer.
   * @throws What the last attempt threw.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T> {
    const call = Call.begin(options), { upstream: signal, deadline } = call;
    this.#budget?.deposit();
    let previousDelayMs = 0;
    for (let attempt = 1;; attempt++) {
      try {
        return await fn(new Call({ signal, deadline, attempt }));
      } catch (error) {
        if (call.isAborted) throw error;
        const delayMs = this.#delayAfter({ call, attempt, error, previousDelayMs });
        if (delayMs === undefined) throw error;
        if (delayMs > 0) await pause(this.#clock, delayMs, call);
        previousDelayMs = delayMs;
      }
    }
  }

  /**
   * Listens.
   *
   * @param listener Is called for each attempt that failed.
   * @returns What takes it away.
   */
  on(listener: Listener<RetryEvent>): Disposable {
    return this.#listeners.add(listener);
  }

  /** The wait before the next attempt, or `undefined` if there is none. */
  #delayAfter({ call, attempt, error, previousDelayMs }: Failure): number | undefined {
    const { maxAttempts, retryOn, delayHint, backoff } = this.#policy;
    const giveUp = (reason: GivingUpReason) =>
      this.#tell({ kind: "gave-up", policy: this.#name, attempt, error, reason });
    if (attempt >= maxAttempts) return giveUp("no-attempts-left");
    if (!retryOn(error)) return giveUp("not-worth-retrying");
    const position = { attemptsMade: attempt, previousDelayMs };
    const delayMs = delayHint(error) ?? nextDelayMs(backoff, position, this.#random);
    if (call.deadline !== undefined && call.deadline.remainingMs <= delayMs) return giveUp("deadline-too-near");
    // Last, as a token that is taken is gone.
    if (this.#budget !== undefined && !this.#budget.tryWithdraw()) return giveUp("no-budget");
    this.#tell({ kind: "retrying", policy: this.#name, attempt, error, delayMs });
    return delayMs;
  }

  #tell(event: RetryEvent): undefined {
    if (this.#listeners.isHeard) this.#listeners.tell(event);
  }
}
