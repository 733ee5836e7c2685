/**
 * States that could start but have to wait for a place under `maxConcurrent`: a binary heap by declared
 * order, so that a limit changes how many run at once and never which come first.
 * @module
 */

/** A priority queue of state indices, lowest first. */
export class ReadyQueue {
  readonly #heap: number[] = [];

  /** Number of states that wait. */
  get size(): number {
    return this.#heap.length;
  }

  /**
   * Adds a state.
   *
   * @param state Its index.
   */
  push(state: number): void {
    const heap = this.#heap;
    let at = heap.push(state) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= state) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = state;
  }

  /**
   * Takes the state that was declared first.
   *
   * @returns Its index, or -1 when none waits.
   */
  pop(): number {
    const heap = this.#heap, top = heap[0], last = heap.pop();
    if (top === undefined || last === undefined) return -1;
    if (heap.length > 0) this.#sink(last);
    return top;
  }

  /** Forgets all states. */
  clear(): void {
    this.#heap.length = 0;
  }

  #sink(state: number): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= state) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = state;
  }
}
