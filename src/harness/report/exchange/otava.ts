/**
 * Series for Apache Otava, as its CSV importer reads them: a row for each session with its time and commit, a column
 * for each benchmark. `time_column: time`, `attributes: [commit]`, and all other columns are metrics.
 * @module
 */
import { csvText, type CsvValue } from "../csv/csv_text.ts";
import type { HistoryModel, ReportModel } from "../model.ts";
import { measuredCells } from "./measured_cells.ts";

/** A series with the name of what was measured. */
export interface OtavaSeries {
  readonly history: Pick<HistoryModel, "benchmarkId" | "points">;
  readonly metric: string;
}

/**
 * Writes series.
 *
 * @param series The series.
 * @returns A header and a row for each session, oldest first; empty where a session did not measure a benchmark.
 */
export function otavaCsv(series: readonly OtavaSeries[]): string {
  const names = series.map(({ history, metric }) => `${history.benchmarkId}:${metric}`.replaceAll(/[\s,]/g, "_"));
  const rows = new Map<string, { commit: string; values: CsvValue[] }>();
  for (const [column, { history: { points } }] of series.entries()) {
    for (const { at, commit = "", value } of points) {
      const row = rows.get(at) ?? { commit, values: series.map(() => null) };
      row.values[column] = value.value;
      rows.set(at, row);
    }
  }
  const sorted = [...rows].toSorted(([a], [b]) => a < b ? -1 : 1);
  return csvText(["time", "commit", ...names], sorted.map(([at, { commit, values }]) => [at, commit, ...values]));
}

/**
 * Writes a report: a row for each session of its history, or the one of its session.
 *
 * @param model The report.
 * @returns As {@linkcode otavaCsv}, of the report's own subject.
 */
export function otavaReport(model: ReportModel): string {
  const { session, subject } = model, commit = session.tool.commit.value ?? "";
  const own = measuredCells(model).filter(({ cell }) => cell.subject === subject);
  return otavaCsv(own.map(({ benchmark, cell }) => {
    const known = model.history.find(({ benchmarkId }) => benchmarkId === benchmark.id)?.points;
    const points = known ?? [{ at: session.startedAt, label: null, commit, value: cell.value, isNoisy: false }];
    return { history: { benchmarkId: benchmark.id, points }, metric: cell.metric.id };
  }));
}
