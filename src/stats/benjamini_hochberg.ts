/**
 * Benjamini and Hochberg's q-values ("Controlling the false discovery rate", 1995): among the tests
 * called at a level q, the share of false alarms is expected to be at most q. For tests that are
 * independent or lean the same way; shown as information, while verdicts rest on confirmation
 * (`verdict.ts`).
 * @module
 */
import { checkProbabilities } from "./p_values.ts";

/**
 * Turns p-values into q-values.
 *
 * @param pValues One per test, from 0 to 1; there may be none.
 * @returns q-values in the same order: the smallest level at which each test would still be called.
 * @throws {RangeError} If a p-value is not from 0 to 1.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  checkProbabilities(pValues);
  const descending = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  descending.forEach((i, above) => {
    smallest = Math.min(smallest, pValues[i]! * pValues.length / (pValues.length - above));
    adjusted[i] = smallest;
  });
  return adjusted;
}
