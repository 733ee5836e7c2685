/**
 * Spread by the median absolute deviation, which a few wild values do not inflate as they do a
 * standard deviation.
 * @module
 */
import { median } from "./median.ts";

/** Standard deviation of a normal distribution divided by its median absolute deviation. */
const DEVIATIONS_PER_MAD = 1.4826;

/**
 * Finds the median distance of the values from their median.
 *
 * @param values One finite number or more, in any order.
 * @returns The raw median absolute deviation, in the unit of the values.
 * @throws {RangeError} If there is no value, or one of them is not finite.
 */
export function mad(values: readonly number[]): number {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}

/**
 * Estimates the standard deviation that the bulk of the values would have if it were normal.
 *
 * @param values One finite number or more, in any order.
 * @returns 1.4826 times the median absolute deviation, in the unit of the values.
 * @throws {RangeError} If there is no value, or one of them is not finite.
 */
export function robustDeviation(values: readonly number[]): number {
  return DEVIATIONS_PER_MAD * mad(values);
}
