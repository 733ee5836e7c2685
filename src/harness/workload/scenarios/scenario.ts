/**
 * What is known of a scenario beyond its name: its tasks, who waits for whom, which are made to fail, and what a run
 * must answer by plain code. Each scenario is a file beside this one; none knows a framework.
 * @module
 */

/** What the kernel makes of a value. */
export type Compute = (value: number) => number;

/** What becomes of a task in each run. */
export interface Fate {
  /** Attempts that are made to fail. */
  readonly failures: number;
  /** Whether an attempt after them succeeds; a task that never does must not keep others from ending. */
  readonly ends: boolean;
}

/** The fate of nearly all tasks. */
export const UNTROUBLED: Fate = { failures: 0, ends: true };

/** A scenario of a certain size. */
export interface Scenario {
  /** Tasks of the graph, numbered from 0, each after those that it depends on. */
  readonly tasks: number;
  /** Tasks of the widest stage: so many can wait together. */
  readonly width: number;
  /**
   * Lists what a task waits for.
   *
   * @param task Its number.
   * @returns Numbers, ascending; none for a root.
   */
  dependenciesOf(task: number): readonly number[];
  /**
   * Says what becomes of a task.
   *
   * @param task Its number.
   */
  fateOf(task: number): Fate;
  /**
   * Computes what a run must answer.
   *
   * @param seed The run's seed.
   * @param compute The kernel.
   * @returns A 32-bit unsigned integer.
   */
  digest(seed: number, compute: Compute): number;
}

/**
 * Says of any task that it never fails.
 *
 * @returns {@linkcode UNTROUBLED}.
 */
export function untroubled(): Fate {
  return UNTROUBLED;
}

/**
 * Says what a task of a chain waits for.
 *
 * @param task Its number.
 * @returns The one before, if there is one.
 */
export function theOneBefore(task: number): readonly number[] {
  return task === 0 ? [] : [task - 1];
}
