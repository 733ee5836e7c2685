/**
 * Mutual exclusion: one holder at a time, in the order in which they came. A task that may come back
 * for the lock it already holds needs the re-entrant one; a hold that must end by itself, a lease.
 * @module
 */
import type { Permit } from "./permit.ts";
import { type LockOptions, Semaphore } from "./semaphore.ts";
import type { AcquireOptions } from "./wait_options.ts";

/**
 * A lock for one holder. What the holder gets has a number that only grows, so that storage can refuse
 * a write of an earlier holder.
 *
 * @example Read, change and write without anybody in between
 * ```ts
 * import assert from "node:assert/strict";
 * import { Mutex } from "puffinflow/coordination";
 *
 * const lock = new Mutex({ name: "balance" });
 * let balance = 0;
 * async function deposit(amount: number): Promise<void> {
 *   using _permit = await lock.acquire();
 *   const before = balance;
 *   await Promise.resolve();
 *   balance = before + amount;
 * }
 * await Promise.all([deposit(1), deposit(2), deposit(3)]);
 * assert.equal(balance, 6);
 * ```
 */
export class Mutex implements Disposable {
  readonly #semaphore: Semaphore;

  /**
   * Makes a lock that is free.
   *
   * @param options Name, clock, limit and detector.
   * @throws {RangeError} If `maxWaiting` is not a whole number of 1 or more.
   */
  constructor(options: LockOptions = {}) {
    this.#semaphore = new Semaphore(1, { name: "mutex", ...options });
  }

  /** Whether somebody holds the lock. */
  get isLocked(): boolean {
    return this.#semaphore.available === 0;
  }

  /** Claims that wait. */
  get waiting(): number {
    return this.#semaphore.waiting;
  }

  /**
   * Waits for the lock.
   *
   * @param options In whose name, and how the wait may end early.
   * @returns The right to be inside, until it is released.
   * @throws {RangeError} If an option is out of its bounds, or the owner waits for something else already.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` claims wait already.
   * @throws {DeadlockError} If the detector chose this claim to break a deadlock.
   * @throws {DisposedError} If the lock is disposed of.
   */
  acquire(options?: AcquireOptions): Promise<Permit> {
    return this.#semaphore.acquire(options);
  }

  /**
   * Takes the lock if it is free.
   *
   * @param options In whose name.
   * @returns The right to be inside, or `null` if somebody is.
   * @throws {DisposedError} If the lock is disposed of.
   */
  tryAcquire(options?: Pick<AcquireOptions, "owner">): Permit | null {
    return this.#semaphore.tryAcquire(options);
  }

  /**
   * Calls a function while holding the lock, and releases it however the function ends.
   *
   * @param fn What to call.
   * @param options How the wait for the lock may end early.
   * @returns What the function returns.
   * @throws What {@linkcode acquire} throws, and what the function throws.
   */
  run<T>(fn: (permit: Permit) => T | Promise<T>, options?: AcquireOptions): Promise<T> {
    return this.#semaphore.run(fn, options);
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. The holder keeps the lock. */
  [Symbol.dispose](): void {
    this.#semaphore[Symbol.dispose]();
  }
}
