/**
 * Items of a work queue that nobody could do, kept until somebody looks after them. Runs that failed are kept by
 * `reliability/dead_letters.ts`; here are items of any type, with or without agents.
 * @module
 */

/** An item that is not given out any more. */
export interface DeadItem<T> {
  /** Number of the item. */
  readonly id: number;
  /** What was put. */
  readonly value: T;
  /** Its priority. */
  readonly priority: number;
  /** How often it was given out. */
  readonly attempts: number;
  /**
   * How its last attempt ended: a worker gave it back, or did not answer in time. `discarded` was not given out again as
   * the queue was disposed of.
   */
  readonly cause: "nacked" | "expired" | "discarded";
  /** What the worker gave as its reason, if it did. */
  readonly error: unknown;
  /** When it died, on the queue's clock, in milliseconds. */
  readonly diedAtMs: number;
}

/** A bounded list of dead items, oldest first. */
export class DeadItems<T> {
  readonly #max: number;
  readonly #items: Map<number, DeadItem<T>> = new Map();
  #dropped = 0;

  /**
   * Makes an empty list.
   *
   * @param max Most items that are kept.
   */
  constructor(max: number) {
    this.#max = max;
  }

  /** The items, oldest first. */
  get all(): readonly DeadItem<T>[] {
    return [...this.#items.values()];
  }

  /** How many made room for others. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Keeps an item.
   *
   * @param item The item.
   */
  add(item: DeadItem<T>): void {
    this.#items.set(item.id, Object.freeze(item));
    if (this.#items.size <= this.#max) return;
    const [oldest] = this.#items.keys();
    this.#items.delete(oldest!);
    this.#dropped++;
  }

  /**
   * Takes an item out.
   *
   * @param id Its number.
   * @returns The item, or `undefined` if it is not there.
   */
  take(id: number): DeadItem<T> | undefined {
    const item = this.#items.get(id);
    this.#items.delete(id);
    return item;
  }
}
