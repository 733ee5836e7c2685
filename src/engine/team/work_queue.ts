/**
 * Work that waits for workers: bounded, by priority, and nothing is lost on the way. An item is given out and stays the
 * queue's until its worker says that it is done; given back, or kept for too long, it is given out again, and after
 * `maxAttempts` it is dead. Who works is `agent_pool.ts`'s, or anybody's.
 * @module
 */
import { systemClock } from "../../time/system_clock.ts";
import { Latch } from "../coordination/latch.ts";
import { SINGLE } from "../coordination/claim.ts";
import { checkWaitOptions, NO_OPTIONS, type WaitOptions } from "../coordination/wait_options.ts";
import { WaitQueue } from "../coordination/wait_queue.ts";
import { LimitReachedError } from "../coordination/waiting_error.ts";
import { wholeNumber } from "../coordination/whole_number.ts";
import { PuffinError } from "../puffin_error.ts";
import { type DeadItem, DeadItems } from "./dead_items.ts";
import { type Delivery, HeldItem, type ItemKeeper, type NackFate, type NackOptions } from "./delivery.ts";
import { QueuedItem } from "./queued_item.ts";
import { ReadyItems } from "./ready_items.ts";
import {
  checkDelayMs,
  checkVisibilityMs,
  type PutOptions,
  type WorkQueueOptions,
  type WorkQueueSettings,
  workQueueSettings,
} from "./work_queue_options.ts";

/** An item was put into a queue that takes no more. */
export class WorkQueueClosedError extends PuffinError {
  /** The class's name. */
  override readonly name = "WorkQueueClosedError";
  /** Stable name of this kind of error. */
  override readonly code = "work-queue-closed";

  /** Makes the error. */
  constructor(
    /** Name of the queue. */
    readonly queue: string,
  ) {
    super(`Cannot put an item into "${queue}" as it must be open: it is draining, or was closed`);
  }
}

/** How many items of a queue are where. */
export interface WorkQueueCounts {
  /** Items that may be given out. */
  readonly ready: number;
  /** Items that are held back for a while. */
  readonly delayed: number;
  /** Items that workers have. */
  readonly taken: number;
  /** Dead items that are kept. */
  readonly dead: number;
  /** Dead items that made room for others. */
  readonly deadDropped: number;
  /** Those who wait for room for an item. */
  readonly putting: number;
  /** Those who wait for an item. */
  readonly taking: number;
}

/**
 * A queue of work.
 *
 * @example
 * ```ts
 * import { SimulatedClock, WorkQueue } from "puffinflow/team";
 *
 * const clock = new SimulatedClock();
 * const queue = new WorkQueue<string>({ clock, maxAttempts: 2, visibilityMs: 1_000 });
 * await queue.put("later");
 * await queue.put("first", { priority: 5 });
 *
 * const first = await queue.take();
 * if (first?.value !== "first" || !first.ack()) throw new Error("not the first");
 *
 * const lost = await queue.take(); // Its worker never answers: it is given to another.
 * await clock.advance(1_000);
 * const again = await queue.take();
 * if (again?.value !== "later" || again.attempt !== 2 || lost?.isHeld) throw new Error("not given out again");
 * if (again.nack({ error: "no good" }) !== "dead") throw new Error("not dead");
 * if (queue.deadItems[0]?.error !== "no good") throw new Error("not kept");
 * ```
 */
