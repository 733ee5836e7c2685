/**
 * The cells of a benchmark as reports read them: estimates as `compare/` has them, and beside them the samples
 * themselves, sorted and in the order of time.
 * @module
 */
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { clusteredQuantile } from "../../stats/clustered_quantile.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { modesOf } from "../../stats/modality.ts";
import { quantileRank, valuesNeeded } from "../../stats/quantile.ts";
import { isControl } from "../adapters/python_facts.ts";
import type { BenchmarkAnalysis, MeasuredRow, Row, UnmeasuredRow } from "../compare/benchmark_analysis.ts";
import { forkPairs, type PrimaryReading } from "../compare/fork_pairs.ts";
import { haveRatio, type Languages } from "../compare/languages.ts";
import { pairedRatio } from "../compare/ratio.ts";
import type { CellWarning } from "../compare/warnings.ts";
import type { BenchmarkResult, Fork } from "../session/result.ts";
import { ALL_RATINGS } from "../suites/ratings/all_ratings.ts";
import { ratingOf } from "./cell_rating.ts";
import type { CellModel, MeasuredCellModel, MetricModel, SpreadModel, WarningModel } from "./model.ts";

/** Stretches that the samples in run order are gathered in. */
const MOST_STRETCHES = 64;
/** Percentiles that are worth showing, the highest first. */
const TOP_PERCENTILES = [0.999, 0.99, 0.95, 0.9] as const;
/** Draws for the interval of a percentile: its ends are read to two digits. */
const RESAMPLES = 400;

const METRICS: Readonly<Record<PrimaryReading, MetricModel>> = {
  cpuNs: { id: "cpu", unit: "ns", better: "lower" },
  wallNs: { id: "wall", unit: "ns", better: "lower" },
};

/**
 * Makes the cells of a benchmark.
 *
 * @param analysis The benchmark, analysed.
 * @param source The same benchmark with its samples, and the languages of subjects that are not in the tool's own.
 * @returns A cell for each row, in their order.
 */
export function cellModels(
  analysis: BenchmarkAnalysis,
  { raw, languages }: { readonly raw: BenchmarkResult; readonly languages: Languages },
): CellModel[] {
  const reading: PrimaryReading = analysis.primaryClock === "cpu" ? "cpuNs" : "wallNs";
  return analysis.rows.map((row, index): CellModel => {
    const cell = raw.cells[index]!;
    if (row.status !== "measured" || cell.status !== "measured") return lostCell(row as UnmeasuredRow);
    return measuredCell(row, { forks: cell.forks, reading, rows: analysis.rows, benchmark: analysis, languages });
  });
}

function lostCell({ status, subject, reason }: UnmeasuredRow): CellModel {
  return { status: status === "unsupported" ? "not-applicable" : status, subject, reason };
}

interface CellContext {
  readonly forks: readonly Fork[];
  readonly reading: PrimaryReading;
  readonly rows: readonly Row[];
  readonly benchmark: Pick<BenchmarkAnalysis, "id" | "tasks" | "workload">;
  readonly languages: Languages;
}

function measuredCell(row: MeasuredRow, context: CellContext): MeasuredCellModel {
  const { forks, reading } = context;
  const perRun = forks.map((fork) => fork[reading].map((total) => total / fork.batch));
  const samples = perRun.flat().sort((a, b) => a - b);
  return {
    status: "measured",
    subject: row.subject,
    metric: METRICS[reading],
    value: row.primaryNs,
    wallNs: row.wallNs,
    cpuNs: row.cpuNs,
    allocatedBytes: row.allocatedBytes,
    spread: spreadOf(samples),
    samples,
    inOrder: inOrder(forks, perRun),
    topPercentile: topPercentile(perRun, samples.length),
    latency: row.latency.map(({ share, latencyNs }) => ({ share, estimate: latencyNs })),
    modes: samples[0]! > 0 ? modesOf(samples).length : 1,
    processes: row.forks.length,
    perProcess: row.forks,
    provedRuns: row.provedRuns,
    seed: seedColumns(row),
    warnings: row.warnings.map(warningModel),
    overheadNsPerTask: row.overheadNsPerTask,
    ratioTo: ratiosOf(row, context),
    rating: rowRating(row, context),
  };
}

