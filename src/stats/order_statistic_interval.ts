/**
 * The interval of a median, read off the ordered sample: how many values lie below the true median is
 * a matter of fair coins, whatever the shape of what was sampled. Only independence is assumed, which
 * is why absolute figures rest on the medians of forks and never on the samples of one process.
 * @module
 */
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { checkObservations, rankInterval } from "./rank_interval.ts";
import { sortedSample } from "./sorted_sample.ts";

/**
 * Estimates the median that a sample was drawn from.
 *
 * @param sample Independent finite numbers, 1 to 1,000 of them, in any order.
 * @param options How sure the interval has to be.
 * @returns The sample's median with its exact interval, in the unit of the sample. Fewer than 6 cannot
 * give a 95 % interval: its bounds are then infinite.
 * @throws {RangeError} If there is no value, one is not finite, there are too many, or the confidence is
 * not between 0 and 1.
 *
 * @example The interval of six is the whole sample
 * ```ts
 * import assert from "node:assert/strict";
 * import { medianInterval } from "./order_statistic_interval.ts";
 *
 * const { value, lo, hi } = medianInterval([12, 10, 11, 15, 13, 14]);
 * assert.deepEqual([lo, value, hi], [10, 12.5, 15]);
 * ```
 */
export function medianInterval(sample: readonly number[], options: IntervalOptions = {}): Estimate {
  const n = sample.length;
  checkObservations(n);
  return rankInterval({ ordered: sortedSample(sample), probabilities: fairCoinProbabilities(n), n }, options);
}

/** Probabilities of 0, 1, … `tosses` heads. */
function fairCoinProbabilities(tosses: number): Float64Array {
  const probabilities = new Float64Array(tosses + 1);
  probabilities[0] = 2 ** -tosses;
  for (let heads = 1; heads <= tosses; heads++) {
    probabilities[heads] = probabilities[heads - 1]! * (tosses - heads + 1) / heads;
  }
  return probabilities;
}
