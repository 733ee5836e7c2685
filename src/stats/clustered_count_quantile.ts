/**
 * A quantile over the histograms of several processes, with an interval that draws processes, not values. The same
 * as `clustered_quantile.ts` for values that were counted instead of kept.
 * @module
 */
import { clusterBootstrap } from "./cluster_bootstrap.ts";
import type { ClusteredQuantileOptions } from "./clustered_quantile.ts";
import type { Estimate } from "./estimate.ts";
import { quantileRank } from "./quantile.ts";

/** A value with how often it came. */
export interface CountedValue {
  readonly value: number;
  /** A whole number from 1. */
  readonly count: number;
}

/**
 * Estimates a quantile of what processes counted.
 *
 * @param forks The counted values of each process: one process or more, with one value or more each.
 * @param options Which quantile, and how to draw.
 * @returns The nearest-rank quantile of all values together; `n` counts processes. Fewer than 6 cannot give a 95 %
 * interval.
 * @throws {RangeError} If there is no process, or an option is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { randomFromSeed } from "../random/xoshiro128.ts";
 * import { clusteredCountQuantile } from "./clustered_count_quantile.ts";
 *
 * const forks = [[{ value: 1, count: 9 }, { value: 5, count: 1 }]];
 * assert.equal(clusteredCountQuantile(forks, { quantile: 0.9, random: randomFromSeed(1) }).value, 1);
 * ```
 */
export function clusteredCountQuantile(
  forks: readonly (readonly CountedValue[])[],
  { quantile, ...options }: ClusteredQuantileOptions,
): Estimate {
  const descending = forks
    .flatMap((values, fork) => values.map(({ value, count }) => ({ value, count, fork })))
    .sort((a, b) => b.value - a.value);
  const totals = forks.map((values) => values.reduce((sum, { count }) => sum + count, 0));
  return clusterBootstrap(forks.map((_, fork) => fork), (drawn) => {
    const times = new Uint32Array(forks.length);
    for (const fork of drawn) times[fork]! += 1;
    const n = drawn.reduce((sum, fork) => sum + totals[fork]!, 0);
    // Quantiles worth an interval are mostly near the top, so they are counted down to.
    let above = n - quantileRank(n, quantile) + 1;
    const found = descending.find(({ fork, count }) => (above -= times[fork]! * count) <= 0);
    return found!.value;
  }, options);
}
