/**
 * A ceiling per owner: each may use so much in a window of time, and starts anew with the next one. How
 * fast something may happen, whoever does it, is the rate limiters' to say.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { checkWaitOptions, type WaitOptions } from "./wait_options.ts";
import { type QueueOptions, type QueueWatcher, WaitQueue } from "./wait_queue.ts";
import { DisposedError, LimitReachedError } from "./waiting_error.ts";
import { type NumberUse, wholeNumber } from "./whole_number.ts";

/** Options of a quota. */
export interface QuotaOptions extends QueueOptions {
  /** Units that each owner may use in a window: a whole number of 1 or more. */
  readonly limit: number;
  /** Length of a window in milliseconds, a whole number of 1 or more; windows begin at multiples of it on the clock. */
  readonly windowMs: number;
  /** Most waits in line at once for each owner, 1 or more. @default {10_000} */
  readonly maxWaiting?: number;
  /** Most owners that use the quota in one window, 1 or more; one more has to come back in the next. @default {10_000} */
  readonly maxOwners?: number;
}

/** Options of one use of a quota. */
export interface QuotaTakeOptions extends WaitOptions {
  /** How many units, from 1 to the limit. @default {1} */
  readonly units?: number | undefined;
}

/** What one owner has used in the window, and who waits for more. */
class Account {
  used = 0;
  readonly queue: WaitQueue<void>;
  readonly #limit: number;

  constructor(options: QuotaOptions, watcher: QueueWatcher) {
    this.#limit = options.limit;
    this.queue = new WaitQueue("quota", options, { onGiveUp: () => this.admit(), watcher });
  }

