/**
 * The one analysed model of a session that every report reads, so that terminal, HTML, Markdown and
 * JSON cannot disagree. It holds estimates and verdicts, no wording; the raw samples stay in the result.
 * @module
 */
import type { Cell, HostSeries, MachineSpec, Result, SessionInfo, Subject } from "../session/result.ts";
import { analyseBenchmark, type BenchmarkAnalysis } from "./benchmark_analysis.ts";
import type { Duel } from "./duel.ts";
import { languagesOf } from "./languages.ts";
import type { MetricsAnalysis } from "./metrics/metric_rows.ts";
import { analyseMetrics } from "./metrics/metrics_analysis.ts";
import { type SessionWarning, sessionWarnings } from "./warnings.ts";

/** What became of a cell. */
export type CellStatus = Cell["status"];

/** A duel that PuffinFlow lost. */
export type LostDuel = Extract<Duel, { readonly ratio: unknown }> & { readonly outcome: "lose" };

/** A benchmark in which PuffinFlow is slower than another framework. */
export interface Loss {
  readonly benchmarkId: string;
  /** The duels lost, at least one. */
  readonly duels: readonly LostDuel[];
}

/** A whole session, analysed. */
export interface SessionAnalysis {
  readonly session: SessionInfo;
  readonly machine: MachineSpec;
  /** What the machine did while the session ran, with its grade. */
  readonly host: HostSeries;
  readonly subjects: readonly Subject[];
  readonly benchmarks: readonly BenchmarkAnalysis[];
  /** Metrics beside the steady run. */
  readonly metrics: MetricsAnalysis;
  /** How many cells ended in each way, those that none ended in included. */
  readonly statusCounts: Readonly<Record<CellStatus, number>>;
  /** Where PuffinFlow loses, in the order of the benchmarks: what a report says first. */
  readonly losses: readonly Loss[];
  /** What to doubt in all figures. */
  readonly warnings: readonly SessionWarning[];
}

/**
 * Analyses a session.
 *
 * @param result A result as measured or as read back from a file.
 * @returns The model that reports read.
 * @throws {RangeError} If a measured process has no sample.
 */
export function analyseSession(result: Result): SessionAnalysis {
  const { session, machine, host, subjects, benchmarks } = result;
  const context = { clockGrainNs: machine.clock.grainNs, seed: session.seed, languages: languagesOf(subjects) };
  const analysed = benchmarks.map((benchmark) => analyseBenchmark(benchmark, context));
  return {
    session,
    machine,
    host,
    subjects,
    benchmarks: analysed,
    metrics: analyseMetrics(result),
    statusCounts: countStatuses(analysed),
    losses: analysed.flatMap(lossOf),
    warnings: sessionWarnings(machine),
  };
}

function countStatuses(benchmarks: readonly BenchmarkAnalysis[]): Record<CellStatus, number> {
  const counts = { measured: 0, invalid: 0, failed: 0, unavailable: 0, unsupported: 0, interrupted: 0 };
  for (const { rows } of benchmarks) {
    for (const { status } of rows) counts[status] += 1;
  }
  return counts;
}

function lossOf({ id, duels }: BenchmarkAnalysis): Loss[] {
  const lost = duels.filter((duel): duel is LostDuel => duel.outcome === "lose");
  return lost.length === 0 ? [] : [{ benchmarkId: id, duels: lost }];
}
