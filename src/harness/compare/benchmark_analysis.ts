/**
 * One benchmark as reports read it: a row per subject with everything that can be said of it, and
 * PuffinFlow's duels. Bounds can be infinite; who writes them must not show them as numbers.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { PUFFINFLOW } from "../adapters/facts.ts";
import { isControl } from "../adapters/python_facts.ts";
import type { BenchmarkResult, Cell, Fork } from "../session/result.ts";
import { type CellColumns, cellColumns } from "./cell_columns.ts";
import { type CellEstimate, estimateCell, type MeasuredCell } from "./cell_estimate.ts";
import { type Duel, outcomeOf } from "./duel.ts";
import { forkPairs, type PrimaryReading } from "./fork_pairs.ts";
import { controlFor, haveRatio, type Languages } from "./languages.ts";
import { type LatencyQuantile, latencyQuantiles, type QuantileDraws } from "./metrics/latency_quantiles.ts";
import { type Overhead, overheadNsPerTask } from "./overhead.ts";
import { pairedRatio } from "./ratio.ts";
import { type CellWarning, cellWarnings } from "./warnings.ts";

/** A subject that has times. */
export interface MeasuredRow extends CellEstimate {
  readonly subject: string;
  readonly status: "measured";
  /** What one run takes by the clock that decides: `cpuNs` or `wallNs`. */
  readonly primaryNs: Estimate;
  /** What the engine adds to each task, beyond plain code of its own language; null for that, and where it has no pass in common. */
  readonly overheadNsPerTask: Overhead | null;
  /**
   * Time divided by that of the fastest framework that it can be compared with; null for that one, for the control,
   * and where there is no ratio.
   */
  readonly ratioToFastest: Estimate | null;
  /** Whether it has the smallest median of the frameworks that it can be compared with. The control is none: it is the floor for all. */
  readonly isFastest: boolean;
  /** Quantiles of single runs, where processes timed enough of them; else none. */
  readonly latency: readonly LatencyQuantile[];
  /** Plain figures of its samples, for tables that want them all. */
  readonly columns: CellColumns;
  /** What to doubt in its figures. */
  readonly warnings: readonly CellWarning[];
}

/** A subject that has none, and why. */
export type UnmeasuredRow = Readonly<Exclude<Cell, MeasuredCell>>;

/** One subject's row. */
export type Row = MeasuredRow | UnmeasuredRow;

/** One benchmark, analysed. */
export interface BenchmarkAnalysis extends Readonly<Omit<BenchmarkResult, "cells">> {
  /** One row per cell, in the order of the cells. */
  readonly rows: readonly Row[];
  /** The framework with the smallest median, of those that PuffinFlow can be compared with, or null where none was measured. */
  readonly fastest: string | null;
  /** PuffinFlow against every other framework, in the order of the cells; none where it did not take part. */
  readonly duels: readonly Duel[];
}

type EstimatedCell = CellEstimate & Pick<MeasuredCell, "subject" | "status"> & { readonly rawForks: readonly Fork[] };

/** What figures are held against. */
export interface AnalysisContext {
  /** Grain of the clock, in nanoseconds. @default {0} */
  readonly clockGrainNs?: number;
  /** Where the draws of intervals come from. @default {0} */
  readonly seed?: number;
  /** Languages of subjects that are not in the tool's own. @default none */
  readonly languages?: Languages;
}

/**
 * Analyses a benchmark.
 *
 * @param benchmark One benchmark of a result.
 * @param context What figures are held against.
 * @returns Its rows and duels. Too few processes are no error: they give infinite bounds.
 * @throws {RangeError} If a measured process has no sample.
 */
