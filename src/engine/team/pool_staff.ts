/**
 * The workers of a pool: who is there, who leaves, who comes. That there are never more than there may be holds for those
 * who finish their last job too, so whoever leaves is asked to stay before somebody new comes.
 * @module
 */
import type { Delivery } from "./delivery.ts";
import { PoolWorker } from "./pool_worker.ts";
import type { WorkQueue } from "./work_queue.ts";

/** Does an item and answers it; must not throw. */
export type Work<T> = (delivery: Delivery<T>) => Promise<void>;

/** The workers of one pool. */
export class PoolStaff<T> {
  readonly #queue: WorkQueue<T>;
  readonly #employ: (worker: number) => Work<T>;
  /** Those that stay, in the order in which they came. */
  readonly #staying: Set<PoolWorker<T>> = new Set();
  readonly #leaving: Set<PoolWorker<T>> = new Set();
  #lastId = 0;

  /**
   * Makes a staff of nobody.
   *
   * @param queue Where workers take items.
   * @param employ Gives a worker its work, by its number.
   */
  constructor(queue: WorkQueue<T>, employ: (worker: number) => Work<T>) {
    this.#queue = queue;
    this.#employ = employ;
  }

  /** Workers that stay. */
  get size(): number {
    return this.#staying.size;
  }

  /** Workers that finish their last item. */
  get leaving(): number {
    return this.#leaving.size;
  }

  /**
   * Changes the number of those that stay.
   *
   * @param size How many.
   */
  resize(size: number): void {
    for (const worker of this.#leaving) if (this.size < size) this.#keep(worker);
    while (this.size < size) this.#add();
    if (this.size > size) this.#dismiss(this.size - size);
  }

  /** Resolves when all have left. */
  async left(): Promise<void> {
    await Promise.all([...this.#staying, ...this.#leaving].map((worker) => worker.left));
  }

  #add(): void {
    const id = ++this.#lastId, work = this.#employ(id);
    const onLeft = (worker: PoolWorker<T>) => {
      this.#staying.delete(worker);
      this.#leaving.delete(worker);
    };
    this.#staying.add(new PoolWorker({ queue: this.#queue, work, onLeft }));
  }

  #keep(worker: PoolWorker<T>): void {
    worker.stay();
    this.#leaving.delete(worker);
    this.#staying.add(worker);
  }

  /** Idle ones first, and among equals those that came last. */
  #dismiss(count: number): void {
    const order = [...this.#staying].reverse().sort((a, b) => Number(a.isBusy) - Number(b.isBusy));
    for (const worker of order.slice(0, count)) {
      this.#staying.delete(worker);
      this.#leaving.add(worker);
      worker.leave();
    }
  }
}
