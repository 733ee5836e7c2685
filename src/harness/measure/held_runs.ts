/**
 * Runs that stand still in their first task until they are let go: what a run in flight holds can be read only
 * while nothing moves. No timer is involved.
 * @module
 */
import type { Work } from "../workload/work.ts";

/** Where runs wait. */
export class Gate {
  #opening = Promise.withResolvers<void>();
  #waiting = 0;

  /** Runs that stand at the gate. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Waits at the gate.
   *
   * @returns Settles when it is opened.
   */
  wait(): Promise<void> {
    this.#waiting++;
    return this.#opening.promise;
  }

  /** Lets all go that wait, and closes again behind them. */
  open(): void {
    const { resolve } = this.#opening;
    this.#opening = Promise.withResolvers<void>();
    this.#waiting = 0;
    resolve();
  }
}

/**
 * Makes the first task of each run wait at a gate.
 *
 * @param work What the tasks do.
 * @param gate The gate.
 * @returns The same work, held up in task 0.
 */
export function heldWork(work: Work, gate: Gate): Work {
  return {
    ...work,
    async one(task, value) {
      if (task === 0) await gate.wait();
      return await work.one(task, value);
    },
  };
}
