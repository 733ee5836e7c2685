/**
 * Branches of which some fail, for good: the others must end, and what comes after them must be told who failed.
 * @module
 */
import { fold } from "../digest.ts";
import { type Scenario, UNTROUBLED } from "./scenario.ts";

/** A producer, branches, and a join that is given what the good ones made. */
export interface IsolationShape {
  readonly kind: "isolation";
  /** Branches that work: tasks 1 to `good`. */
  readonly good: number;
  /** Branches that fail: the tasks after them. */
  readonly failing: number;
}

/** Stands for the output of a branch that failed; no task has this output. */
export const NO_OUTPUT = 0;

/**
 * Says whether a branch is made to fail.
 *
 * @param shape The scenario.
 * @param task Number of the branch, from 1.
 */
export function isDoomed({ good }: IsolationShape, task: number): boolean {
  return task > good;
}

/**
 * What is known of branches of which some fail.
 *
 * @param shape How many.
 */
export function isolation(shape: IsolationShape): Scenario {
  const { good, failing } = shape, branches = good + failing, join = branches + 1;
  return {
    tasks: branches + 2,
    width: branches,
    dependenciesOf(task) {
      if (task === 0) return [];
      return task === join ? Array.from({ length: branches }, (_, i) => i + 1) : [0];
    },
    fateOf: (task) => task !== join && isDoomed(shape, task) ? { failures: 1, ends: false } : UNTROUBLED,
    digest(seed, compute) {
      const produced = compute(seed);
      const outputs = Array.from(
        { length: branches },
        (_, i) => isDoomed(shape, i + 1) ? NO_OUTPUT : compute(produced ^ (i + 1)),
      );
      return compute(fold([...outputs, join]));
    },
  };
}
