/**
 * Wilcoxon's signed-rank statistic W⁺, the sum of the ranks (by size, without sign) of the positive
 * differences, and its exact distribution when nothing but chance decides each sign. Only symmetry is
 * assumed. The interval that belongs to it is in `hodges_lehmann.ts`.
 *
 * Note: ties get no normal approximation. Given the ranks as they are, halves included, the signs are
 * still fair coins, so the distribution can be counted out and stays exact.
 * @module
 */
import { midRanks } from "./mid_ranks.ts";
import { checkObservations } from "./rank_interval.ts";
import { sortedSample } from "./sorted_sample.ts";

/** What the signed-rank test finds. */
export interface SignedRankTest {
  /** W⁺ of the differences that are not 0. */
  readonly positiveRankSum: number;
  /** How many differences are not 0. */
  readonly n: number;
  /** Probability of a W⁺ at least as large if the differences are symmetric around 0. */
  readonly pGreater: number;
  /** Probability of a W⁺ at most as large if the differences are symmetric around 0. */
  readonly pLess: number;
}

/**
 * Counts out the distribution of W⁺ for differences without ties.
 *
 * @param n Number of differences, 0 to 1,000.
 * @returns The probabilities of W⁺ = 0, 1, … n(n + 1)/2.
 * @throws {RangeError} If `n` is out of bounds.
 */
export function signedRankProbabilities(n: number): Float64Array {
  checkObservations(n);
  return subsetSumProbabilities(Array.from({ length: n }, (_, i) => i + 1));
}

/**
 * Finds the probability that W⁺ is at most so large, for differences without ties.
 *
 * @param w The bound; fractions count as the integer below.
 * @param n Number of differences, 0 to 1,000.
 * @returns P(W⁺ ≤ w): 0 for a negative bound, 1 from n(n + 1)/2 on.
 * @throws {RangeError} If `n` is out of bounds.
 */
export function signedRankCdf(w: number, n: number): number {
  return sumThrough(signedRankProbabilities(n), Math.floor(w));
}

/**
 * Tests whether differences lean to one side of 0. Differences of 0 are dropped; ties share mid-ranks.
 *
 * @param differences Finite numbers, at most 1,000; there may be none that is not 0.
 * @returns W⁺ and both one-sided probabilities, exact also with ties.
 * @throws {RangeError} If a difference is not finite, or there are none or too many.
 */
export function signedRankTest(differences: readonly number[]): SignedRankTest {
  const nonZero = [...sortedSample(differences)].filter((difference) => difference !== 0);
  checkObservations(nonZero.length);
  const ranks = midRanks(nonZero.map(Math.abs));
  // Doubled, mid-ranks are integers, and sums of integers can be counted out.
  const doubledRanks = ranks.map((rank) => 2 * rank);
  const doubledSum = doubledRanks.reduce((sum, rank, i) => nonZero[i]! > 0 ? sum + rank : sum, 0);
  const probabilities = subsetSumProbabilities(doubledRanks);
  return {
    positiveRankSum: doubledSum / 2,
    n: nonZero.length,
    // The distribution is symmetric: as much lies above the sum as below its mirror image.
    pGreater: sumThrough(probabilities, probabilities.length - 1 - doubledSum),
    pLess: sumThrough(probabilities, doubledSum),
  };
}

/** Distribution of the sum of the weights that fair coins pick; integers above 0. */
function subsetSumProbabilities(weights: readonly number[]): Float64Array {
  const probabilities = new Float64Array(weights.reduce((sum, weight) => sum + weight, 1));
  probabilities[0] = 1;
  let largest = 0;
  for (const weight of weights) {
    largest += weight;
    // From the top down, so that what is read does not have this weight in it yet.
    for (let sum = largest; sum >= 0; sum--) {
      const withWeight = sum >= weight ? probabilities[sum - weight]! : 0;
      probabilities[sum] = (probabilities[sum]! + withWeight) / 2;
    }
  }
  return probabilities;
}

function sumThrough(probabilities: Float64Array, last: number): number {
  let sum = 0;
  for (let i = 0; i <= last && i < probabilities.length; i++) sum += probabilities[i]!;
  return Math.min(sum, 1);
}
