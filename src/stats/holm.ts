/**
 * Holm's step-down adjustment ("A simple sequentially rejective multiple test procedure", 1979): holds
 * the probability of even one false alarm among several tests, whatever ties them together.
 * `benjamini_hochberg.ts` holds a weaker promise and sees more.
 * @module
 */
import { checkProbabilities } from "./p_values.ts";

/**
 * Adjusts p-values for their number.
 *
 * @param pValues One per test, from 0 to 1; there may be none.
 * @returns Adjusted p-values in the same order: what is at most α is significant at α over all tests together.
 * @throws {RangeError} If a p-value is not from 0 to 1.
 */
export function holm(pValues: readonly number[]): number[] {
  checkProbabilities(pValues);
  const ascending = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  ascending.forEach((i, rank) => {
    // No test is more significant than one with a smaller p-value.
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[i]!));
    adjusted[i] = largest;
  });
  return adjusted;
}
