/**
 * Quantiles of latencies over processes: histograms merged, intervals by drawing processes. A quantile that too few
 * latencies lie beyond is left out.
 * @module
 */
import { randomFromSeed } from "../../../random/xoshiro128.ts";
import { clusteredCountQuantile } from "../../../stats/clustered_count_quantile.ts";
import type { Estimate } from "../../../stats/estimate.ts";
import { valuesNeeded } from "../../../stats/quantile.ts";
import { LatencyHistogram } from "../../measure/load/latency_histogram.ts";
import { seedOf } from "../../workload/digest.ts";

/** A quantile that the latencies support. */
export interface LatencyQuantile {
  /** Share of latencies that are at most so long, between 0 and 1. */
  readonly share: number;
  /** In nanoseconds, with processes as n. */
  readonly latencyNs: Estimate;
}

/** Quantiles that are looked at. */
const QUANTILES: readonly number[] = [0.5, 0.9, 0.99, 0.999];

/** Where the draws of an interval come from. */
export interface QuantileDraws {
  /** The session's seed. */
  readonly seed: number;
  /** What the latencies are of. */
  readonly of: string;
}

/**
 * Estimates the quantiles of latencies.
 *
 * @param histograms One a process, as text; may be none.
 * @param draws Where the draws come from.
 * @returns Those quantiles for which at least 10 latencies are expected on the thinner side.
 */
export function latencyQuantiles(histograms: readonly string[], { seed, of }: QuantileDraws): LatencyQuantile[] {
  const forks = histograms.map((text) => LatencyHistogram.decode(text).entries()).filter((fork) => fork.length > 0);
  const latencies = forks.flat().reduce((sum, { count }) => sum + count, 0);
  return QUANTILES.filter((share) => latencies >= valuesNeeded(share)).map((share) => {
    const random = randomFromSeed(seedOf(`${seed}/quantile/${of}`, Math.round(share * 1e4), 0));
    return { share, latencyNs: clusteredCountQuantile(forks, { quantile: share, random }) };
  });
}
