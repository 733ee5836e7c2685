/**
 * Quantiles by nearest rank: the answer is always a value that was really measured. Interpolation is
 * left out on purpose, since between a fast and a slow mode it would report latencies that no run ever
 * had. A quantile says nothing where hardly any value lies beyond it; how many values it needs is told
 * here too. Its interval is in `clustered_quantile.ts`.
 * @module
 */
import { sortedSample } from "./sorted_sample.ts";

/** Values that have to be expected beyond a quantile. */
export const LEAST_BEYOND = 10;

/** Forgives the rounding of products such as 0.07 · 100, which comes out a hair above 7. */
const ROUNDING = 1e-9;

/**
 * Finds the smallest value that at least a given share of the sample does not exceed.
 *
 * @param values One finite number or more, in any order.
 * @param quantile The share; above 0 and up to 1.
 * @returns A member of the sample.
 * @throws {RangeError} If `quantile` is out of bounds, there is no value, or one is not finite.
 *
 * @example The 99th percentile of a hundred values is the 99th of them
 * ```ts
 * import assert from "node:assert/strict";
 * import { quantileOf } from "./quantile.ts";
 *
 * const latenciesNs = Array.from({ length: 100 }, (_, i) => 1_000 + i);
 * assert.equal(quantileOf(latenciesNs, 0.99), 1_098);
 * ```
 */
export function quantileOf(values: readonly number[], quantile: number): number {
  return sortedSample(values)[quantileRank(values.length, quantile) - 1]!;
}

/**
 * Finds the rank of a quantile.
 *
 * @param n How many values there are, 1 or more.
 * @param quantile The share; above 0 and up to 1.
 * @returns The rank of the value in ascending order, from 1 to `n`.
 * @throws {RangeError} If `quantile` is out of bounds.
 */
export function quantileRank(n: number, quantile: number): number {
  if (!(quantile > 0 && quantile <= 1)) {
    throw new RangeError(
      `Cannot find a quantile as 'quantile' must be above 0 and up to 1: current value is ${quantile}`,
    );
  }
  return Math.max(1, Math.ceil(quantile * n - ROUNDING));
}

/**
 * Tells how many values a quantile needs before it means anything: on its thinner side, 10 have to be expected
 * beyond it.
 *
 * @param quantile The share; above 0 and below 1.
 * @returns The least n, an integer: 1,000 for a 99th percentile.
 * @throws {RangeError} If `quantile` is out of bounds.
 */
export function valuesNeeded(quantile: number): number {
  const beyond = Math.min(quantile, 1 - quantile);
  if (beyond > 0) return Math.ceil(LEAST_BEYOND / beyond - ROUNDING * LEAST_BEYOND / beyond);
  throw new RangeError(
    `Cannot support a quantile as 'quantile' must be above 0 and below 1: current value is ${quantile}`,
  );
}
