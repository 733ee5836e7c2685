/**
 * What a programmer writes who needs a lock, a semaphore or a meeting point once: a few lines without limits, timeouts
 * or priorities, serving in the order of coming.
 * @module
 */

/** Permits with a line. */
export class PlainSemaphore {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(permits: number) {
    this.#free = permits;
  }

  acquire(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#line.push(resolve));
  }

  release(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}

/** A meeting point. */
export class PlainBarrier {
  readonly #parties: number;
  #waiting: ((position: number) => void)[] = [];
  /** Meetings that took place. */
  generation = 0;

  constructor(parties: number) {
    this.#parties = parties;
  }

  arrive(): Promise<number> {
    const position = this.#waiting.length;
    if (position < this.#parties - 1) return new Promise((resolve) => this.#waiting.push(resolve));
    const waiting = this.#waiting;
    this.#waiting = [];
    this.generation++;
    waiting.forEach((resolve, earlier) => resolve(earlier));
    return Promise.resolve(position);
  }
}
