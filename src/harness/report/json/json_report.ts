/**
 * A report as JSON of the form that `report_document.ts` defines.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import type { ComparisonModel } from "../comparison/comparison_model.ts";
import { findingText, sentenceText } from "../finding_wording.ts";
import type { MetricTableModel } from "../metric_table.ts";
import type { BenchmarkModel, CellModel, ChangeModel, PercentileModel, RatingModel, ReportModel } from "../model.ts";
import { REPORT_SCHEMA, type ReportDocument } from "./report_document.ts";

type BenchmarkDocument = ReportDocument["suites"][number]["benchmarks"][number];
type CellDocument = BenchmarkDocument["cells"][number];
type MeasuredDocument = Extract<CellDocument, { status: "measured" }>;
type EstimateDocument = NonNullable<NonNullable<BenchmarkDocument["change"]>["change"]>;
type PercentileDocument = NonNullable<BenchmarkDocument["change"]>["shifts"][number];

/**
 * Writes a report as JSON.
 *
 * @param model The report.
 * @returns One JSON object, indented, with a line break at its end.
 */
export function jsonReport(model: ReportModel): string {
  return `${JSON.stringify(reportDocument(model), null, 2)}\n`;
}

/**
 * Makes the document that is written.
 *
 * @param model The report.
 * @returns The document, which fits its schema.
 */
export function reportDocument(model: ReportModel): ReportDocument {
  const { resultSha256, session, machine, grade, noise, subjects, subject, suites, metrics, gate, comparison = null } =
    model;
  return {
    schema: REPORT_SCHEMA,
    resultSha256,
    session,
    machine,
    grade,
    noiseFloor: noise?.floor ?? null,
    subjects: [...subjects],
    subject,
    suites: suites.map(({ id, title, benchmarks }) => ({ id, title, benchmarks: benchmarks.map(benchmarkDocument) })),
    metrics: metrics.map(metricDocument),
    findings: findingDocuments(model),
    scaling: model.scaling.map(({ points, ...curve }) => ({
      ...curve,
      points: points.map(({ n, value }) => ({ n, value: estimateDocument(value) })),
    })),
    gate: gate === null ? null : { ...gate, counts: { ...gate.counts } },
    ...(comparison !== null && { comparison: comparisonDocument(comparison) }),
  };
}

function comparisonDocument({ losses, facts, tables }: ComparisonModel): NonNullable<ReportDocument["comparison"]> {
  return {
    losses: [...losses],
    facts: [...facts],
    tables: tables.map(({ columns, rows, ...table }) => ({
      ...table,
      columns: [...columns],
      rows: rows.map(({ name, cells }) => ({
        name,
        cells: cells.map((cell) =>
          cell.kind === "estimate" ? { ...cell, estimate: estimateDocument(cell.estimate) } : { ...cell }
        ),
      })),
    })),
  };
}

function findingDocuments({ findings, suites, subjects, subject }: ReportModel): ReportDocument["findings"] {
  const benchmarkIds = suites.flatMap(({ benchmarks }) => benchmarks.map(({ id }) => id));
  return findings.map((finding) => {
    const { tone, sentence, advice } = findingText(finding, { subjects, subject, benchmarkIds });
    return { kind: finding.kind, tone, text: sentenceText(sentence), advice };
  });
}

function metricDocument({ columns, rows, ...table }: MetricTableModel): ReportDocument["metrics"][number] {
  return {
    ...table,
    columns: columns.map((column) => ({ ...column })),
    rows: rows.map((row) =>
      row.status !== "measured" ? { ...row } : {
        ...row,
        cells: row.cells.map((cell) => ({
          value: ifThere(cell.value),
          absence: cell.value === null ? cell.absence : null,
          rSquared: cell.rSquared,
        })),
      }
    ),
  };
}

function benchmarkDocument({ id, title, meaning, tasks, fastest, cells, change }: BenchmarkModel): BenchmarkDocument {
  return {
    id,
    title,
    meaning,
    tasks,
    fastest,
    cells: cells.map(cellDocument),
    change: change === null ? null : changeDocument(change),
  };
}

function cellDocument(cell: CellModel): CellDocument {
  if (cell.status !== "measured") return { status: cell.status, subject: cell.subject, reason: cell.reason };
  const { samples: _samples, inOrder: _inOrder, perProcess: _perProcess, ...shown } = cell;
  const { topPercentile, rating } = shown;
  return {
    ...shown,
    value: estimateDocument(shown.value),
    wallNs: estimateDocument(shown.wallNs),
    cpuNs: estimateDocument(shown.cpuNs),
    allocatedBytes: ifThere(shown.allocatedBytes),
    topPercentile: topPercentile === null ? null : percentileDocument(topPercentile),
    latency: shown.latency.map(percentileDocument),
    warnings: shown.warnings.map(({ code, facts }) => ({ code, facts: { ...facts } })),
    overheadNsPerTask: ifThere(shown.overheadNsPerTask),
    ratioTo: Object.fromEntries(
      Object.entries(shown.ratioTo).map(([subject, ratio]) => [subject, estimateDocument(ratio)]),
    ),
    rating: rating === null ? null : ratingDocument(rating),
  };
}

function ratingDocument({ figure, limits, ...shown }: RatingModel): MeasuredDocument["rating"] {
  const rating = { ...shown, limits: [...limits] };
  return figure === undefined
    ? rating
    : { ...rating, figure: { name: figure.name, value: estimateDocument(figure.value) } };
}

function changeDocument({ beforeSamples: _beforeSamples, ...shown }: ChangeModel): BenchmarkDocument["change"] {
  return {
    ...shown,
    change: ifThere(shown.change),
    before: ifThere(shown.before),
    now: ifThere(shown.now),
    shifts: shown.shifts.map(percentileDocument),
  };
}

function percentileDocument({ share, estimate }: PercentileModel): PercentileDocument {
  return { share, estimate: estimateDocument(estimate) };
}

function ifThere(estimate: Estimate | null): EstimateDocument | null {
  return estimate === null ? null : estimateDocument(estimate);
}

/** JSON knows no infinity. */
function estimateDocument({ value, lo, hi, confidence, n }: Estimate): EstimateDocument {
  const finite = (bound: number) => Number.isFinite(bound) ? bound : null;
  return { value, lo: finite(lo), hi: finite(hi), confidence, n };
}