export function analyseBenchmark(
  benchmark: BenchmarkResult,
  { clockGrainNs = 0, seed = 0, languages = new Map() }: AnalysisContext = {},
): BenchmarkAnalysis {
  const { cells, ...facts } = benchmark;
  const reading: PrimaryReading = facts.primaryClock === "cpu" ? "cpuNs" : "wallNs";
  const estimated = cells.map((cell) =>
    cell.status === "measured"
      ? { subject: cell.subject, status: cell.status, rawForks: cell.forks, ...estimateCell(cell) }
      : cell
  );
  const measured = estimated.filter((cell) => cell.status === "measured");
  const frameworks = measured.filter(({ subject }) => !isControl(subject));
  const comparison = { kernel: facts.workload.kernel, languages };
  const fastestFor = (subject: string) =>
    smallest(frameworks.filter((cell) => haveRatio(subject, cell.subject, comparison)), reading);
  const controlOf = (subject: string) => measured.find((cell) => cell.subject === controlFor(subject, languages));
  const context = { reading, tasks: facts.tasks, controlOf, fastestFor, clockGrainNs, draws: { seed, of: facts.id } };
  return {
    ...facts,
    rows: estimated.map((cell) => cell.status === "measured" ? measuredRow(cell, context) : cell),
    fastest: fastestFor(PUFFINFLOW.id)?.subject ?? null,
    duels: duelsOf(cells, { reading, measured, mayDuel: (rival) => haveRatio(PUFFINFLOW.id, rival, comparison) }),
  };
}

function smallest(cells: readonly EstimatedCell[], reading: PrimaryReading): EstimatedCell | undefined {
  return cells.toSorted((a, b) => a[reading].value - b[reading].value)[0];
}

interface RowContext {
  readonly reading: PrimaryReading;
  readonly tasks: number;
  /** Plain code in the subject's language. */
  readonly controlOf: (subject: string) => EstimatedCell | undefined;
  /** The fastest framework that the subject can be compared with. */
  readonly fastestFor: (subject: string) => EstimatedCell | undefined;
  readonly clockGrainNs: number;
  readonly draws: QuantileDraws;
}

function measuredRow({ rawForks, ...cell }: EstimatedCell, context: RowContext): MeasuredRow {
  const { reading, tasks, clockGrainNs, draws } = context;
  const control = context.controlOf(cell.subject), fastest = context.fastestFor(cell.subject);
  const isPlain = isControl(cell.subject), isFastest = cell.subject === fastest?.subject;
  const pairsWith = (reference: EstimatedCell | undefined) =>
    reference === undefined || isPlain || cell.subject === reference.subject
      ? []
      : forkPairs({ subject: cell.forks, reference: reference.forks }, reading);
  return {
    ...cell,
    primaryNs: cell[reading],
    overheadNsPerTask: overheadNsPerTask(pairsWith(control), tasks),
    ratioToFastest: pairedRatio(pairsWith(fastest)),
    isFastest,
    latency: latencyQuantiles(
      rawForks.flatMap(({ latencies }) => latencies === undefined ? [] : [latencies.histogram]),
      { ...draws, of: `${draws.of}/${cell.subject}` },
    ),
    columns: cellColumns(rawForks, reading),
    warnings: cellWarnings(rawForks, {
      reading,
      clockGrainNs,
      floorNs: isPlain || control === undefined ? null : control[reading].value,
    }),
  };
}

interface DuelContext {
  readonly reading: PrimaryReading;
  readonly measured: readonly EstimatedCell[];
  /** Whether a ratio with a rival says something. */
  readonly mayDuel: (rival: string) => boolean;
}

function duelsOf(cells: readonly Cell[], { reading, measured, mayDuel }: DuelContext): Duel[] {
  if (!cells.some(({ subject }) => subject === PUFFINFLOW.id)) return [];
  const rivals = cells.filter(({ subject }) => subject !== PUFFINFLOW.id && !isControl(subject));
  const puffinflow = measured.find(({ subject }) => subject === PUFFINFLOW.id);
  return rivals.map(({ subject: rival }): Duel => {
    const opponent = measured.find(({ subject }) => subject === rival);
    if (!mayDuel(rival)) return { rival, outcome: "not-compared", reason: "other-language" };
    if (puffinflow === undefined) return { rival, outcome: "not-compared", reason: "puffinflow-not-measured" };
    if (opponent === undefined) return { rival, outcome: "not-compared", reason: "rival-not-measured" };
    const ratio = pairedRatio(forkPairs({ subject: puffinflow.forks, reference: opponent.forks }, reading));
    if (ratio === null) return { rival, outcome: "not-compared", reason: "no-ratio" };
    return { rival, outcome: outcomeOf(ratio), ratio };
  });
}
