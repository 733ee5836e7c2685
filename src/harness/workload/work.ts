/**
 * What a task does, as an adapter sees it. The harness makes one `Work` per prepared workload and
 * counts every call; the adapter decides when to call, the work decides what is computed. Shapes
 * and task numbers are in `shape.ts`, the kernels behind `Work` in `kernel.ts`.
 * @module
 */
import type { Paper } from "./scenarios/records.ts";
import type { Checked } from "./scenarios/retry.ts";

/** The bodies of a workload's tasks. A task calls exactly one of these, exactly once per attempt, and awaits it. */
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
   * Performs a task that joins several others, in a fan-out or a diamond.
   *
   * @param task Number of the task in the shape.
   * @param values Outputs of the tasks it depends on, in ascending order of task number.
   * @returns The task's output, a 32-bit unsigned integer.
   */
  join(task: number, values: readonly number[]): Promise<number>;
  /**
   * Performs a task that joins several others, in a scenario: its number is part of what it computes, as several may
   * join the same values.
   *
   * @param task Number of the task in the shape.
   * @param values Outputs of the tasks it depends on, in ascending order of task number.
   * @returns The task's output, a 32-bit unsigned integer.
   */
  gather(task: number, values: readonly number[]): Promise<number>;
  /**
   * Performs a task that fails as often as `FORCED_FAILURES` says, and then works: call it again, as each attempt does.
   *
   * @param task Number of the task in the shape.
   * @param value As for `one`.
   * @returns The task's output, which tells how many attempts there were.
   * @throws {Error} In the first attempts of a run.
   */
  flaky(task: number, value: number): Promise<number>;
  /**
   * Performs a task that always fails.
   *
   * @param task Number of the task in the shape.
   * @param value As for `one`.
   * @throws {Error} Always.
   */
  doomed(task: number, value: number): Promise<never>;
  /**
   * Performs a task that says whether the run goes on.
   *
   * @param task Number of the task in the shape.
   * @param seed The run's seed.
   * @returns Its output, and what it found.
   */
  check(task: number, seed: number): Promise<Checked>;
  /**
   * Performs a task that makes a record.
   *
   * @param task Number of the task in the shape.
   * @param value The run's seed.
   */
  draft(task: number, value: number): Promise<Paper>;
  /**
   * Performs a task that makes a record out of another.
   *
   * @param task Number of the task in the shape.
   * @param paper Output of the task before.
   */
  review(task: number, paper: Paper): Promise<Paper>;
  /**
   * Performs a task that digests a record.
   *
   * @param task Number of the task in the shape.
   * @param paper Output of the task before.
   * @returns A 32-bit unsigned integer.
   */
  publish(task: number, paper: Paper): Promise<number>;
  /**
   * Counts operations that a micro program has really done; a graph's tasks are counted by the others.
   *
   * @param operations How many, since the last call.
   */
  did(operations: number): void;
}