export class WorkQueue<T> implements AsyncDisposable, AsyncIterable<Delivery<T>> {
  readonly #settings: WorkQueueSettings;
  /** All items that are not done. */
  readonly #items = new Map<number, QueuedItem<T>>();
  readonly #ready = new ReadyItems<T>();
  readonly #putting: WaitQueue<number>;
  readonly #taking: WaitQueue<Delivery<T> | null>;
  readonly #dead: DeadItems<T>;
  readonly #done: Latch;
  readonly #onRing = (item: QueuedItem<T>) => this.#timeIsUp(item);
  /** What deliveries may do; not public. */
  readonly #keeper: ItemKeeper<T> = {
    finish: (item) => this.#finish(item),
    giveBack: (item, options) => this.#giveBack(item, "nacked", options),
    bury: (item, error) => void this.#bury(item, "nacked", error),
    extend: (item, visibilityMs) => this.#startTime(item, visibilityMs),
  };
  #lastId = 0;
  #taken = 0;
  #state: "open" | "closed" | "discarding" = "open";

  /**
   * Makes an empty queue.
   *
   * @param options Name, clock and limits.
   * @throws {RangeError} If a number is out of its bounds.
   * @throws {TypeError} If `whenFull` is unknown.
   */
  constructor(options: WorkQueueOptions = {}) {
    const { clock = systemClock, maxDeadItems = 1_000 } = options;
    const settings = this.#settings = workQueueSettings(options, clock), { name } = settings;
    this.#dead = new DeadItems(wholeNumber(maxDeadItems, { action: `make "${name}"`, option: "maxDeadItems" }));
    const queueOptions = { ...options, name }, events = { onGiveUp: () => {} };
    this.#putting = new WaitQueue(name, queueOptions, events);
    this.#taking = new WaitQueue(name, queueOptions, events);
    this.#done = new Latch(1, queueOptions);
  }

  /** Name of the queue. */
  get name(): string {
    return this.#settings.name;
  }

  /** Items that are not done: `maxItems` at most. */
  get size(): number {
    return this.#items.size;
  }

  /** Whether items may still be put. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** How many items are where. */
  get counts(): WorkQueueCounts {
    const ready = this.#ready.size, taken = this.#taken, delayed = this.#items.size - ready - taken;
    const dead = this.#dead.all.length, deadDropped = this.#dead.dropped;
    return { ready, delayed, taken, dead, deadDropped, putting: this.#putting.size, taking: this.#taking.size };
  }

  /** How long the item that has been ready for longest has been so, in milliseconds; 0 if none is. */
  get oldestWaitMs(): number {
    const { oldest } = this.#ready;
    return oldest === null ? 0 : this.#settings.clock.now() - oldest.readySinceMs;
  }

  /** The dead items that are kept, oldest first. */
  get deadItems(): readonly DeadItem<T>[] {
    return this.#dead.all;
  }

  /**
   * Puts an item; waits for room if there is none and the queue is to wait.
   *
   * @param value Anything.
   * @param options Its priority, and how the wait for room may end early.
   * @returns Number of the item, once it is in the queue.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {WorkQueueClosedError} If the queue is closed, or is so before there is room.
   * @throws {LimitReachedError} If there is no room and the queue is to reject, or `maxWaiting` wait already.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   */
  put(value: T, options: PutOptions = NO_OPTIONS): Promise<number> {
    const { name, maxItems, whenFull } = this.#settings, { priority = 0, delayMs = 0, signal, timeoutMs } = options;
    checkWaitOptions(options, name);
    checkDelayMs(name, delayMs);
    if (!this.isOpen) return Promise.reject(new WorkQueueClosedError(name));
    if (signal?.aborted) return Promise.reject(signal.reason);
    const item = new QueuedItem(value, { id: ++this.#lastId, priority, delayMs }, this.#onRing);
    // Where there is room nobody waits for it: whoever leaves lets the next one in.
    if (this.#hasRoom) return Promise.resolve(this.#accept(item));
    if (whenFull === "reject") return Promise.reject(new LimitReachedError(name, "maxItems", maxItems));
    return this.#putting.wait(item, { signal, timeoutMs });
  }

  /**
   * Takes the item whose turn it is; waits for one if there is none.
   *
   * @param options How the wait may end early.
   * @returns The item, to be answered; `null` once the queue is closed and all its items are done.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {LimitReachedError} If `maxWaiting` wait already.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   */
  take(options: WaitOptions = NO_OPTIONS): Promise<Delivery<T> | null> {
    const { first } = this.#ready;
    if (first === null && !this.#done.isOpen) return this.#taking.wait(SINGLE, options);
    checkWaitOptions(options, this.name);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    return Promise.resolve(first === null ? null : this.#giveOut(first));
  }

  /**
   * Takes an item if one can be had without waiting.
   *
   * @returns The item, to be answered, or `null` if none is ready.
   */
  tryTake(): Delivery<T> | null {
    const { first } = this.#ready;
    return first === null ? null : this.#giveOut(first);
  }

  /** Takes one item after another until the queue is closed and all items are done; each has to be answered. */
  async *[Symbol.asyncIterator](): AsyncIterator<Delivery<T>> {
    for (let next = await this.take(); next !== null; next = await this.take()) yield next;
  }

  /**
   * Takes an item back out of the queue.
   *
   * @param id Number of the item.
   * @returns Whether it was there and no worker has it.
   */
  remove(id: number): boolean {
    const item = this.#items.get(id);
    if (item === undefined || item.where === "taken") return false;
    this.#finish(item);
    return true;
  }

  /**
   * Puts a dead item into the queue again, as a new one with all its attempts before it.
   *
   * @param id Number of the dead item.
   * @param options As of {@linkcode put}; its priority is as it was unless another is given.
   * @returns Its new number.
   * @throws {RangeError} If no such item is kept.
   * @throws What {@linkcode put} throws; the item is kept then.
   */
  async revive(id: number, options: PutOptions = {}): Promise<number> {
    const item = this.#dead.take(id);
    if (item === undefined) {
      throw new RangeError(`Cannot revive item ${id} of "${this.name}" as it must be dead and kept`);
    }
    try {
      return await this.put(item.value, { priority: item.priority, ...options });
    } catch (error) {
      this.#dead.add(item);
      throw error;
    }
  }

  /** Takes no more items: who waits for room is turned away with a {@linkcode WorkQueueClosedError}. What is in is done. */
  close(): void {
    if (this.#state !== "open") return;
    this.#state = "closed";
    const { name } = this.#settings;
    for (let next = this.#putting.first; next !== null; next = this.#putting.first) {
      this.#putting.refuse(next, new WorkQueueClosedError(name));
    }
    this.#endIfDone();
  }

  /**
   * Closes the queue and waits until all its items are done or dead.
   *
   * @param options How the wait may end early; the queue stays closed.
   * @throws {RangeError} If an option is out of its bounds.
   * @throws {AcquireTimeoutError} If `timeoutMs` passes first.
   */
  async drain(options: WaitOptions = NO_OPTIONS): Promise<void> {
    this.close();
    await this.#done.wait(options);
  }

  /**
   * Closes the queue, lets all items die that no worker has, and waits until the others are answered or their time is up.
   * They die too if they are given back.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    this.#state = "discarding";
    for (const item of [...this.#items.values()]) if (item.where !== "taken") this.#bury(item, "discarded");
    await this.#done.wait();
  }

  get #hasRoom(): boolean {
    return this.#items.size < this.#settings.maxItems;
  }

  #accept(item: QueuedItem<T>): number {
    this.#items.set(item.id, item);
    this.#holdBack(item, item.delayMs);
    return item.id;
  }

  /** Makes an item ready, now or later. */
  #holdBack(item: QueuedItem<T>, delayMs: number): void {
    const { clock } = this.#settings;
    if (delayMs > 0) {
      item.where = "delayed";
      clock.set(item, delayMs);
      return;
    }
    this.#ready.add(item, clock.now());
    const taker = this.#taking.first;
    if (taker !== null) this.#taking.admit(taker, this.#giveOut(this.#ready.first!));
  }

  #giveOut(item: QueuedItem<T>): Delivery<T> {
    this.#ready.remove(item);
    item.where = "taken";
    item.attempts++;
    this.#taken++;
    this.#startTime(item);
    return new HeldItem(item, this.#settings.clock.now() - item.readySinceMs, this.#keeper);
  }

  /** Lets the time begin within which a worker has to answer. */
  #startTime(item: QueuedItem<T>, visibilityMs: number = this.#settings.visibilityMs): void {
    const { clock, name } = this.#settings;
    checkVisibilityMs(name, visibilityMs);
    clock.clear(item);
    if (visibilityMs !== Infinity) clock.set(item, visibilityMs);
  }

  #timeIsUp(item: QueuedItem<T>): void {
    if (item.where === "taken") this.#giveBack(item, "expired", {});
    else this.#holdBack(item, 0);
  }

  #giveBack(item: QueuedItem<T>, cause: "nacked" | "expired", { delayMs = 0, error }: NackOptions): NackFate {
    checkDelayMs(this.name, delayMs);
    const isLast = item.attempts >= this.#settings.maxAttempts || this.#state === "discarding";
    if (isLast) return this.#bury(item, cause, error);
    this.#letGo(item);
    this.#holdBack(item, delayMs);
    return "redelivered";
  }

  #bury(item: QueuedItem<T>, cause: DeadItem<T>["cause"], error?: unknown): "dead" {
    const { id, value, priority, attempts } = item;
    this.#dead.add({ id, value, priority, attempts, cause, error, diedAtMs: this.#settings.clock.now() });
    this.#finish(item);
    return "dead";
  }

  #letGo(item: QueuedItem<T>): void {
    // First: a clock must not find an item in a list that is not its own.
    this.#ready.remove(item);
    this.#settings.clock.clear(item);
    if (item.where === "taken") this.#taken--;
  }

  #finish(item: QueuedItem<T>): void {
    this.#letGo(item);
    item.where = "done";
    this.#items.delete(item.id);
    for (let next = this.#putting.first; next !== null && this.#hasRoom; next = this.#putting.first) {
      // Only items wait there.
      this.#putting.admit(next, this.#accept(next.claim as QueuedItem<T>));
    }
    this.#endIfDone();
  }

  #endIfDone(): void {
    if (this.isOpen || this.#items.size > 0) return;
    this.#done.countDown();
    for (let next = this.#taking.first; next !== null; next = this.#taking.first) this.#taking.admit(next, null);
  }
}
