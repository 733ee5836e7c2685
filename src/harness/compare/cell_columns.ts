/**
 * Plain figures of a measured cell, for tables that want them all: what the samples are like, not how
 * sure anything is. None of them is a headline: that is the median with its interval (`cell_estimate.ts`).
 * @module
 */
import { median } from "../../stats/median.ts";
import type { Fork } from "../session/result.ts";

/** Plain figures of a cell; times per run, by the clock that decides, over the samples of all processes. */
export interface CellColumns {
  readonly averageNs: number;
  readonly minNs: number;
  readonly maxNs: number;
  readonly medianNs: number;
  /** Of samples, which are means over a batch each: less than single runs vary. 0 for a single sample. */
  readonly standardDeviationNs: number;
  /** Runs per second of wall time, one after the other. */
  readonly throughputPerSecond: number;
  /** Median over samples, per run; `null` where the runtime keeps no count of it. */
  readonly allocatedBytes: number | null;
  /** Median over processes of the peak resident set; null where it could not be read. */
  readonly peakRssBytes: number | null;
  /** Median over all samples of the resident set; null where it was not recorded. */
  readonly rssBytes: number | null;
  /** Processor time over wall time, in percent; above 100 where helper threads work beside the program. */
  readonly cpuPercent: number;
  /** Share of wall time that collections of garbage held the program up, in percent. */
  readonly gcPercent: number;
  /** Runs behind the samples. */
  readonly iterations: number;
  /** Median over processes: loading the framework, where that was done for this cell, and building the graph. */
  readonly setupNs: number;
  /** Median over processes: letting go of the graph; null where it was not measured. */
  readonly teardownNs: number | null;
}

const BYTES_PER_KIB = 1_024;

/**
 * Computes the plain figures of a cell.
 *
 * @param forks Its processes, one or more, each with one sample or more.
 * @param reading The clock that decides.
 * @returns The figures.
 * @throws {RangeError} If there is no process, or one without a sample.
 */
export function cellColumns(forks: readonly Fork[], reading: "cpuNs" | "wallNs"): CellColumns {
  const perRun = (column: "cpuNs" | "wallNs" | "allocatedBytes") =>
    forks.flatMap((fork) => fork[column].map((total) => total / fork.batch));
  const total = (column: "cpuNs" | "wallNs" | "gcNs") =>
    forks.reduce((sum, fork) => sum + fork[column].reduce((part, value) => part + value, 0), 0);
  const times = perRun(reading);
  const averageNs = times.reduce((sum, time) => sum + time, 0) / times.length;
  const wallNs = Math.max(total("wallNs"), 1);
  return {
    averageNs,
    minNs: times.reduce((least, time) => Math.min(least, time), Infinity),
    maxNs: times.reduce((most, time) => Math.max(most, time), -Infinity),
    medianNs: median(times),
    standardDeviationNs: deviation(times, averageNs),
    throughputPerSecond: 1e9 / Math.max(median(perRun("wallNs")), Number.MIN_VALUE),
    allocatedBytes: medianOf(perRun("allocatedBytes")),
    peakRssBytes: medianOf(forks.map(({ peakRssKib }) => peakRssKib === null ? null : peakRssKib * BYTES_PER_KIB)),
    rssBytes: medianOf(forks.flatMap(({ rssBytes }) => rssBytes)),
    cpuPercent: 100 * total("cpuNs") / wallNs,
    gcPercent: 100 * total("gcNs") / wallNs,
    iterations: forks.reduce((sum, { batch, wallNs }) => sum + batch * wallNs.length, 0),
    setupNs: median(forks.map(({ importNs, prepareNs }) => importNs + prepareNs)),
    teardownNs: medianOf(forks.map(({ teardownNs }) => teardownNs)),
  };
}

function deviation(values: readonly number[], mean: number): number {
  if (values.length < 2) return 0;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** The median of those that are known; `null` if none is. */
function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}
