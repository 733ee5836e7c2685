/**
 * Latencies of single runs beside the samples, which are means over a batch: how many a process times, and the form
 * in which they are kept.
 * @module
 */
import { LatencyHistogram } from "../measure/load/latency_histogram.ts";
import type { Profile } from "./profile.ts";
import type { Fork } from "./result.ts";

/** Shorter runs are not timed one by one: reading the clock would be part of what is read. */
const SHORTEST_RUN_NS = 20_000;
/** Runs that a process times where there is time: enough for a 99.9th percentile over two processes. */
const MOST_RUNS = 5_000;
/** Fewer are not worth a quantile. */
const FEWEST_RUNS = 10;

/**
 * Tells how many runs a process times one by one.
 *
 * @param runNs How long a run takes.
 * @param profile How much time there is for it.
 * @returns A number from 10 to 5,000, or 0 for none.
 */
export function latencyRuns(runNs: number, { latencyBudgetMs = 0 }: Pick<Profile, "latencyBudgetMs">): number {
  if (runNs < SHORTEST_RUN_NS) return 0;
  const affordable = Math.floor(latencyBudgetMs * 1e6 / runNs);
  return affordable < FEWEST_RUNS ? 0 : Math.min(affordable, MOST_RUNS);
}

/**
 * Brings latencies into the form in which they are kept.
 *
 * @param latenciesNs In nanoseconds, one or more.
 * @returns Their number, and their histogram as text.
 */
export function encodedLatencies(latenciesNs: readonly number[]): NonNullable<Fork["latencies"]> {
  const histogram = LatencyHistogram.empty();
  for (const latencyNs of latenciesNs) histogram.record(latencyNs);
  return { runs: histogram.count, histogram: histogram.encode() };
}
