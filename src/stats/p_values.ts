/**
 * The check that p-values are probabilities, for the adjustments that take several.
 * @module
 */

/**
 * Checks p-values.
 *
 * @param pValues The values.
 * @throws {RangeError} If one is not from 0 to 1.
 */
export function checkProbabilities(pValues: readonly number[]): void {
  const odd = pValues.find((p) => !(p >= 0 && p <= 1));
  if (odd === undefined) return;
  throw new RangeError(`Cannot adjust p-values as each must be from 0 to 1: one of them is ${odd}`);
}
