/**
 * Mutual exclusion for a limited time: a holder that hangs or forgets loses its right when the time is
 * over, and the next in line gets it. What the late holder still does cannot be undone, but the lease's
 * number lets storage refuse it, and its signal tells the holder to stop.
 * @module
 */
import { SINGLE } from "./claim.ts";
import { type Lease, type LeaseOffice, TimedLease } from "./lease.ts";
import { checkWaitOptions, NO_OPTIONS, type WaitInLineOptions } from "./wait_options.ts";
import { type QueueOptions, WaitQueue } from "./wait_queue.ts";

/** Options of a lease lock. */
export interface LeaseLockOptions extends QueueOptions {
  /** How long a lease lasts unless it is renewed, in milliseconds: above 0 and finite. */
  readonly ttlMs: number;
}

/**
 * A lock that is held for a limited time.
 *
 * @example A leader that must keep showing that it makes progress
 * ```ts
 * import assert from "node:assert/strict";
 * import { LeaseLock, SimulatedClock } from "puffinflow/coordination";
 *
 * const clock = new SimulatedClock();
 * const leadership = new LeaseLock({ name: "leader", ttlMs: 30_000, clock });
 * const lease = await leadership.acquire();
 * await clock.advance(20_000);
 * lease.renew();
 * await clock.advance(20_000);
 * assert.equal(lease.isHeld, true);
 *
 * await clock.advance(10_000); // It makes no progress any more.
 * assert.equal(lease.signal.aborted, true);
 * assert.equal(leadership.isLocked, false);
 * ```
 */
export class LeaseLock implements Disposable {
  readonly #queue: WaitQueue<Lease>;
  readonly #office: LeaseOffice;
  #isLocked = false;
  #lastToken = 0;

  /**
   * Makes a lock that is free.
   *
   * @param options How long a lease lasts; name, clock and limit.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(options: LeaseLockOptions) {
    const { ttlMs } = options;
    this.#queue = new WaitQueue("lease lock", options, { onGiveUp: () => {} });
    const { name, clock } = this.#queue;
    if (!(ttlMs > 0 && ttlMs < Infinity)) {
      throw new RangeError(
        `Cannot make "${name}" as 'ttlMs' must be above 0 and finite: current value is ${ttlMs}`,
      );
    }
    this.#office = { name, ttlMs, clock, onVacant: () => this.#admit() };
  }

  /** Whether somebody holds a lease. */
  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** Claims that wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Waits for the lock. The lease's time starts when it is given.
   *
   * @param options How the wait may end early.
   * @returns A lease of its own.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` claims wait already.
   * @throws {DisposedError} If the lock is disposed of.
   */
  acquire(options: WaitInLineOptions = NO_OPTIONS): Promise<Lease> {
    if (!this.#isFree) return this.#queue.wait(SINGLE, options);
    checkWaitOptions(options, this.#queue.name);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    return Promise.resolve(this.#grant());
  }

  /**
   * Takes the lock if it is free.
   *
   * @returns A lease, or `null` if somebody holds one.
   * @throws {DisposedError} If the lock is disposed of.
   */
  tryAcquire(): Lease | null {
    if (this.#isFree) return this.#grant();
    this.#queue.checkOpen();
    return null;
  }

  /**
   * Calls a function while holding a lease, and releases it however the function ends.
   *
   * @param fn What to call; it is not interrupted when the lease ends, but can listen to its signal.
   * @param options How the wait for the lock may end early.
   * @returns What the function returns, even if the lease ended before.
   * @throws What {@linkcode acquire} throws, and what the function throws.
   */
  async run<T>(fn: (lease: Lease) => T | Promise<T>, options?: WaitInLineOptions): Promise<T> {
    const lease = await this.acquire(options);
    try {
      return await fn(lease);
    } finally {
      lease.release();
    }
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. The holder keeps its lease. */
  [Symbol.dispose](): void {
    this.#queue.close();
  }

  get #isFree(): boolean {
    return !this.#isLocked && this.#queue.isIdle;
  }

  #grant(): Lease {
    this.#isLocked = true;
    return new TimedLease(this.#office, ++this.#lastToken);
  }

  #admit(): void {
    this.#isLocked = false;
    const next = this.#queue.first;
    if (next !== null) this.#queue.admit(next, this.#grant());
  }
}
