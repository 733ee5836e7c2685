/**
 * The pool: admits requests to nodes, lets the others wait, and takes back what is released. It keeps the
 * books and nothing else: it measures no usage and enforces no limit on what a holder really does. Order,
 * placement, quotas, preemption and deadlocks are decided in files of their own.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { track } from "../coordination/deadlock_detector.ts";
import type { TrackedResource } from "../coordination/wait_graph.ts";
import { type AcquireOptions, checkOptions, NO_OPTIONS, type TryAcquireOptions } from "./acquire_options.ts";
import type { Amounts } from "./amounts.ts";
import { Claim, HeldClaims, NOWHERE } from "./claim.ts";
import { HeldWatch } from "./held_watch.ts";
import { amountsText, capacityText, Inventory, type NodeOptions, type NodeReport } from "./inventory.ts";
import { Lease, type LeaseOffice } from "./lease.ts";
import type { Line } from "./line.ts";
import type { ResourceOwner } from "./owner.ts";
import { type Place, placeBy } from "./placement.ts";
import { PoolDisposedError, RequestTooLargeError, ResourceLimitError, ResourceTimeoutError } from "./pool_error.ts";
import { preemptFor } from "./preemption.ts";
import { type AuditOptions, checkPoolOptions, type ResourcePoolOptions } from "./pool_options.ts";
import { lineOf } from "./queue_policy.ts";
import type { QuotaBook } from "./quota_book.ts";
import { PoolBooks } from "./pool_books.ts";
import { PoolReports } from "./pool_reports.ts";
import type { LeaseReport } from "./resource_warning.ts";
import { Wait, type WaitOffice } from "./wait.ts";

const NOBODY: ResourceOwner = Object.freeze({});

/**
 * Resources that tasks of one process share: amounts of whatever has a name, on one node or several.
 * Nobody slips past: a request that does not fit yet is waited for by all that come after it in the order
 * of the queue. Resources that have nothing to do with each other are best kept in pools of their own.
 *
 * @example One lease, given back at the end of its block
 * ```ts
 * import assert from "node:assert/strict";
 * import { ResourcePool } from "puffinflow/resources";
 *
 * const pool = new ResourcePool({ cpu: 4, memory: 8_192, "model-seats": 2 });
 * {
 *   await using lease = await pool.acquire({ cpu: 1.5, "model-seats": 1 }, { timeoutMs: 1_000 });
 *   assert.equal(lease.amounts.cpu, 1.5);
 *   assert.equal(pool.free.cpu, 2.5);
 *   assert.equal(pool.tryAcquire({ cpu: 3 }), null);
 * }
 * assert.equal(pool.free.cpu, 4);
 * ```
 *
 * @example Something more important takes the place of something less important
 * ```ts
 * import assert from "node:assert/strict";
 * import { PreemptedError, ResourcePool } from "puffinflow/resources";
 *
 * const pool = new ResourcePool({ gpu: 1 }, { queue: "priority", preemption: "lower-priority" });
 * const training = await pool.acquire({ gpu: 1 }, { priority: 0 });
 * training.signal.addEventListener("abort", () => {
 *   assert.ok(training.signal.reason instanceof PreemptedError);
 *   training.release(); // Only now is the processor free.
 * });
 * using serving = await pool.acquire({ gpu: 1 }, { priority: 9 });
 * assert.equal(serving.isHeld, true);
 * assert.equal(training.isHeld, false);
 * ```
 */
export class ResourcePool implements Disposable {
  /** Name for messages. */
  readonly name: string;
  readonly #action: string;
  readonly #clock: Clock;
  readonly #inventory: Inventory;
  readonly #line: Line;
  readonly #place: Place;
  readonly #maxWaiting: number;
  readonly #quotas: QuotaBook | null;
  readonly #canPreempt: boolean;
  readonly #held = new HeldClaims();
  readonly #watch: HeldWatch | null;
  readonly #reports: PoolReports;
  /** What the deadlock detector is told; `null` without one. */
  readonly #tracked: TrackedResource | null;
  /** Tells of leases that were lost; `null` with basic diagnostics. */
  readonly #lost: FinalizationRegistry<Claim> | null;
  readonly #office: LeaseOffice & WaitOffice;
  #isDisposed = false;
  #isServing = false;
  #mustServeAgain = false;
  #turns = 0;
  #arrivals = 0;

