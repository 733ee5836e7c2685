/**
 * Spread by the distances between values instead of from a centre: Rousseeuw and Croux's Qₙ
 * ("Alternatives to the median absolute deviation", 1993), about the lower quartile of all distances.
 * Unlike the median absolute deviation it does not take the distance between two modes for their
 * width, which is why densities and modes are judged by it; everything else uses `mad.ts`.
 * @module
 */
import { sortedSample } from "./sorted_sample.ts";
import { thinned } from "./thinned.ts";

/** Standard deviation of a normal distribution divided by the lower quartile of its distances: 1 / (√2 Φ⁻¹(5/8)). */
const DEVIATIONS_PER_DISTANCE = 2.21914446598508;
/** Values whose distances are looked at; of larger samples, as many are picked evenly by rank. */
const MOST_VALUES = 200;

/**
 * Estimates the standard deviation that values would have if they came from one normal mode.
 *
 * @param values Two finite numbers or more, in any order.
 * @returns The scale, in the unit of the values; 0 where at least about a quarter of all pairs are equal.
 * @throws {RangeError} If there are fewer than two values, or one is not finite.
 */
export function qnScale(values: readonly number[]): number {
  const ordered = thinned(sortedSample(values), MOST_VALUES);
  const n = ordered.length;
  if (n < 2) throw new RangeError(`Cannot measure distances as there must be two values or more: there is ${n}`);
  const distances = new Float64Array(n * (n - 1) / 2);
  let next = 0;
  ordered.forEach((value, i) => {
    for (let j = 0; j < i; j++) distances[next++] = value - ordered[j]!;
  });
  // As many pairs as there are within a bare majority of the values.
  const majority = Math.floor(n / 2) + 1;
  return DEVIATIONS_PER_DISTANCE * distances.sort()[majority * (majority - 1) / 2 - 1]!;
}
