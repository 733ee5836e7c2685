/**
 * A lock for many readers or one writer. It is a semaphore of which a reader takes one permit and a
 * writer takes all; since nobody overtakes there, neither readers nor writers can be kept out for ever.
 * @module
 */
import type { Acquirable } from "./acquirable.ts";
import type { Permit } from "./permit.ts";
import { type LockOptions, Semaphore } from "./semaphore.ts";
import type { AcquireOptions } from "./wait_options.ts";

/** More permits than there can be readers: only a writer leaves none. */
const ALL = 2 ** 40;

/**
 * A fair read–write lock: readers that come while a writer waits are let in after it. A reader cannot
 * become a writer: it releases, waits as a writer, and looks again.
 *
 * @example Readers together, writers alone
 * ```ts
 * import assert from "node:assert/strict";
 * import { ReadWriteLock } from "puffinflow/coordination";
 *
 * const lock = new ReadWriteLock({ name: "cache" });
 * const first = lock.tryAcquireRead();
 * const second = lock.tryAcquireRead();
 * assert.equal(lock.readers, 2);
 * assert.equal(lock.tryAcquireWrite(), null);
 *
 * const writing = lock.write(() => "written");
 * first?.release();
 * second?.release();
 * assert.equal(await writing, "written");
 * ```
 */
export class ReadWriteLock implements Disposable {
  /** The right to read, to be listed in what a state holds. */
  readonly reading: Acquirable = {
    tryAcquire: (claim) => this.tryAcquireRead(claim),
    acquire: (claim) => this.acquireRead(claim),
  };
  /** The right to write, to be listed in what a state holds. */
  readonly writing: Acquirable = {
    tryAcquire: (claim) => this.tryAcquireWrite(claim),
    acquire: (claim) => this.acquireWrite(claim),
  };
  readonly #semaphore: Semaphore;

  /**
   * Makes a lock that is free.
   *
   * @param options Name, clock, limit and detector.
   * @throws {RangeError} If `maxWaiting` is not a whole number of 1 or more.
   */
  constructor(options: LockOptions = {}) {
    this.#semaphore = new Semaphore(ALL, { name: "read–write lock", ...options });
  }

  /** Readers inside. */
  get readers(): number {
    return this.isWriting ? 0 : ALL - this.#semaphore.available;
  }

  /** Whether a writer is inside. */
  get isWriting(): boolean {
    return this.#semaphore.available === 0;
  }

  /** Claims that wait, to read or to write. */
  get waiting(): number {
    return this.#semaphore.waiting;
  }

  /**
   * Waits until no writer is inside and none waits in front.
   *
   * @param options In whose name, and how the wait may end early.
   * @returns The right to read, until it is released.
   * @throws {RangeError} If an option is out of its bounds, or the owner waits for something else already.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` claims wait already.
   * @throws {DeadlockError} If the detector chose this claim to break a deadlock.
   * @throws {DisposedError} If the lock is disposed of.
   */
  acquireRead(options?: AcquireOptions): Promise<Permit> {
    return this.#semaphore.acquire(options);
  }

  /**
   * Waits until nobody is inside and nobody waits in front.
   *
   * @param options In whose name, and how the wait may end early.
   * @returns The right to write, until it is released.
   * @throws What {@linkcode acquireRead} throws.
   */
  acquireWrite(options?: AcquireOptions): Promise<Permit> {
    return this.#semaphore.acquire({ ...options, units: ALL });
  }

  /**
   * Takes the right to read if it can be had without waiting.
   *
   * @param options In whose name.
   * @returns The right, or `null`.
   * @throws {DisposedError} If the lock is disposed of.
   */
  tryAcquireRead(options?: Pick<AcquireOptions, "owner">): Permit | null {
    return this.#semaphore.tryAcquire(options);
  }

  /**
   * Takes the right to write if it can be had without waiting.
   *
   * @param options In whose name.
   * @returns The right, or `null`.
   * @throws {DisposedError} If the lock is disposed of.
   */
  tryAcquireWrite(options?: Pick<AcquireOptions, "owner">): Permit | null {
    return this.#semaphore.tryAcquire({ ...options, units: ALL });
  }

  /**
   * Calls a function as a reader, and leaves however the function ends.
   *
   * @param fn What to call.
   * @param options How the wait may end early.
   * @returns What the function returns.
   * @throws What {@linkcode acquireRead} throws, and what the function throws.
   */
  read<T>(fn: (permit: Permit) => T | Promise<T>, options?: AcquireOptions): Promise<T> {
    return this.#semaphore.run(fn, options);
  }

  /**
   * Calls a function as the only writer, and leaves however the function ends.
   *
   * @param fn What to call.
   * @param options How the wait may end early.
   * @returns What the function returns.
   * @throws What {@linkcode acquireWrite} throws, and what the function throws.
   */
  write<T>(fn: (permit: Permit) => T | Promise<T>, options?: AcquireOptions): Promise<T> {
    return this.#semaphore.run(fn, { ...options, units: ALL });
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. Whoever is inside stays. */
  [Symbol.dispose](): void {
    this.#semaphore[Symbol.dispose]();
  }
}
