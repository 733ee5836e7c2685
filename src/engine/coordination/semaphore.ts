/**
 * A number of permits, given out in the order in which they were asked for. The mutex and the
 * read–write lock are semaphores under other names; limits on how often something may happen are the
 * rate limiters'.
 * @module
 */
import type { Acquirable } from "./acquirable.ts";
import { UnitBooks } from "./books.ts";
import { type Claim, SINGLE } from "./claim.ts";
import { type DeadlockDetector, track } from "./deadlock_detector.ts";
import { Permit } from "./permit.ts";
import { type AcquireOptions, checkWaitOptions, NO_OPTIONS } from "./wait_options.ts";
import type { TrackedResource } from "./wait_graph.ts";
import { type QueueOptions, WaitQueue } from "./wait_queue.ts";
import { type NumberUse, wholeNumber } from "./whole_number.ts";

/** Options of a lock or semaphore. */
export interface LockOptions extends QueueOptions {
  /**
   * Looks for deadlocks whenever a claim with an `owner` has to wait; locks that may wait for each other
   * share one detector. @default {undefined} none: a deadlock lasts until a timeout or a signal ends it
   */
  readonly detector?: DeadlockDetector;
}

/** Options of one claim of a semaphore. */
export interface SemaphoreAcquireOptions extends AcquireOptions {
  /** How many permits, from 1 to all there are, had together or not at all. @default {1} */
  readonly units?: number | undefined;
}

/**
 * A counting semaphore. Nobody overtakes: as long as somebody waits, newcomers wait behind, so a large
 * claim gets its turn however many small ones follow it.
 *
 * @example At most two downloads at a time
 * ```ts
 * import assert from "node:assert/strict";
 * import { Semaphore } from "puffinflow/coordination";
 *
 * const downloads = new Semaphore(2);
 * let most = 0;
 * const pages = ["a", "b", "c", "d"].map((page) =>
 *   downloads.run(async () => {
 *     most = Math.max(most, downloads.permits - downloads.available);
 *     await Promise.resolve();
 *     return page.toUpperCase();
 *   })
 * );
 * assert.deepEqual(await Promise.all(pages), ["A", "B", "C", "D"]);
 * assert.equal(most, 2);
 * ```
 */
export class Semaphore implements Disposable {
  /** How many permits there are. */
  readonly permits: number;
  readonly #queue: WaitQueue<Permit>;
  readonly #tracked: TrackedResource | null;
  readonly #unitsUse: NumberUse;
  /** One function for all permits: each calls it once. */
  readonly #giveBack: (permit: Permit) => void;
  #available: number;
  #lastToken = 0;

