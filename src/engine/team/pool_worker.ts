/**
 * One worker of a pool: takes items from the queue, one after another, until it is told to leave or there are no more.
 * @module
 */
import type { Delivery } from "./delivery.ts";
import type { WorkQueue } from "./work_queue.ts";

/** What a worker is made of. */
export interface WorkerParts<T> {
  /** Where it takes items. */
  readonly queue: WorkQueue<T>;
  /** Does an item and answers it; must not throw. */
  readonly work: (delivery: Delivery<T>) => Promise<void>;
  /** Called when it has left. */
  readonly onLeft: (worker: PoolWorker<T>) => void;
}

/** One worker. */
export class PoolWorker<T> {
  /** Resolves when it has left. */
  readonly left: Promise<void>;
  readonly #parts: WorkerParts<T>;
  #waiting = new AbortController();
  #isBusy = false;
  #isLeaving = false;

  /**
   * Lets a worker begin.
   *
   * @param parts What it takes, and what it does with it.
   */
  constructor(parts: WorkerParts<T>) {
    this.#parts = parts;
    this.left = this.#begin();
  }

  /** Whether it has an item in hand. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Takes no more items; finishes the one in hand. */
  leave(): void {
    this.#isLeaving = true;
    this.#waiting.abort();
  }

  /** Takes items again; it must not have left. */
  stay(): void {
    this.#isLeaving = false;
    this.#waiting = new AbortController();
  }

  async #begin(): Promise<void> {
    const { queue, work, onLeft } = this.#parts;
    while (!this.#isLeaving) {
      const { signal } = this.#waiting;
      // An item may be given to it in the moment in which it is told to leave: then it is done first.
      const delivery = await queue.take({ signal }).catch(() => undefined);
      if (delivery === null) break;
      if (delivery === undefined) continue;
      this.#isBusy = true;
      await work(delivery);
      this.#isBusy = false;
    }
    onLeft(this);
  }
}
