/**
 * A sample in ascending order: where every rank-based statistic starts, and where it is checked that
 * there is something to rank.
 * @module
 */

/**
 * Sorts a sample.
 *
 * @param values One finite number or more, in any order; left as they are.
 * @returns A copy in ascending order.
 * @throws {RangeError} If there is no value, or one of them is not finite.
 */
export function sortedSample(values: readonly number[]): Float64Array {
  if (values.length === 0) throw new RangeError("Cannot rank a sample as it must hold at least one value: it is empty");
  const odd = values.find((value) => !Number.isFinite(value));
  if (odd !== undefined) {
    throw new RangeError(`Cannot rank a sample as its values must be finite: one of them is ${odd}`);
  }
  return Float64Array.from(values).sort();
}
