/**
 * Quantiles of Student's t distribution, for the intervals of a regression. Medians and ratios do not
 * use it: their intervals are read off ranks.
 * @module
 */
import { invariant } from "../invariant.ts";
import { inverseIncompleteBeta } from "./incomplete_beta.ts";

/**
 * Finds the bound that a t variable exceeds with a given probability.
 *
 * @param tail Above 0 and up to a half.
 * @param degreesOfFreedom Above 0.
 * @returns The t, 0 or more, with P(T > t) = `tail`.
 */
export function studentTBound(tail: number, degreesOfFreedom: number): number {
  invariant(tail > 0 && tail <= 0.5, "A tail holds at most half of the probability");
  invariant(degreesOfFreedom > 0, "A t variable has a degree of freedom");
  const half = degreesOfFreedom / 2;
  // t² / (ν + t²) and its complement are beta variables; the smaller of the two keeps its digits.
  if (tail < 0.25) {
    const rest = inverseIncompleteBeta(2 * tail, { a: half, b: 0.5 });
    return Math.sqrt(degreesOfFreedom * (1 - rest) / rest);
  }
  const share = inverseIncompleteBeta(1 - 2 * tail, { a: 0.5, b: half });
  return Math.sqrt(degreesOfFreedom * share / (1 - share));
}
