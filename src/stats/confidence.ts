/**
 * What a confidence leaves to either side of a two-sided interval, and the check that it is one.
 * @module
 */

/**
 * Splits the doubt of an interval evenly over its two tails.
 *
 * @param confidence Least share of all samples whose interval covers the truth.
 * @returns The probability of one tail; above 0 and below a half.
 * @throws {RangeError} If `confidence` is not between 0 and 1.
 */
export function tailOf(confidence: number): number {
  if (confidence > 0 && confidence < 1) return (1 - confidence) / 2;
  throw new RangeError(
    `Cannot find an interval as 'confidence' must be above 0 and below 1: current value is ${confidence}`,
  );
}
