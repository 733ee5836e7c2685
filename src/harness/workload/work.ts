/**
 * What a task does, as an adapter sees it. The harness makes one `Work` per prepared workload and
 * counts every call; the adapter decides when to call, the work decides what is computed. Shapes
 * and task numbers are in `shape.ts`, the kernels behind `Work` in `kernel.ts`.
 * @module
 */

/** The bodies of a workload's tasks. A task calls exactly one of these, exactly once per run, and awaits it. */
export interface Work {
  /**
   * Performs a task that depends on the run's seed or on one other task.
   *
   * @param task Number of the task in the shape, 0 to `tasks - 1`.
   * @param value The run's seed for a root, else the output of the one task it depends on.
   * @returns The task's output, a 32-bit unsigned integer.
   */
  one(task: number, value: number): Promise<number>;
  /**
   * Performs a task that joins several others.
   *
   * @param task Number of the task in the shape.
   * @param values Outputs of the tasks it depends on, in ascending order of task number.
   * @returns The task's output, a 32-bit unsigned integer.
   */
  join(task: number, values: readonly number[]): Promise<number>;
  /**
   * Counts operations that a micro program has really done; a graph's tasks are counted by the two above.
   *
   * @param operations How many, since the last call.
   */
  did(operations: number): void;
}