  /** Takes units unless there are too few left or somebody waits for them. */
  take(units: number): boolean {
    if (this.used + units > this.#limit || !this.queue.isIdle) return false;
    this.used += units;
    return true;
  }

  /** Serves whom it can. */
  admit(): void {
    const queue = this.queue;
    for (let next = queue.first; next !== null; next = queue.first) {
      if (this.used + next.claim.units > this.#limit) return;
      this.used += next.claim.units;
      queue.admit(next, undefined);
    }
  }
}

class WindowEnd extends Alarm {
  constructor(override readonly ring: () => void) {
    super();
  }
}

const TAKEN: Promise<void> = Promise.resolve();

/**
 * Quotas by owner, such as tokens of a model per user and day. An owner's waits are served in order;
 * owners do not wait for each other.
 *
 * @example What was not needed goes back
 * ```ts
 * import assert from "node:assert/strict";
 * import { Quota } from "puffinflow/coordination";
 *
 * const tokens = new Quota({ name: "tokens", limit: 1_000, windowMs: 86_400_000 });
 * assert.equal(tokens.tryTake("ada", 800), true);
 * assert.equal(tokens.tryTake("ada", 300), false);
 * assert.equal(tokens.tryTake("grace", 300), true);
 * tokens.giveBack("ada", 500);
 * assert.equal(tokens.remaining("ada"), 700);
 * ```
 */
export class Quota implements Disposable {
  readonly #options: QuotaOptions;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #maxOwners: number;
  readonly #unitsUse: NumberUse;
  readonly #accounts = new Map<string, Account>();
  readonly #windowEnd = new WindowEnd(() => this.#onWindowEnd());
  readonly #watcher: QueueWatcher = { joined: () => this.#onJoined(), left: () => this.#onLeft() };
  /** Number of the window that the accounts are of. */
  #window = -Infinity;
  #waiting = 0;
  #isClosed = false;

  /**
   * Makes a quota of which nobody has used anything.
   *
   * @param options Ceiling and window; name, clock and limits.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: QuotaOptions) {
    const { name = "quota", clock = systemClock, limit, windowMs, maxWaiting = 10_000, maxOwners = 10_000 } = options;
    const action = `make "${name}"`;
    wholeNumber(limit, { action, option: "limit" });
    wholeNumber(windowMs, { action, option: "windowMs" });
    wholeNumber(maxWaiting, { action, option: "maxWaiting" });
    this.#maxOwners = wholeNumber(maxOwners, { action, option: "maxOwners" });
    this.#unitsUse = { action: `take from "${name}"`, option: "units", max: limit };
    this.#options = options;
    this.#name = name;
    this.#clock = clock;
  }

  /** Claims that wait, of all owners. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Tells what an owner may still use in this window.
   *
   * @param owner Whose.
   * @returns Units.
   */
  remaining(owner: string): number {
    this.#turn(this.#clock.now());
    return this.#options.limit - (this.#accounts.get(owner)?.used ?? 0);
  }

  /**
   * Uses units if they are left and nobody waits for them.
   *
   * @param owner Who uses them.
   * @param units How many, from 1 to the limit.
   * @returns Whether they were used. `false` also for a new owner while there are `maxOwners` of them.
   * @throws {RangeError} If `units` is out of its bounds.
   * @throws {DisposedError} If the quota is disposed of.
   */
  tryTake(owner: string, units = 1): boolean {
    wholeNumber(units, this.#unitsUse);
    if (this.#isClosed) throw new DisposedError(this.#name);
    return this.#accountOf(owner)?.take(units) ?? false;
  }

  /**
   * Uses units, and waits for the next window where too few are left.
   *
   * @param owner Who uses them.
   * @param options How many, and how the wait may end early.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` of the owner's claims wait already, or `maxOwners` used the window.
   * @throws {DisposedError} If the quota is disposed of.
   */
  take(owner: string, options: QuotaTakeOptions = {}): Promise<void> {
    const { units = 1, signal } = options;
    wholeNumber(units, this.#unitsUse);
    checkWaitOptions(options, this.#name);
    if (this.#isClosed) return Promise.reject(new DisposedError(this.#name));
    if (signal?.aborted) return Promise.reject(signal.reason);
    const account = this.#accountOf(owner);
    if (account === null) return Promise.reject(new LimitReachedError(this.#name, "maxOwners", this.#maxOwners));
    return account.take(units) ? TAKEN : account.queue.wait({ units, owner: undefined }, options);
  }

  /**
   * Gives back units that were taken in this window and not needed after all.
   *
   * @param owner Who took them.
   * @param units How many: a whole number of 1 or more. More than were taken in this window is as good as all.
   * @throws {RangeError} If `units` is no such number.
   */
  giveBack(owner: string, units: number): void {
    wholeNumber(units, { action: `give back to "${this.#name}"`, option: "units" });
    this.#turn(this.#clock.now());
    const account = this.#accounts.get(owner);
    if (account === undefined) return;
    account.used = Math.max(0, account.used - units);
    account.admit();
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const account of this.#accounts.values()) account.queue.close();
  }

  #accountOf(owner: string): Account | null {
    this.#turn(this.#clock.now());
    let account = this.#accounts.get(owner);
    if (account === undefined) {
      if (this.#accounts.size >= this.#maxOwners) return null;
      this.#accounts.set(owner, account = new Account(this.#options, this.#watcher));
    }
    return account;
  }

  /** Begins the window of a time, if it has not begun: what was used before is forgotten. */
  #turn(nowMs: number): void {
    const window = Math.floor(nowMs / this.#options.windowMs);
    if (window <= this.#window) return;
    this.#window = window;
    for (const [owner, account] of this.#accounts) {
      account.used = 0;
      account.admit();
      if (account.used === 0) this.#accounts.delete(owner);
    }
    this.#clock.clear(this.#windowEnd);
    if (this.#waiting > 0) this.#setAlarm();
  }

  get #windowEndMs(): number {
    return (this.#window + 1) * this.#options.windowMs;
  }

  #onWindowEnd(): void {
    // The delay was rounded: what counts is the time that was meant.
    this.#turn(Math.max(this.#clock.now(), this.#windowEndMs));
  }

  #setAlarm(): void {
    this.#clock.set(this.#windowEnd, Math.max(0, this.#windowEndMs - this.#clock.now()));
  }

  #onJoined(): void {
    if (this.#waiting++ === 0) this.#setAlarm();
  }

  #onLeft(): void {
    if (--this.#waiting === 0) this.#clock.clear(this.#windowEnd);
  }
}
