/**
 * An item in a worker's hands. Whoever has it answers once: it is done, or it is not. An answer that comes after the
 * queue has given the item to another changes nothing, and says so.
 * @module
 */
import type { QueuedItem } from "./queued_item.ts";

/** How an item is given back. */
export interface NackOptions {
  /** How long it is held back before it is given out again, in milliseconds, 0 or more. @default {0} */
  readonly delayMs?: number;
  /** Why: kept with the item if it is dead. @default {undefined} */
  readonly error?: unknown;
}

/** What became of an item that was given back. */
export type NackFate =
  /** It will be given out again. */
  | "redelivered"
  /** It was given out `maxAttempts` times: it is dead. */
  | "dead"
  /** It was not the worker's any more. */
  | "late";

/** An item that a worker has. With `using` it is given back if it was not answered. */
export interface Delivery<T> extends Disposable {
  /** Number of the item, rising from 1 in the order of putting. */
  readonly id: number;
  /** What was put. */
  readonly value: T;
  /** Which time the item is given out, from 1. */
  readonly attempt: number;
  /** Its priority. */
  readonly priority: number;
  /** How long it was ready before it was given out, in milliseconds. */
  readonly waitMs: number;
  /** Whether the item is still this worker's. */
  readonly isHeld: boolean;
  /**
   * Says that the item is done.
   *
   * @returns Whether it was still this worker's.
   */
  ack(): boolean;
  /**
   * Gives the item back, to be given out again: at its own place, not behind those that came later.
   *
   * @param options How long it is held back, and why.
   * @returns What became of it.
   * @throws {RangeError} If `delayMs` is out of its bounds.
   */
  nack(options?: NackOptions): NackFate;
  /**
   * Says that the item cannot be done, whatever is tried: it is dead at once.
   *
   * @param error Why: kept with the item. @default {undefined}
   * @returns Whether it was still this worker's.
   */
  bury(error?: unknown): boolean;
  /**
   * Keeps the item for longer.
   *
   * @param visibilityMs How long from now, in milliseconds, above 0. @default the queue's
   * @returns Whether it was still this worker's.
   * @throws {RangeError} If the time is out of its bounds.
   */
  extend(visibilityMs?: number): boolean;
}

/** What a delivery asks of its queue; each is called only while the item is the worker's. */
export interface ItemKeeper<T> {
  /** The item is done. */
  finish(item: QueuedItem<T>): void;
  /** The item was not done. */
  giveBack(item: QueuedItem<T>, options: NackOptions): NackFate;
  /** The item cannot be done. */
  bury(item: QueuedItem<T>, error: unknown): void;
  /** Its time begins anew. */
  extend(item: QueuedItem<T>, visibilityMs: number | undefined): void;
}

/** The implementation of {@linkcode Delivery}. */
export class HeldItem<T> implements Delivery<T> {
  readonly attempt: number;
  readonly waitMs: number;
  readonly #item: QueuedItem<T>;
  readonly #keeper: ItemKeeper<T>;

  /**
   * Hands an item out.
   *
   * @param item The item; counted as given out already.
   * @param waitMs How long it was ready.
   * @param keeper Its queue.
   */
  constructor(item: QueuedItem<T>, waitMs: number, keeper: ItemKeeper<T>) {
    this.#item = item;
    this.#keeper = keeper;
    this.attempt = item.attempts;
    this.waitMs = waitMs;
  }

  get id(): number {
    return this.#item.id;
  }

  get value(): T {
    return this.#item.value;
  }

  get priority(): number {
    return this.#item.priority;
  }

  get isHeld(): boolean {
    return this.#item.where === "taken" && this.#item.attempts === this.attempt;
  }

  ack(): boolean {
    if (!this.isHeld) return false;
    this.#keeper.finish(this.#item);
    return true;
  }

  nack(options: NackOptions = {}): NackFate {
    return this.isHeld ? this.#keeper.giveBack(this.#item, options) : "late";
  }

  bury(error?: unknown): boolean {
    if (!this.isHeld) return false;
    this.#keeper.bury(this.#item, error);
    return true;
  }

  extend(visibilityMs?: number): boolean {
    if (!this.isHeld) return false;
    this.#keeper.extend(this.#item, visibilityMs);
    return true;
  }

  [Symbol.dispose](): void {
    this.nack();
  }
}
