/**
 * How often rather than by how much: the probability that one subject's value is the larger (Vargha and
 * Delaney, "A critique and improvement of the CL common language effect size statistics", 2000). It
 * needs no unit, no shape, and does not change when all values are scaled. A half means that neither
 * tends to be larger. Whether it differs from a half by more than chance is for the tests to say.
 * @module
 */
import { mannWhitneyU } from "./mann_whitney.ts";
import { sortedSample } from "./sorted_sample.ts";

/**
 * Finds Vargha and Delaney's A of two samples that are not paired.
 *
 * @param first Finite numbers, one or more.
 * @param second Finite numbers, one or more.
 * @returns The share of pairs, one value from each, in which the first's is the larger; a tie counts a half.
 * @throws {RangeError} If a sample is empty, or one of its values is not finite.
 */
export function varghaDelaney(first: readonly number[], second: readonly number[]): number {
  return mannWhitneyU(first, second) / (first.length * second.length);
}

/**
 * Finds Cliff's δ, which is A on a scale from -1 to 1.
 *
 * @param first Finite numbers, one or more.
 * @param second Finite numbers, one or more.
 * @returns How much more often the first's value is the larger than the second's, as a share of all pairs.
 * @throws {RangeError} If a sample is empty, or one of its values is not finite.
 */
export function cliffsDelta(first: readonly number[], second: readonly number[]): number {
  return 2 * varghaDelaney(first, second) - 1;
}

/**
 * Finds how often a candidate beats the reference that it was measured beside.
 *
 * @param differences Candidate minus reference of each pair, or the logarithm of their ratio; one or more.
 * @returns The share of pairs in which the candidate's value is the smaller; a tie counts a half.
 * @throws {RangeError} If there is no difference, or one is not finite.
 */
export function winProbability(differences: readonly number[]): number {
  const wins = sortedSample(differences).reduce((sum, difference) => sum + (1 - Math.sign(difference)) / 2, 0);
  return wins / differences.length;
}
