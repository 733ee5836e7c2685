/**
 * The median: the centre that half of the sample can be wrong without moving far. Its interval is in
 * `order_statistic_interval.ts`.
 * @module
 */
import { sortedSample } from "./sorted_sample.ts";

/**
 * Finds the middle of a sample, or the mean of the two middle values.
 *
 * @param values One finite number or more, in any order.
 * @returns The median, in the unit of the values.
 * @throws {RangeError} If there is no value, or one of them is not finite.
 */
export function median(values: readonly number[]): number {
  return medianOfSorted(sortedSample(values));
}

/**
 * Finds the middle of values that are already in order.
 *
 * @param ordered One number or more, ascending.
 * @returns The median, in the unit of the values.
 */
export function medianOfSorted(ordered: Float64Array): number {
  const upper = Math.floor(ordered.length / 2);
  if (ordered.length % 2 === 1) return ordered[upper]!;
  return (ordered[upper - 1]! + ordered[upper]!) / 2;
}
