/**
 * Intervals for any statistic, by drawing whole clusters anew: Efron's percentile bootstrap over
 * processes. Samples of one process resemble each other, so drawing single samples would call any
 * figure certain; only the clusters have to be independent. Statistics that have an exact interval
 * (medians, shifts, proportions) do not come here.
 * @module
 */
import type { Random } from "../random/random.ts";
import { tailOf } from "./confidence.ts";
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { sortedSample } from "./sorted_sample.ts";

/** How to draw, and how sure the interval has to be. */
export interface BootstrapOptions extends IntervalOptions {
  /** Draws the clusters; a seeded one makes the interval repeatable. */
  readonly random: Random;
  /** How many times as many clusters as there are get drawn; an integer from 1. @default {2_000} */
  readonly resamples?: number;
}

/**
 * Estimates a statistic of clusters.
 *
 * @param clusters What was drawn independently: forks, or pairs of forks; one or more.
 * @param statistic Computes the figure from clusters, some of which come more than once; must be finite.
 * @param options How to draw, and how sure the interval has to be.
 * @returns The statistic of the clusters as they are, with the range that the middle of the resamples
 * falls into; `n` counts clusters. The bounds are infinite where clusters or resamples are too few: no
 * resample reaches beyond the outermost clusters, which cover a median no more often than 1 − 2^(1 − n),
 * so that 95 % need 6 clusters.
 * @throws {RangeError} If there is no cluster, a statistic is not finite, or an option is out of bounds.
 */
export function clusterBootstrap<Cluster>(
  clusters: readonly Cluster[],
  statistic: (drawn: readonly Cluster[]) => number,
  options: BootstrapOptions,
): Estimate {
  const { random, resamples = 2_000, confidence = 0.95 } = options;
  const tail = tailOf(confidence);
  checkCounts(clusters.length, resamples);
  const value = statistic(clusters);
  const figures = Array.from(
    { length: resamples },
    () => statistic(clusters.map(() => clusters[random.below(clusters.length)]!)),
  );
  const ordered = sortedSample(figures);
  const rank = 2 ** -clusters.length <= tail ? Math.floor((resamples + 1) * tail) : 0;
  return {
    value,
    lo: rank === 0 ? -Infinity : ordered[rank - 1]!,
    hi: rank === 0 ? Infinity : ordered[resamples - rank]!,
    confidence,
    n: clusters.length,
  };
}

function checkCounts(clusters: number, resamples: number): void {
  if (clusters === 0) throw new RangeError("Cannot resample as there must be at least one cluster: there is none");
  if (Number.isInteger(resamples) && resamples >= 1) return;
  throw new RangeError(`Cannot resample as 'resamples' must be an integer from 1: current value is ${resamples}`);
}
