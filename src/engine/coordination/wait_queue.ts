/**
 * The one waiting line behind all primitives. Its members are linked to each other, so that leaving from
 * the middle takes constant time. Who is admitted, and when, is the primitive's decision; what ends a
 * wait early is `waiter.ts`'s; what a deadlock is, `deadlock_detector.ts`'s.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import type { Claim } from "./claim.ts";
import { checkWaitOptions, type WaitInLineOptions } from "./wait_options.ts";
import { type Line, Waiter, type Waiting } from "./waiter.ts";
import { DisposedError, LimitReachedError } from "./waiting_error.ts";
import { wholeNumber } from "./whole_number.ts";

/** Options that all primitives with a waiting line share. */
export interface QueueOptions {
  /** Name for messages. @default the kind of primitive, such as "mutex" */
  readonly name?: string;
  /** Source of time for `timeoutMs`. @default {systemClock} */
  readonly clock?: Clock;
  /** Most waits in line at once, 1 or more; one more rejects with a {@linkcode LimitReachedError}. @default {10_000} */
  readonly maxWaiting?: number;
}

/** Is told who joins and who leaves a line. */
export interface QueueWatcher {
  /** A member joined. It may be made to give up on the spot. */
  joined(waiter: Waiting): void;
  /** A member left, with or without its turn having come. */
  left(waiter: Waiting): void;
}

/** What a primitive does about its line. */
export interface QueueEvents {
  /** A member left before its turn, with the error it was given: there may be room for those behind it now. */
  onGiveUp(waiter: Waiting, error: unknown): void;
  /** Watches the line. */
  readonly watcher?: QueueWatcher | null;
}

/** A line of waits: the highest priority first, then first come, first served. */
export class WaitQueue<T> implements Line<T> {
  readonly name: string;
  readonly clock: Clock;
  readonly #maxWaiting: number;
  readonly #events: QueueEvents;
  #first: Waiter<T> | null = null;
  #last: Waiter<T> | null = null;
  #size = 0;
  #isClosed = false;

  /**
   * Makes an empty line.
   *
   * @param kind Kind of primitive: the name of one that was given none.
   * @param options Options of the primitive.
   * @param events What the primitive does about it.
   * @throws {RangeError} If `maxWaiting` is not a whole number of 1 or more.
   */
  constructor(kind: string, options: QueueOptions, events: QueueEvents) {
    const { name = kind, clock = systemClock, maxWaiting = 10_000 } = options;
    this.name = name;
    this.clock = clock;
    this.#maxWaiting = wholeNumber(maxWaiting, { action: `make "${name}"`, option: "maxWaiting" });
    this.#events = events;
  }

  /** Number of members. */
  get size(): number {
    return this.#size;
  }

  /** Whose turn is next. */
  get first(): Waiter<T> | null {
    return this.#first;
  }

  /** Whether nobody waits and the line is open: only then may a right be given without queueing. */
  get isIdle(): boolean {
    return this.#first === null && !this.#isClosed;
  }

  /**
   * Tells whether a newcomer would be the first in line: then it may be given at once what is there.
   *
   * @param priority Its priority.
   */
  admitsFirst(priority: number): boolean {
    return (this.#first === null || this.#first.priority < priority) && !this.#isClosed;
  }

  /** Whether the line is closed for good. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Refuses what a closed line can never give.
   *
   * @throws {DisposedError} If the line is closed.
   */
  checkOpen(): void {
    if (this.#isClosed) throw new DisposedError(this.name);
  }

  /**
   * Joins the line.
   *
   * @param claim What is waited for.
   * @param options How the wait may end early.
   * @returns What the primitive admits the member with; rejects if the wait ends early or cannot begin.
   * @throws {RangeError} If an option is out of its bounds.
   */
  wait(claim: Claim, options: WaitInLineOptions): Promise<T> {
    checkWaitOptions(options, this.name);
    if (this.#isClosed) return Promise.reject(new DisposedError(this.name));
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    if (this.#size >= this.#maxWaiting) {
      return Promise.reject(new LimitReachedError(this.name, "maxWaiting", this.#maxWaiting));
    }
    const waiter = new Waiter(this, claim, options);
    this.#insert(waiter);
    waiter.watch(this.clock);
    this.#events.watcher?.joined(waiter);
    return waiter.promise;
  }

  /**
   * Gives a member what it waited for.
   *
   * @param waiter A member.
   * @param value What it gets.
   */
  admit(waiter: Waiter<T>, value: T): void {
    this.#remove(waiter);
    waiter.resolve(value);
  }

  /**
   * Sends a member away by the primitive's own decision.
   *
   * @param waiter A member.
   * @param error What its promise rejects with.
   */
  refuse(waiter: Waiter<T>, error: unknown): void {
    this.#remove(waiter);
    waiter.reject(error);
  }

  /**
   * Lets a member leave before its turn, and tells the primitive.
   *
   * @param waiter A member.
   * @param error What its promise rejects with.
   */
  giveUp(waiter: Waiter<T>, error: unknown): void {
    this.refuse(waiter, error);
    this.#events.onGiveUp(waiter, error);
  }

  /** Sends all members away with a {@linkcode DisposedError} and lets nobody in any more. */
  close(): void {
    this.#isClosed = true;
    for (let waiter = this.#first; waiter !== null; waiter = this.#first) {
      this.refuse(waiter, new DisposedError(this.name));
    }
  }

  #insert(waiter: Waiter<T>): void {
    let ahead = this.#last;
    while (ahead !== null && ahead.priority < waiter.priority) ahead = ahead.ahead;
    const behind = ahead === null ? this.#first : ahead.behind;
    waiter.ahead = ahead;
    waiter.behind = behind;
    if (ahead === null) this.#first = waiter;
    else ahead.behind = waiter;
    if (behind === null) this.#last = waiter;
    else behind.ahead = waiter;
    this.#size++;
  }

  #remove(waiter: Waiter<T>): void {
    const { ahead, behind } = waiter;
    if (ahead === null) this.#first = behind;
    else ahead.behind = behind;
    if (behind === null) this.#last = ahead;
    else behind.ahead = ahead;
    waiter.ahead = waiter.behind = null;
    this.#size--;
    waiter.unwatch(this.clock);
    this.#events.watcher?.left(waiter);
  }
}
