/**
 * Two subjects under the same trials, each of which either of them passes or fails: equal failure
 * seeds give such pairs. Whether they differ is asked in `mcnemar.ts`, by how much in `newcombe.ts`.
 * @module
 */
import type { Proportion } from "./proportion.ts";

/** How often the pair of outcomes was what; integers from 0. */
export interface PairedOutcomes {
  /** Trials that both passed. */
  readonly both: number;
  /** Trials that only the first passed. */
  readonly onlyFirst: number;
  /** Trials that only the second passed. */
  readonly onlySecond: number;
  /** Trials that both failed. */
  readonly neither: number;
}

/** Each subject's own share. */
export interface Marginals {
  /** What the first passed, of all trials. */
  readonly first: Proportion;
  /** What the second passed, of all trials. */
  readonly second: Proportion;
}

/**
 * Adds up what each subject passed.
 *
 * @param outcomes The four counts, at least one of them above 0.
 * @returns Both proportions, with the same trials.
 * @throws {RangeError} If a count is not an integer from 0, or all are 0.
 */
export function marginalsOf({ both, onlyFirst, onlySecond, neither }: PairedOutcomes): Marginals {
  for (const [name, count] of Object.entries({ both, onlyFirst, onlySecond, neither })) {
    if (Number.isInteger(count) && count >= 0) continue;
    throw new RangeError(`Cannot compare outcomes as '${name}' must be an integer from 0: current value is ${count}`);
  }
  const trials = both + onlyFirst + onlySecond + neither;
  if (trials === 0) throw new RangeError("Cannot compare outcomes as there must be at least one trial: there is none");
  return { first: { successes: both + onlyFirst, trials }, second: { successes: both + onlySecond, trials } };
}
