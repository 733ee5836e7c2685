/**
 * McNemar's exact test of two subjects under the same trials: of those that only one of them passed,
 * each is a fair coin if the subjects do not differ. Trials that both pass or both fail say nothing
 * about a difference and do not enter. How large it is: `newcombe.ts`.
 * @module
 */
import { incompleteBeta } from "./incomplete_beta.ts";
import { marginalsOf, type PairedOutcomes } from "./paired_outcomes.ts";

/** What McNemar's test finds. */
export interface McNemarTest {
  /** Trials that exactly one of the two passed. */
  readonly discordant: number;
  /** Probability of at least as many for the first if there is no difference. */
  readonly pFirstBetter: number;
  /** Probability of at least as many for the second if there is no difference. */
  readonly pSecondBetter: number;
  /** Probability of a split at least as uneven, in either direction. */
  readonly pTwoSided: number;
}

/**
 * Tests whether one subject passes more trials than the other.
 *
 * @param outcomes The four counts.
 * @returns Exact probabilities; all are 1 if no trial tells the two apart.
 * @throws {RangeError} If a count is not an integer from 0, or all are 0.
 */
export function mcnemarTest(outcomes: PairedOutcomes): McNemarTest {
  marginalsOf(outcomes);
  const { onlyFirst, onlySecond } = outcomes;
  const pFirstBetter = headsAtLeast(onlyFirst, onlySecond);
  const pSecondBetter = headsAtLeast(onlySecond, onlyFirst);
  return {
    discordant: onlyFirst + onlySecond,
    pFirstBetter,
    pSecondBetter,
    pTwoSided: Math.min(1, 2 * Math.min(pFirstBetter, pSecondBetter)),
  };
}

/** Probability that `heads + tails` fair coins show at least so many heads, as a beta tail (DLMF 8.17.5). */
function headsAtLeast(heads: number, tails: number): number {
  return heads === 0 ? 1 : incompleteBeta(0.5, { a: heads, b: tails + 1 });
}
