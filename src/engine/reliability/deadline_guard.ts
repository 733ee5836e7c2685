/**
 * Enforces deadlines: the one that a call is handed, and one of its own. Unlike a timeout's, its limit is passed
 * down, so that every policy and service below knows what is left.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { Call } from "./call.ts";
import { Deadline } from "./deadline.ts";
import { executeWithin } from "./limited_call.ts";
import { duration } from "./number_check.ts";
import type { ExecuteOptions, Policy, Work } from "./policy.ts";

/** Options of a {@linkcode DeadlineGuard}. */
export interface DeadlineGuardOptions {
  /**
   * Longest that a call may take, in milliseconds, above 0: a deadline that is handed in and is earlier counts
   * instead. @default {undefined} only deadlines that are handed in count
   */
  readonly maxMs?: number;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
}

/**
 * A guard of deadlines. A call whose deadline has passed is not begun; one that is under way then rejects with a
 * {@linkcode DeadlineExceededError}, and its signal is aborted.
 *
 * @example One deadline for a whole tree of calls
 * ```ts
 * import assert from "node:assert/strict";
 * import { DeadlineGuard, SimulatedClock } from "puffinflow/reliability";
 *
 * const clock = new SimulatedClock();
 * const request = new DeadlineGuard({ maxMs: 2_000, clock });
 * const leftMs = await request.execute(async (outer) => {
 *   await clock.advance(500);
 *   return await request.execute(({ deadline }) => deadline!.remainingMs, outer);
 * });
 * assert.equal(leftMs, 1_500);
 * ```
 */
export class DeadlineGuard implements Policy {
  readonly #maxMs: number | undefined;
  readonly #clock: Clock;

  /**
   * Makes a guard.
   *
   * @param options Its own limit.
   * @throws {RangeError} If `maxMs` is not above 0 and finite.
   */
  constructor(options: DeadlineGuardOptions = {}) {
    const { maxMs, clock = systemClock } = options;
    this.#maxMs = maxMs === undefined ? undefined : duration(maxMs, { action: "guard deadlines", option: "maxMs" });
    this.#clock = clock;
  }

  /**
   * Calls a function until the earlier of the two deadlines.
   *
   * @param fn What to call; its context holds the deadline.
   * @param options The call's signal and deadline.
   * @returns The function's answer.
   * @throws {DeadlineExceededError} If the deadline passes, or has passed.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T> {
    const call = Call.begin(options), deadline = this.#earliest(call.deadline);
    if (deadline === undefined) return await fn(call);
    deadline.check();
    return await executeWithin(fn, call, {
      clock: this.#clock,
      timeoutMs: deadline.remainingMs,
      deadline,
      onOver: () => deadline.toError(),
    });
  }

  #earliest(given: Deadline | undefined): Deadline | undefined {
    if (this.#maxMs === undefined) return given;
    if (given !== undefined && given.remainingMs <= this.#maxMs) return given;
    return Deadline.after(this.#maxMs, this.#clock);
  }
}
