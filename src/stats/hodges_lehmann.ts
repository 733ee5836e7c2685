/**
 * The Hodges–Lehmann estimate: the shift that makes paired differences look most symmetric around 0,
 * with the interval of all shifts that the exact signed-rank test does not reject. Symmetry is assumed,
 * a shape is not. This is how a difference between two subjects is told from fork pairs.
 * @module
 */
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { checkObservations, rankInterval } from "./rank_interval.ts";
import { signedRankProbabilities } from "./signed_rank.ts";
import { sortedSample } from "./sorted_sample.ts";

/**
 * Estimates the centre of paired differences. A difference of 0 counts as any other: dropping it would
 * move the centre away from 0.
 *
 * @param differences One finite number per pair, 1 to 1,000 of them, in any order.
 * @param options How sure the interval has to be.
 * @returns The median of the Walsh averages (of each difference with each, itself included), in the unit
 * of the differences. Fewer than 6 cannot give a 95 % interval: its bounds are then infinite.
 * @throws {RangeError} If there is no difference, one is not finite, there are too many, or the
 * confidence is not between 0 and 1.
 *
 * @example Six pairs, the fewest that give an interval
 * ```ts
 * import assert from "node:assert/strict";
 * import { hodgesLehmann } from "./hodges_lehmann.ts";
 *
 * const { value, lo, hi } = hodgesLehmann([3, 1, 2, 6, 4, 5]);
 * assert.deepEqual([lo, value, hi], [1, 3.5, 6]);
 * ```
 */
export function hodgesLehmann(differences: readonly number[], options: IntervalOptions = {}): Estimate {
  const n = differences.length;
  checkObservations(n);
  const ordered = walshAverages(sortedSample(differences)).sort();
  return rankInterval({ ordered, probabilities: signedRankProbabilities(n), n }, options);
}

function walshAverages(values: Float64Array): Float64Array {
  const averages = new Float64Array(values.length * (values.length + 1) / 2);
  let next = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i; j < values.length; j++) averages[next++] = (values[i]! + values[j]!) / 2;
  }
  return averages;
}