/** Plain code is what engines are measured by, and not rated itself. */
function rowRating({ subject, primaryNs }: MeasuredRow, { forks, benchmark: { id, tasks } }: CellContext) {
  const limits = ALL_RATINGS[id];
  if (limits === undefined || isControl(subject)) return null;
  return ratingOf({ value: primaryNs, tasks, forks }, limits);
}

function spreadOf(sorted: readonly number[]): SpreadModel {
  const at = (share: number) => sorted[quantileRank(sorted.length, share) - 1]!;
  return { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

function inOrder(forks: readonly Fork[], perRun: readonly (readonly number[])[]): MeasuredCellModel["inOrder"] {
  const timed = forks.flatMap((fork, index) =>
    perRun[index]!.map((value, sample) => ({ value, startedMs: fork.startedMs[sample] ?? 0 }))
  );
  const values = timed.toSorted((a, b) => a.startedMs - b.startedMs).map(({ value }) => value);
  const stretches = Math.min(MOST_STRETCHES, values.length);
  return Array.from({ length: stretches }, (_, index) => {
    const [from, to] = [index, index + 1].map((edge) => Math.floor(edge * values.length / stretches));
    const part = values.slice(from, to).sort((a, b) => a - b);
    const at = (share: number) => part[quantileRank(part.length, share) - 1]!;
    return [at(0.1), at(0.5), at(0.9)] as const;
  });
}

function topPercentile(perRun: readonly (readonly number[])[], n: number): MeasuredCellModel["topPercentile"] {
  const share = TOP_PERCENTILES.find((share) => n >= valuesNeeded(share));
  if (share === undefined) return null;
  // A fixed seed: two reports of one result must not differ.
  const options = { quantile: share, random: randomFromSeed(1), resamples: RESAMPLES };
  return { share, estimate: clusteredQuantile(perRun, options) };
}

function seedColumns({ columns }: MeasuredRow): MeasuredCellModel["seed"] {
  return {
    averageNs: columns.averageNs,
    minNs: columns.minNs,
    maxNs: columns.maxNs,
    medianNs: columns.medianNs,
    standardDeviationNs: columns.standardDeviationNs,
    throughputPerS: columns.throughputPerSecond,
    memoryBytes: columns.peakRssBytes,
    cpuShare: columns.cpuPercent / 100,
    iterations: columns.iterations,
    setupNs: columns.setupNs,
    teardownNs: columns.teardownNs,
  };
}

function warningModel(warning: CellWarning): WarningModel {
  const code = warning.code === "low-cpu-share" ? "mostly-waiting" : warning.code;
  if (warning.code === "bimodal") return { code: "bimodal", facts: { modes: warning.modes.length } };
  const facts = Object.entries(warning).filter((fact): fact is [string, number] => typeof fact[1] === "number");
  return { code, facts: Object.fromEntries(facts) };
}

function ratiosOf(
  row: MeasuredRow,
  { rows, reading, benchmark, languages }: CellContext,
): Readonly<Record<string, Estimate>> {
  const comparison = { kernel: benchmark.workload.kernel, languages };
  const ratios = rows.flatMap((other): [string, Estimate][] => {
    if (other.status !== "measured" || other.subject === row.subject) return [];
    if (!haveRatio(row.subject, other.subject, comparison)) return [];
    const ratio = pairedRatio(forkPairs({ subject: row.forks, reference: other.forks }, reading));
    return ratio === null ? [] : [[other.subject, ratio]];
  });
  return Object.fromEntries(ratios);
}
