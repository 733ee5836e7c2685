/**
 * Refuses calls that would come on top of an overload. It learns how many at once go well: one more for each round
 * of calls that did, a tenth less at a sign of overload. This is additive increase, multiplicative decrease (Chiu
 * and Jain, "Analysis of the increase and decrease algorithms for congestion avoidance in computer networks", 1989);
 * the factor of 0.9, and that only a limit in use may rise, are as in Netflix's concurrency-limits.
 *
 * Shedding by the time that calls wait in line (CoDel) is the other known way. It needs a line, and a line before a
 * limit that is just being learned only hides what it is to learn from; who wants one puts a bulkhead around it.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { PuffinError } from "../puffin_error.ts";
import { Call } from "./call.ts";
import { DeadlineExceededError } from "./deadline.ts";
import { type Listener, type ListenerOptions, Listeners } from "./listeners.ts";
import { duration, wholeNumber } from "./number_check.ts";
import type { ExecuteOptions, Policy, Work } from "./policy.ts";
import { CallTimeoutError } from "./timeout.ts";

/** A {@linkcode LoadShedder} refused a call. */
export class OverloadedError extends PuffinError {
  /** Name of the class. */
  override readonly name = "OverloadedError";
  /** Kind of error, for programs. */
  override readonly code = "overloaded";

  /** Makes the error of a call that was not made. */
  constructor(
    /** Name of the policy. */
    readonly policy: string,
    /** Most calls at once then. */
    readonly limit: number,
  ) {
    super(
      `Cannot call through "${policy}" as no more than ${limit} calls may be under way for now: all are ` +
        `(call less often; the limit rises again as calls go well)`,
    );
  }
}

/** Options of a {@linkcode LoadShedder}. */
export interface LoadShedderOptions extends ListenerOptions {
  /** Time from which a call is a sign of overload, in milliseconds, above 0. */
  readonly slowMs: number;
  /** Calls at once to begin with: a whole number, from `minLimit` to `maxLimit`. @default {20}, within the bounds */
  readonly initialLimit?: number;
  /** Fewest calls at once, however bad it gets: a whole number of 1 or more. @default {1} */
  readonly minLimit?: number;
  /** Most calls at once, however well it goes: a whole number, `minLimit` or more. @default {200} */
  readonly maxLimit?: number;
  /** What the limit is multiplied by at a sign of overload: above 0 and below 1. @default {0.9} */
  readonly decreaseFactor?: number;
  /**
   * Says whether an error is a sign of overload. Must not throw. @default limits of time are: a
   * {@linkcode CallTimeoutError} and a {@linkcode DeadlineExceededError}
   *
   * @param error What the function threw.
   */
  readonly isOverload?: (error: unknown) => boolean;
  /** Name for messages and events. @default {"load shedder"} */
  readonly name?: string;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
}

/** What a {@linkcode LoadShedder} tells. */
export interface LoadShedderEvent {
  /** It refused a call, or lowered its limit. */
  readonly kind: "shed" | "limit-lowered";
  /** Name of the policy. */
  readonly policy: string;
  /** Most calls at once, from now on. */
  readonly limit: number;
}

/**
 * A limit on calls at once that finds itself.
 *
 * @example Half of what is asked for
 * ```ts
 * import assert from "node:assert/strict";
 * import { LoadShedder, OverloadedError } from "puffinflow/reliability";
 *
 * const shedder = new LoadShedder({ slowMs: 500, initialLimit: 2 });
 * const calls = [1, 2, 3, 4].map((n) => shedder.execute(() => Promise.resolve(n)));
 * const ends = await Promise.allSettled(calls);
 * assert.deepEqual(ends.map(({ status }) => status), ["fulfilled", "fulfilled", "rejected", "rejected"]);
 * await assert.rejects(calls[3]!, OverloadedError);
 * ```
 */
export class LoadShedder implements Policy {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #slowMs: number;
  readonly #minLimit: number;
  readonly #maxLimit: number;
  readonly #decreaseFactor: number;
  readonly #isOverload: (error: unknown) => boolean;
  readonly #listeners: Listeners<LoadShedderEvent>;
  #limit: number;
  #running = 0;
  /** Calls let through so far: the number of the latest. */
  #lastCall = 0;
  /** Number of the latest call when the limit was lowered: those before it tell of the same overload. */
  #loweredAtCall = 0;

  /**
   * Makes a policy.
   *
   * @param options What a sign of overload is, and the bounds of the limit.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: LoadShedderOptions) {
    const { slowMs, minLimit = 1, maxLimit = 200, decreaseFactor = 0.9, isOverload = isTimeLimit } = options;
    const { name = "load shedder", clock = systemClock } = options, action = `make "${name}"`;
    this.#slowMs = duration(slowMs, { action, option: "slowMs" });
    this.#minLimit = wholeNumber(minLimit, { action, option: "minLimit" });
    this.#maxLimit = wholeNumber(maxLimit, { action, option: "maxLimit", min: minLimit });
    const { initialLimit = Math.min(Math.max(20, minLimit), maxLimit) } = options;
    this.#limit = wholeNumber(initialLimit, { action, option: "initialLimit", min: minLimit, max: maxLimit });
    if (!(decreaseFactor > 0 && decreaseFactor < 1)) {
      throw new RangeError(
        `Cannot ${action} as 'decreaseFactor' must be above 0 and below 1: current value is ${decreaseFactor}`,
      );
    }
    this.#decreaseFactor = decreaseFactor;
    this.#isOverload = isOverload;
    this.#name = name;
    this.#clock = clock;
    this.#listeners = new Listeners(options);
  }

  /** Most calls at once now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Calls under way. */
  get running(): number {
    return this.#running;
  }

  /**
   * Calls a function, unless too much is under way.
   *
   * @param fn What to call.
   * @param options The call's signal and deadline.
   * @returns The function's answer.
   * @throws {OverloadedError} If as many calls as go well are under way.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T> {
    const call = Call.begin(options);
    if (this.#running >= this.limit) throw this.#shed();
    this.#running++;
    const number = ++this.#lastCall, startedMs = this.#clock.now();
    try {
      const value = await fn(call);
      if (this.#clock.now() - startedMs >= this.#slowMs) this.#lower(number);
      else this.#raise();
      return value;
    } catch (error) {
      if (!call.isAborted && this.#isOverload(error)) this.#lower(number);
      throw error;
    } finally {
      this.#running--;
    }
  }

  /**
   * Listens.
   *
   * @param listener Is called when a call was refused, and when the limit was lowered.
   * @returns What takes it away.
   */
  on(listener: Listener<LoadShedderEvent>): Disposable {
    return this.#listeners.add(listener);
  }

  /** A limit that is not half used says nothing of whether more would go well. */
  #raise(): void {
    if (this.#running * 2 >= this.#limit) this.#limit = Math.min(this.#maxLimit, this.#limit + 1 / this.#limit);
  }

  #lower(number: number): void {
    if (number <= this.#loweredAtCall) return;
    this.#loweredAtCall = this.#lastCall;
    this.#limit = Math.max(this.#minLimit, this.#limit * this.#decreaseFactor);
    this.#tell("limit-lowered");
  }

  #shed(): OverloadedError {
    this.#tell("shed");
    return new OverloadedError(this.#name, this.limit);
  }

  #tell(kind: LoadShedderEvent["kind"]): void {
    if (this.#listeners.isHeard) this.#listeners.tell({ kind, policy: this.#name, limit: this.limit });
  }
}

function isTimeLimit(error: unknown): boolean {
  return error instanceof CallTimeoutError || error instanceof DeadlineExceededError;
}
