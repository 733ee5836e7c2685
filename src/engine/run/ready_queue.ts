/**
 * Tasks that are ready but have to wait for a place, or for those before them: a binary heap by priority,
 * then by declared order, so that a limit changes how many run at once and never which come first.
 * @module
 */
import type { Plan } from "../graph/plan.ts";

/** Distance between two priorities in a key: more tasks than a run can have. */
const PRIORITY_STEP = 2 ** 40;

/** A priority queue of tasks. */
export class ReadyQueue {
  readonly #plan: Plan;
  readonly #heap: number[] = [];

  /**
   * Makes an empty queue.
   *
   * @param plan The plan whose priorities count.
   */
  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** Number of tasks that wait. */
  get size(): number {
    return this.#heap.length;
  }

  /**
   * Adds a task.
   *
   * @param task The task.
   * @param state Index of its state.
   */
  push(task: number, state: number): void {
    const { ranks } = this.#plan, heap = this.#heap;
    const key = ranks === null ? task : ranks[state]! * PRIORITY_STEP + task;
    let at = heap.push(key) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= key) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = key;
  }

  /**
   * Takes the task of highest priority, among equals the one declared first.
   *
   * @returns The task, or -1 when none waits.
   */
  pop(): number {
    const heap = this.#heap, top = heap[0], last = heap.pop();
    if (top === undefined || last === undefined) return -1;
    if (heap.length > 0) this.#sink(last);
    return top - Math.floor(top / PRIORITY_STEP) * PRIORITY_STEP;
  }

  /** Forgets all tasks. */
  clear(): void {
    this.#heap.length = 0;
  }

  #sink(key: number): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= key) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = key;
  }
}
