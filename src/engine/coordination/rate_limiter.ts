/**
 * Waiting for a rate rule: takes what can be had at once, books what the caller will wait for by
 * itself, and lets the rest wait in line, with one alarm for the first of them. What the rate is, the
 * rules say: `gcra.ts`, `token_bucket.ts`, `leaky_bucket.ts`, `fixed_window.ts`, `sliding_log.ts`,
 * `sliding_counter.ts`, and `all_of.ts` for several.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { PuffinError } from "../puffin_error.ts";
import type { Acquirable, Acquired } from "./acquirable.ts";
import type { RateRule } from "./rate_rule.ts";
import { checkWaitOptions, NO_OPTIONS, type WaitOptions } from "./wait_options.ts";
import type { Waiter, Waiting } from "./waiter.ts";
import { type QueueOptions, WaitQueue } from "./wait_queue.ts";
import { type NumberUse, wholeNumber } from "./whole_number.ts";

/** Units cannot come through within the time that the caller has. */
export class RateLimitedError extends PuffinError {
  /** Name of the class. */
  override readonly name = "RateLimitedError";
  /** Kind of error, for programs. */
  override readonly code = "rate-limited";

  /** Makes the error of a claim that has no hope. */
  constructor(
    /** Name of the limiter. */
    readonly limiter: string,
    /** Shortest time after which another try can succeed, in milliseconds. */
    readonly retryAfterMs: number,
    /** The caller's limit in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `Cannot come through "${limiter}" as the turn must come within ${timeoutMs} ms: it takes ${retryAfterMs} ms at ` +
        `least (try again then, or raise 'timeoutMs')`,
    );
  }
}

/** Options of one use of a rate limiter. */
export interface TakeOptions extends WaitOptions {
  /** How many units, from 1 to the rule's `maxUnits`. @default {1} */
  readonly units?: number | undefined;
}

class Pacer extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

const THROUGH: Promise<void> = Promise.resolve();

/** A turn that has come is over: there is nothing to give back. */
const TURN: Acquired = { release: () => {} };

/**
 * A rate limiter. Nobody overtakes: while somebody waits, {@linkcode tryTake} takes nothing and a
 * reservation comes after those who wait.
 *
 * @example Twenty requests a second, as evenly as possible
 * ```ts
 * import assert from "node:assert/strict";
 * import { leakyBucket, RateLimiter, SimulatedClock } from "puffinflow/coordination";
 *
 * const clock = new SimulatedClock(); // Left out in a program.
 * const requests = new RateLimiter(leakyBucket({ limit: 20, periodMs: 1_000 }), { name: "requests", clock });
 * const sentAtMs = Promise.all([1, 2, 3].map(() => requests.run(() => clock.now())));
 * await clock.runAll();
 * assert.deepEqual(await sentAtMs, [0, 50, 100]);
 * ```
 */
export class RateLimiter implements Disposable {
  readonly #rule: RateRule;
  readonly #clock: Clock;
  readonly #queue: WaitQueue<void>;
  readonly #unitsUse: NumberUse;
  readonly #pacer = new Pacer(() => this.#onDue());
  /** When the first in line is due, while the pacer is set. */
  #dueMs = 0;
  /** Times of those in line who were booked already, as a reservation had to come after them. */
  readonly #bookedMs = new Map<Waiting, number>();

  /**
   * Makes a limiter.
   *
   * @param rule What comes through when; it belongs to the limiter from now on.
   * @param options Name, clock and limit.
   * @throws {RangeError} If `maxWaiting` is not a whole number of 1 or more.
   */
  constructor(rule: RateRule, options: QueueOptions = {}) {
    this.#rule = rule;
    this.#queue = new WaitQueue("rate limiter", options, { onGiveUp: (waiter) => this.#onGiveUp(waiter) });
    this.#clock = this.#queue.clock;
    this.#unitsUse = { action: `take from "${this.#queue.name}"`, option: "units", max: rule.maxUnits };
  }

  /** Claims that wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Takes units if they can come through at once and nobody waits.
   *
   * @param units How many, from 1 to the rule's `maxUnits`.
   * @returns Whether they were taken.
   * @throws {RangeError} If `units` is out of its bounds.
   * @throws {DisposedError} If the limiter is disposed of.
   */
  tryTake(units = 1): boolean {
    wholeNumber(units, this.#unitsUse);
    if (!this.#queue.isIdle) {
      this.#queue.checkOpen();
      return false;
    }
    const nowMs = this.#clock.now();
    if (this.#rule.earliestMs(nowMs, units) > nowMs) return false;
    this.#rule.take(nowMs, units);
    return true;
  }

  /**
   * Takes units now that come through later: for callers who wait by themselves. The units are gone even
   * if the caller changes its mind.
   *
   * @param units How many, from 1 to the rule's `maxUnits`.
   * @returns How long the caller has to wait before it goes on, in milliseconds; 0 for not at all.
   * @throws {RangeError} If `units` is out of its bounds.
   * @throws {DisposedError} If the limiter is disposed of.
   */
  reserve(units = 1): number {
    wholeNumber(units, this.#unitsUse);
    this.#queue.checkOpen();
    const nowMs = this.#clock.now();
    for (let waiter: Waiter<void> | null = this.#queue.first; waiter !== null; waiter = waiter.behind) {
      if (!this.#bookedMs.has(waiter)) this.#bookedMs.set(waiter, this.#book(nowMs, waiter.claim.units));
    }
    return this.#book(nowMs, units) - nowMs;
  }

  /**
   * Takes units, and waits in line until they come through.
   *
   * @param options How many, and how the wait may end early.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {RateLimitedError} At once, if the rule alone needs longer than `timeoutMs`.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` claims wait already.
   * @throws {DisposedError} If the limiter is disposed of.
   */
  take(options: TakeOptions = NO_OPTIONS): Promise<void> {
    const { units = 1, signal, timeoutMs = Infinity } = options;
    wholeNumber(units, this.#unitsUse);
    checkWaitOptions(options, this.#queue.name);
    if (this.#queue.isClosed || signal?.aborted) return this.#join(units, options);
    const nowMs = this.#clock.now(), earliestMs = this.#rule.earliestMs(nowMs, units);
    if (earliestMs - nowMs > timeoutMs) {
      return Promise.reject(new RateLimitedError(this.#queue.name, earliestMs - nowMs, timeoutMs));
    }
    if (earliestMs > nowMs || !this.#queue.isIdle) return this.#join(units, options);
    this.#rule.take(nowMs, units);
    return THROUGH;
  }

  /**
   * Calls a function once units have come through.
   *
   * @param fn What to call.
   * @param options How many units, and how the wait for them may end early.
   * @returns What the function returns.
   * @throws What {@linkcode take} throws, and what the function throws.
   */
  async run<T>(fn: () => T | Promise<T>, options?: TakeOptions): Promise<T> {
    await this.take(options);
    return await fn();
  }

  /**
   * Gives units as a thing to be had, to be listed in what a state holds. Nothing comes back when it ends: list it
   * last, as turns that have come are gone even if what is listed after them does not come.
   *
   * @param units How many, from 1 to the rule's `maxUnits`. @default {1}
   * @returns What a state waits for before it starts.
   * @throws {RangeError} If `units` is out of its bounds.
   */
  turn(units = 1): Acquirable {
    wholeNumber(units, this.#unitsUse);
    return {
      tryAcquire: () => this.tryTake(units) ? TURN : null,
      acquire: async ({ signal }) => {
        await this.take({ units, signal });
        return TURN;
      },
    };
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. */
  [Symbol.dispose](): void {
    this.#queue.close();
    this.#bookedMs.clear();
    this.#clock.clear(this.#pacer);
  }

  /** Looks again at when the first in line is due, as the rule has changed. For kinds of limiters only. */
  protected repace(): void {
    this.#clock.clear(this.#pacer);
    const first = this.#queue.first;
    if (first === null) return;
    const nowMs = this.#clock.now();
    this.#dueMs = this.#dueMsOf(first, nowMs);
    this.#clock.set(this.#pacer, Math.max(0, this.#dueMs - nowMs));
  }

  #join(units: number, options: TakeOptions): Promise<void> {
    const promise = this.#queue.wait({ units, owner: undefined }, options);
    if (this.#queue.size === 1) this.repace();
    return promise;
  }

  #book(nowMs: number, units: number): number {
    const atMs = this.#rule.earliestMs(nowMs, units);
    this.#rule.take(atMs, units);
    return atMs;
  }

  #dueMsOf(waiter: Waiter<void>, nowMs: number): number {
    return this.#bookedMs.get(waiter) ?? this.#rule.earliestMs(nowMs, waiter.claim.units);
  }

  #onDue(): void {
    // The delay was rounded: what counts is the time that was meant.
    const nowMs = Math.max(this.#clock.now(), this.#dueMs);
    for (let first = this.#queue.first; first !== null; first = this.#queue.first) {
      if (this.#dueMsOf(first, nowMs) > nowMs) break;
      if (!this.#bookedMs.delete(first)) this.#rule.take(nowMs, first.claim.units);
      this.#queue.admit(first, undefined);
    }
    this.repace();
  }

  #onGiveUp(waiter: Waiting): void {
    this.#bookedMs.delete(waiter);
    this.repace();
  }
}