  /**
   * Makes a pool of which nothing is held.
   *
   * @param capacity All there is: of the one node of the pool, or its nodes.
   * @param options Order, placement, quotas, preemption and what to warn about.
   * @throws {RangeError} If an amount or option is out of its bounds.
   */
  constructor(capacity: Amounts | readonly NodeOptions[], options: ResourcePoolOptions = {}) {
    const { name = "pool", clock = systemClock, queue = "fifo", placement = "first-fit" } = options;
    const { maxWaiting = 10_000, quotas = null, preemption = "never", diagnostics = "basic" } = options;
    const { detector, onWarning, heldTooLongMs: limitMs } = options;
    checkPoolOptions(options, name);
    this.name = name;
    this.#action = `acquire from "${name}"`;
    this.#clock = clock;
    this.#inventory = new Inventory(isNodeList(capacity) ? capacity : [{ name, capacity }], name);
    this.#line = lineOf(queue, this.#inventory, name);
    this.#place = placeBy(placement, name);
    this.#maxWaiting = maxWaiting;
    this.#quotas = quotas;
    this.#canPreempt = preemption === "lower-priority";
    this.#reports = new PoolReports({ pool: name, inventory: this.#inventory, clock, onWarning });
    this.#watch = limitMs === undefined ? null : new HeldWatch(this.#held, {
      clock,
      limitMs,
      onTooLong: (claim) => this.#reports.warnOfLength(claim),
    });
    const books = new PoolBooks({ inventory: this.#inventory, held: this.#held, line: this.#line });
    this.#tracked = detector === undefined ? null : track(detector, name, books);
    this.#lost = diagnostics === "full" ? new FinalizationRegistry((claim) => this.#takeBackLost(claim)) : null;
    this.#office = {
      amountsOf: (claim) => this.#inventory.amountsOf(claim.need),
      nodeName: (node) => this.#inventory.nodeNames[node]!,
      takeBack: (claim) => this.#takeBack(claim),
      onGiveUp: (wait, error) => this.#giveUp(wait, error),
      timeoutErrorOf: ({ claim }, timeoutMs) => {
        return new ResourceTimeoutError(name, amountsText(this.#inventory.amountsOf(claim.need)), timeoutMs);
      },
    };
  }

  /** What nobody holds, on all nodes together. */
  get free(): Amounts {
    return this.#inventory.freeInAll();
  }

  /** The nodes as they are now. */
  get nodes(): readonly NodeReport[] {
    return this.#inventory.report();
  }

  /** Number of leases that are held. */
  get held(): number {
    return this.#held.size;
  }

  /** Number of requests that wait. */
  get waiting(): number {
    return this.#line.size;
  }

  /** The leases that are held, the oldest first. */
  get leases(): readonly LeaseReport[] {
    return Array.from(this.#held, (claim) => this.#reports.of(claim));
  }

  /**
   * Asks for resources, all of them on one node, and waits for them where they are not free or where others
   * wait already.
   *
   * @param amounts How much of what.
   * @param options In whose name, how important, and how the wait may end early.
   * @returns The lease. Rejects with the signal's reason if that is aborted first.
   * @throws {RangeError} If an amount or option is out of its bounds, or the owner's task waits for something else.
   * @throws {RequestTooLargeError} If no node is large enough.
   * @throws {QuotaExceededError} If a quota refuses.
   * @throws {ResourceTimeoutError} If `timeoutMs` passes first.
   * @throws {ResourceLimitError} If `maxWaiting` requests wait already, or a quota has too many owners.
   * @throws {DeadlockError} If the detector chose this request to break a deadlock.
   * @throws {PoolDisposedError} If the pool is disposed of.
   */
  acquire(amounts: Amounts, options: AcquireOptions = NO_OPTIONS): Promise<Lease> {
    if (options !== NO_OPTIONS) checkOptions(options, this.name);
    const claim = this.#claimOf(amounts, options);
    if (claim instanceof Error) return Promise.reject(claim);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    // Common case first: where nobody waits, what is free costs no wait.
    const node = this.#line.size === 0 ? this.#place(this.#inventory, claim.need) : NOWHERE;
    if (node === NOWHERE) this.#tracked?.checkMayWait(claim.owner.task);
    const refusal = this.#refusalOf(claim, { amounts, mayWait: node === NOWHERE });
    if (refusal !== null) return Promise.reject(refusal);
    const lease = node === NOWHERE ? this.#wait(claim, options) : Promise.resolve(this.#meet(claim, node));
    this.#reports.warnOfQuotas(claim);
    return lease;
  }

  /**
   * Takes resources if they can be had without waiting and without preemption.
   *
   * @param amounts How much of what.
   * @param options In whose name, and how important.
   * @returns The lease, or `null` if too little is free or somebody waits.
   * @throws {RangeError} If an amount or option is out of its bounds.
   * @throws {RequestTooLargeError} If no node is large enough.
   * @throws {QuotaExceededError} If a quota refuses.
   * @throws {ResourceLimitError} If a quota has too many owners.
   * @throws {PoolDisposedError} If the pool is disposed of.
   */
  tryAcquire(amounts: Amounts, options: TryAcquireOptions = NO_OPTIONS): Lease | null {
    if (options !== NO_OPTIONS) checkOptions({ priority: options.priority }, this.name);
    const claim = this.#claimOf(amounts, options);
    if (claim instanceof Error) throw claim;
    const node = this.#line.size === 0 ? this.#place(this.#inventory, claim.need) : NOWHERE;
    if (node === NOWHERE) {
      if (this.#inventory.couldMeet(claim.need)) return null;
      throw this.#tooLarge(amounts);
    }
    const refusal = this.#refusalOf(claim, { amounts, mayWait: false });
    if (refusal !== null) throw refusal;
    const lease = this.#meet(claim, node);
    this.#reports.warnOfQuotas(claim);
    return lease;
  }

  /**
   * Refuses what can never be had, however long it is waited for.
   *
   * @param amounts How much of what.
   * @throws {RangeError} If an amount is out of its bounds.
   * @throws {RequestTooLargeError} If no node is large enough.
   */
  checkRequest(amounts: Amounts): void {
    const need = this.#inventory.needOf(amounts, this.#action);
    if (need === null || !this.#inventory.couldMeet(need)) throw this.#tooLarge(amounts);
  }

  /**
   * Calls a function while holding resources, and releases them however it ends.
   *
   * @param amounts How much of what.
   * @param fn What to call; it should heed the lease's signal.
   * @param options In whose name, how important, and how the wait may end early.
   * @returns What the function returns.
   * @throws What {@linkcode acquire} throws, and what the function throws.
   */
  async run<T>(amounts: Amounts, fn: (lease: Lease) => T | Promise<T>, options?: AcquireOptions): Promise<T> {
    const lease = await this.acquire(amounts, options);
    try {
      return await fn(lease);
    } finally {
      lease.release();
    }
  }

  /**
   * Looks for what a run has left behind, to be called when it has ended: each lease that it still holds is a
   * leak, and is warned about.
   *
   * @param run The run, as its requests' owners named it.
   * @param options What to do about leaks.
   * @returns The leaks; none when all is well.
   */
  auditRun(run: string | object, options: AuditOptions = {}): readonly LeaseReport[] {
    const { leaks = "report" } = options;
    const leaked = [...this.#held].filter(({ owner }) => owner.run === run);
    const reports = leaked.map((claim) => this.#reports.of(claim));
    if (leaks === "reclaim") leaked.forEach((claim) => this.#takeBack(claim));
    for (const lease of reports) this.#reports.warnOfLeak(lease, "run-ended");
    return reports;
  }

  /** Turns away all who wait and all who come, with a {@linkcode PoolDisposedError}. Leases stay with their holders. */
  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (let wait = this.#line.first; wait !== null; wait = this.#line.first) {
      this.#dismiss(wait, new PoolDisposedError(this.name));
    }
  }

  #claimOf(amounts: Amounts, options: TryAcquireOptions): Claim | Error {
    const { owner = NOBODY, priority = 0, preemption = "allowed" } = options;
    if (this.#isDisposed) return new PoolDisposedError(this.name);
    const need = this.#inventory.needOf(amounts, this.#action);
    if (need === null) return this.#tooLarge(amounts);
    return new Claim({ need, owner, priority, isPreemptible: preemption === "allowed" });
  }

  /** Charges the quotas, once nothing else is in the way. */
  #refusalOf(claim: Claim, { amounts, mayWait }: { amounts: Amounts; mayWait: boolean }): Error | null {
    if (mayWait && !this.#inventory.couldMeet(claim.need)) return this.#tooLarge(amounts);
    if (mayWait && this.#line.size >= this.#maxWaiting) {
      return new ResourceLimitError(this.name, "maxWaiting", this.#maxWaiting);
    }
    if (this.#quotas === null) return null;
    // What the caller handed in may be changed by the time it is given back: the books have a copy.
    const charge = this.#quotas.charge(this.#inventory.amountsOf(claim.need), claim.owner);
    if (charge instanceof Error) return charge;
    claim.charge = charge;
    return null;
  }

  #wait(claim: Claim, options: AcquireOptions): Promise<Lease> {
    const wait = new Wait(this.#office, claim, { options, nowMs: this.#clock.now() });
    wait.sequence = ++this.#arrivals;
    this.#line.join(wait);
    wait.watch(this.#clock);
    // From within it, this wait or another one may be made to give up.
    this.#tracked?.joined(wait);
    if (this.#line.first === wait) this.#serve();
    return wait.promise;
  }

  #meet(claim: Claim, node: number): Lease {
    this.#inventory.take(node, claim.need);
    claim.node = node;
    claim.turn = ++this.#turns;
    claim.acquiredAtMs = this.#clock.now();
    this.#held.add(claim);
    this.#line.met(claim);
    this.#watch?.added();
    this.#tracked?.hold(claim.owner.task, 1);
    const lease = new Lease(this.#office, claim);
    if (this.#lost !== null) {
      claim.stack = new Error("Acquired here").stack;
      this.#lost.register(lease, claim);
    }
    return lease;
  }

  #takeBack(claim: Claim): void {
    invariant(claim.isHeld, "Only what is held is taken back");
    this.#inventory.give(claim.node, claim.need);
    claim.node = NOWHERE;
    this.#held.remove(claim);
    this.#line.returned(claim);
    this.#watch?.removed();
    this.#tracked?.letGo(claim.owner.task, 1);
    claim.charge?.giveBack(true);
    this.#serve();
  }

  /**
   * Serves from the front for as long as the first fits. Whoever is told to stop may release on the spot,
   * from within its signal: that is noted, and served when it is safe to.
   */
  #serve(): void {
    if (this.#line.size === 0) return;
    this.#mustServeAgain = true;
    if (this.#isServing) return;
    this.#isServing = true;
    try {
      while (this.#mustServeAgain) {
        this.#mustServeAgain = false;
        this.#serveFirst();
      }
    } finally {
      this.#isServing = false;
    }
  }

  #serveFirst(): void {
    for (let wait = this.#line.first; wait !== null; wait = this.#line.first) {
      const node = this.#place(this.#inventory, wait.claim.need);
      if (node === NOWHERE) {
        if (this.#canPreempt) {
          preemptFor(wait.claim, { pool: this.name, held: this.#held, inventory: this.#inventory });
        }
        return;
      }
      this.#line.leave(wait);
      wait.unwatch(this.#clock);
      const lease = this.#meet(wait.claim, node);
      this.#tracked?.left(wait);
      wait.resolve(lease);
    }
  }

  #giveUp(wait: Wait, error: unknown): void {
    this.#dismiss(wait, error);
    // There may be room for those who were behind.
    this.#serve();
  }

  #dismiss(wait: Wait, error: unknown): void {
    this.#line.leave(wait);
    wait.unwatch(this.#clock);
    this.#tracked?.left(wait);
    wait.claim.charge?.giveBack(false);
    wait.reject(error);
  }

  #takeBackLost(claim: Claim): void {
    if (!claim.isHeld) return;
    const lease = this.#reports.of(claim);
    this.#takeBack(claim);
    this.#reports.warnOfLeak(lease, "collected");
  }

  #tooLarge(amounts: Amounts): RequestTooLargeError {
    return new RequestTooLargeError(this.name, amountsText(amounts), capacityText(this.#inventory));
  }
}

function isNodeList(capacity: Amounts | readonly NodeOptions[]): capacity is readonly NodeOptions[] {
  return Array.isArray(capacity);
}
