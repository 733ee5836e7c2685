/**
 * A mutex whose holder may enter again, for code that takes a lock and calls other code that takes it
 * too. Owners are named outright, since what runs now cannot be told from outside in a single thread.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Acquirable } from "./acquirable.ts";
import { UnitBooks } from "./books.ts";
import { track } from "./deadlock_detector.ts";
import type { Owner } from "./owner.ts";
import { Permit } from "./permit.ts";
import type { LockOptions } from "./semaphore.ts";
import { checkWaitOptions, NO_OPTIONS, type WaitInLineOptions } from "./wait_options.ts";
import type { TrackedResource } from "./wait_graph.ts";
import { WaitQueue } from "./wait_queue.ts";

/**
 * A lock for one owner at a time, who may hold it any number of times over. It is free again when every
 * permit is released, in whatever order.
 *
 * @example An operation made of operations that lock for themselves
 * ```ts
 * import assert from "node:assert/strict";
 * import { type Owner, ReentrantLock } from "puffinflow/coordination";
 *
 * const lock = new ReentrantLock({ name: "ledger" });
 * const entries: string[] = [];
 * const write = (me: Owner, entry: string) => lock.run(me, () => entries.push(entry));
 * const transfer = (me: Owner) =>
 *   lock.run(me, async () => {
 *     await write(me, "take 5");
 *     await write(me, "give 5");
 *   });
 * await Promise.all([transfer({ name: "first" }), write({ name: "second" }, "look")]);
 * assert.deepEqual(entries, ["take 5", "give 5", "look"]);
 * ```
 */
export class ReentrantLock implements Disposable {
  /** The lock, to be listed in what a state holds: with its context's `owner` the state's function enters again. */
  readonly entry: Acquirable = {
    tryAcquire: ({ owner }) => this.tryAcquire(owner),
    acquire: ({ owner, signal }) => this.acquire(owner, { signal }),
  };
  readonly #queue: WaitQueue<Permit>;
  readonly #tracked: TrackedResource | null;
  readonly #giveBack: () => void;
  #owner: Owner | null = null;
  #depth = 0;
  #lastToken = 0;

  /**
   * Makes a lock that is free.
   *
   * @param options Name, clock, limit and detector.
   * @throws {RangeError} If `maxWaiting` is not a whole number of 1 or more.
   */
  constructor(options: LockOptions = {}) {
    const { name = "re-entrant lock", detector } = options;
    this.#tracked = detector === undefined ? null : track(detector, name, new UnitBooks(1));
    this.#queue = new WaitQueue("re-entrant lock", options, { onGiveUp: () => {}, watcher: this.#tracked });
    this.#giveBack = () => this.#leave();
  }

  /** Who holds the lock, or `null` when it is free. */
  get owner(): Owner | null {
    return this.#owner;
  }

  /** How many permits the owner holds. */
  get depth(): number {
    return this.#depth;
  }

  /** Claims that wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Waits for the lock; whoever holds it enters at once.
   *
   * @param owner Who asks.
   * @param options How the wait may end early.
   * @returns A permit of its own for each call; those of one stay inside share the token.
   * @throws {RangeError} If an option is out of its bounds, or the owner waits for something else already.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` claims wait already.
   * @throws {DeadlockError} If the detector chose this claim to break a deadlock.
   * @throws {DisposedError} If the lock is disposed of, unless the owner holds it.
   */
  acquire(owner: Owner, options: WaitInLineOptions = NO_OPTIONS): Promise<Permit> {
    if (!this.#mayEnter(owner)) {
      this.#tracked?.checkMayWait(owner);
      return this.#queue.wait({ units: 1, owner }, options);
    }
    checkWaitOptions(options, this.#queue.name);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    return Promise.resolve(this.#enter(owner));
  }

  /**
   * Takes the lock if it is free or the owner's already.
   *
   * @param owner Who asks.
   * @returns A permit, or `null` if somebody else holds the lock.
   * @throws {DisposedError} If the lock is disposed of, unless the owner holds it.
   */
  tryAcquire(owner: Owner): Permit | null {
    if (this.#mayEnter(owner)) return this.#enter(owner);
    this.#queue.checkOpen();
    return null;
  }

  /**
   * Calls a function while holding the lock, and releases it however the function ends.
   *
   * @param owner Who asks.
   * @param fn What to call.
   * @param options How the wait for the lock may end early.
   * @returns What the function returns.
   * @throws What {@linkcode acquire} throws, and what the function throws.
   */
  async run<T>(owner: Owner, fn: (permit: Permit) => T | Promise<T>, options?: WaitInLineOptions): Promise<T> {
    const permit = await this.acquire(owner, options);
    try {
      return await fn(permit);
    } finally {
      permit.release();
    }
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. The holder keeps the lock. */
  [Symbol.dispose](): void {
    this.#queue.close();
  }

  #mayEnter(owner: Owner): boolean {
    return this.#owner === owner || (this.#owner === null && this.#queue.isIdle);
  }

  #enter(owner: Owner): Permit {
    if (this.#owner === null) {
      this.#owner = owner;
      this.#lastToken++;
      this.#tracked?.hold(owner, 1);
    }
    this.#depth++;
    return new Permit(this.#giveBack, this.#lastToken, { units: 1, owner });
  }

  #leave(): void {
    invariant(this.#owner !== null, "Only a lock that is held is released");
    if (--this.#depth > 0) return;
    this.#tracked?.letGo(this.#owner, 1);
    this.#owner = null;
    const next = this.#queue.first;
    if (next === null) return;
    invariant(next.claim.owner !== undefined, "Whoever waits for a re-entrant lock is an owner");
    this.#queue.admit(next, this.#enter(next.claim.owner));
  }
}