  /**
   * Makes a semaphore with all permits available.
   *
   * @param permits How many permits there are: a whole number of 1 or more.
   * @param options Name, clock, limit and detector.
   * @throws {RangeError} If a number is out of its bounds.
   */
  constructor(permits: number, options: LockOptions = {}) {
    this.permits = this.#available = wholeNumber(permits, { action: "make a semaphore", option: "permits" });
    const { name = "semaphore", detector } = options;
    this.#tracked = detector === undefined ? null : track(detector, name, new UnitBooks(this.permits));
    this.#queue = new WaitQueue("semaphore", options, { onGiveUp: () => this.#admit(), watcher: this.#tracked });
    this.#unitsUse = { action: `acquire "${name}"`, option: "units", max: permits };
    this.#giveBack = (permit) => {
      this.#available += permit.units;
      this.#tracked?.letGo(permit.owner, permit.units);
      this.#admit();
    };
  }

  /** Permits that nobody holds. */
  get available(): number {
    return this.#available;
  }

  /** Claims that wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Asks for permits and waits for them where they are not available, or where somebody waits already.
   *
   * @param options How many, in whose name, and how the wait may end early.
   * @returns The permits, in one object.
   * @throws {RangeError} If an option is out of its bounds, or the owner waits for something else already.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   * @throws {LimitReachedError} If `maxWaiting` claims wait already.
   * @throws {DeadlockError} If the detector chose this claim to break a deadlock.
   * @throws {DisposedError} If the semaphore is disposed of.
   */
  acquire(options?: SemaphoreAcquireOptions): Promise<Permit> {
    // Common case first: with nothing to look at, an available permit costs one object and one promise.
    if (options === undefined) {
      if (this.#available > 0 && this.#queue.admitsFirst(0)) return Promise.resolve(this.#grant(SINGLE));
      return this.#queue.wait(SINGLE, NO_OPTIONS);
    }
    const claim = this.#claimOf(options);
    if (claim.units > this.#available || !this.#queue.admitsFirst(options.priority ?? 0)) {
      this.#tracked?.checkMayWait(claim.owner);
      return this.#queue.wait(claim, options);
    }
    checkWaitOptions(options, this.#queue.name);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    return Promise.resolve(this.#grant(claim));
  }

  /**
   * Takes permits if they can be had without waiting.
   *
   * @param options How many, and in whose name.
   * @returns The permits, or `null` if there are too few or somebody waits.
   * @throws {RangeError} If `units` is out of its bounds.
   * @throws {DisposedError} If the semaphore is disposed of.
   */
  tryAcquire(options?: Pick<SemaphoreAcquireOptions, "units" | "owner">): Permit | null {
    const claim = options === undefined ? SINGLE : this.#claimOf(options);
    if (claim.units <= this.#available && this.#queue.isIdle) return this.#grant(claim);
    this.#queue.checkOpen();
    return null;
  }

  /**
   * Calls a function while holding permits, at once if they can be had, and releases them however it ends.
   *
   * @param fn What to call.
   * @param options How many permits, and how the wait for them may end early.
   * @returns What the function returns.
   * @throws What {@linkcode acquire} throws, and what the function throws.
   */
  async run<T>(fn: (permit: Permit) => T | Promise<T>, options?: SemaphoreAcquireOptions): Promise<T> {
    // With nothing to look at, an available permit costs no promise of its own.
    const permit = (options === undefined ? this.tryAcquire() : null) ?? await this.acquire(options);
    try {
      return await fn(permit);
    } finally {
      permit.release();
    }
  }

  /**
   * Gives several permits as one thing, to be listed in what a state holds.
   *
   * @param units How many, from 1 to all there are.
   * @returns What is acquired and released in one.
   * @throws {RangeError} If `units` is out of its bounds.
   *
   * @example A state that takes both seats of a table
   * ```ts
   * import assert from "node:assert/strict";
   * import { agent } from "puffinflow";
   * import { Semaphore } from "puffinflow/coordination";
   *
   * const seats = new Semaphore(2);
   * const dinner = agent("dinner").state("eat", { holds: [seats.several(2)] }, () => seats.available);
   * assert.equal((await dinner.run()).unwrap().eat, 0);
   * assert.equal(seats.available, 2);
   * ```
   */
  several(units: number): Acquirable {
    wholeNumber(units, this.#unitsUse);
    return {
      tryAcquire: ({ owner }) => this.tryAcquire({ owner, units }),
      acquire: ({ owner, signal }) => this.acquire({ owner, signal, units }),
    };
  }

  /** Turns away all who wait and all who come, with a {@linkcode DisposedError}. Permits stay with their holders. */
  [Symbol.dispose](): void {
    this.#queue.close();
  }

  #claimOf({ units = 1, owner }: SemaphoreAcquireOptions): Claim {
    return { units: wholeNumber(units, this.#unitsUse), owner };
  }

  #grant(claim: Claim): Permit {
    this.#available -= claim.units;
    if (this.#tracked !== null) this.#tracked.hold(claim.owner, claim.units);
    return new Permit(this.#giveBack, ++this.#lastToken, claim);
  }

  #admit(): void {
    const queue = this.#queue;
    for (let next = queue.first; next !== null && next.claim.units <= this.#available; next = queue.first) {
      queue.admit(next, this.#grant(next.claim));
    }
  }
}
