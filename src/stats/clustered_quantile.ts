/**
 * A quantile over the samples of several processes, with an interval that draws processes, not samples.
 * Values are sorted once; a resample then only says how often each process counts.
 * @module
 */
import { type BootstrapOptions, clusterBootstrap } from "./cluster_bootstrap.ts";
import type { Estimate } from "./estimate.ts";
import { quantileRank } from "./quantile.ts";
import { sortedSample } from "./sorted_sample.ts";

/** Which quantile, how to draw, and how sure the interval has to be. */
export interface ClusteredQuantileOptions extends BootstrapOptions {
  /** The share of values that do not exceed it; above 0 and up to 1. */
  readonly quantile: number;
}

/**
 * Estimates a quantile of what processes measured.
 *
 * @param forks The values of each process: one process or more, with one finite number or more each.
 * @param options Which quantile, and how to draw.
 * @returns The nearest-rank quantile of all values together; `n` counts processes. Fewer than 6 cannot
 * give a 95 % interval.
 * @throws {RangeError} If a process is empty, a value is not finite, or an option is out of bounds.
 */
export function clusteredQuantile(
  forks: readonly (readonly number[])[],
  { quantile, ...options }: ClusteredQuantileOptions,
): Estimate {
  const descending = forks
    .flatMap((values, fork) => Array.from(sortedSample(values), (value) => ({ value, fork })))
    .sort((a, b) => b.value - a.value);
  const indexes = forks.map((_, fork) => fork);
  return clusterBootstrap(indexes, (drawn) => {
    const times = new Uint32Array(forks.length);
    for (const fork of drawn) times[fork]! += 1;
    const n = drawn.reduce((sum, fork) => sum + forks[fork]!.length, 0);
    // Quantiles worth an interval are mostly near the top, so they are counted down to.
    let above = n - quantileRank(n, quantile) + 1;
    const found = descending.find(({ fork }) => (above -= times[fork]!) <= 0);
    return found!.value;
  }, options);
}
