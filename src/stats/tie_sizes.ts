/**
 * How many values are equal to each other: what the variance of every rank statistic has to be told.
 * @module
 */

/**
 * Counts equal values.
 *
 * @param values Finite numbers, in any order.
 * @returns The size of each group of equal values, in ascending order of the values; 1 for one that stands alone.
 */
export function tieSizes(values: readonly number[]): number[] {
  const ordered = Float64Array.from(values).sort();
  const sizes: number[] = [];
  ordered.forEach((value, i) => {
    if (i > 0 && value === ordered[i - 1]) sizes.push(sizes.pop()! + 1);
    else sizes.push(1);
  });
  return sizes;
}
