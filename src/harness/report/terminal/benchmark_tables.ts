/**
 * The results of a session as tables, one for each benchmark, all with the same columns: what a run
 * takes, what each state takes more than in plain code, and how that compares with the fastest framework.
 * Frameworks come in the order of their medians, plain code after them, what has no time last.
 * @module
 */
import { bytesText } from "../../../units/bytes.ts";
import { durationText } from "../../../units/duration.ts";
import { PUFFINFLOW } from "../../adapters/facts.ts";
import { isControl } from "../../adapters/python_facts.ts";
import type { BenchmarkAnalysis, MeasuredRow, Row } from "../../compare/benchmark_analysis.ts";
import { outcomeOf } from "../../compare/duel.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import { percentileName } from "../number_text.ts";
import { benchmarkTitle, shortName, subjectTitle } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawLine, fitted, type Span, span, spansWidth, type Tone } from "./line.ts";
import {
  type IntervalStyle,
  lineUp,
  overheadShown,
  quantityShown,
  ratioShown,
  type Shown,
  type Standing,
} from "./measured_cells.ts";
import { type Column, drawRow, layOut, type Row as TableRow } from "./table.ts";
import { STATUS_TONES } from "./verdict.ts";

/** Quantile of single runs that is shown where they were timed. */
const SHOWN_QUANTILE = 0.99;

/** Columns from which on bounds and allocated memory are shown. */
const WIDE = 110;

const COLUMNS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "right", gap: 2 },
  { align: "right", gap: 2 },
  { align: "right", gap: 2 },
  { align: "right", gap: 2 },
];
const LATENCY_COLUMN: Column = { align: "right", gap: 2 };

/**
 * Draws the tables of a session.
 *
 * @param analysis The session.
 * @param face The terminal.
 * @returns The lines; an empty one between two tables.
 */
export function drawBenchmarkTables(analysis: SessionAnalysis, face: Face): string[] {
  const tables = tablesOf(analysis, face);
  const columns = showsLatency(analysis.benchmarks, face) ? [...COLUMNS, LATENCY_COLUMN] : COLUMNS;
  const layout = layOut(columns, tables.flatMap(({ rows }) => rows), face);
  return tables.flatMap(({ benchmark, rows }, index) => [
    ...(index === 0 ? [] : [""]),
    drawHeading(benchmark, face),
    ...rows.map((row) => drawRow(columns, row, { layout, face })),
  ]);
}

interface Table {
  readonly benchmark: BenchmarkAnalysis;
  readonly rows: readonly TableRow[];
}

function tablesOf(analysis: SessionAnalysis, face: Face): Table[] {
  const { benchmarks, subjects } = analysis;
  const cells = measuredCells(benchmarks, face);
  const rowOf = (row: Row): TableRow => {
    const name = [span(subjectTitle(subjects, row.subject), nameTone(row))];
    if (row.status === "measured") return { kind: "cells", cells: [name, ...cells.get(row)!] };
    // What is not installed says so itself, and what installs it must not be cut off.
    const note = row.reason.startsWith("not installed")
      ? [span(row.reason, "faint")]
      : [span(row.status, STATUS_TONES[row.status]), span(`  ${row.reason}`, "faint")];
    return { kind: "note", name, note };
  };
  return benchmarks.map((benchmark) => ({
    benchmark,
    rows: [
      ...headings(benchmark, { face, hasLatency: showsLatency(benchmarks, face) }),
      ...benchmark.rows.toSorted(byMedian).map(rowOf),
    ],
  }));
}

/** The cells behind the names, for all benchmarks at once as their numbers line up. */
function measuredCells(
  benchmarks: readonly BenchmarkAnalysis[],
  face: Face,
): ReadonlyMap<MeasuredRow, readonly (readonly Span[])[]> {
  const style: IntervalStyle = isWide(face) ? "bounds" : "half-width";
  const measured = benchmarks.flatMap((benchmark) => {
    const standing = standingOfFastest(benchmark);
    return benchmark.rows.flatMap((row) => row.status === "measured" ? [{ row, standing }] : []);
  });
  const column = (show: (row: MeasuredRow, standing: Standing) => Shown) =>
    lineUp(measured.map(({ row, standing }) => show(row, standing)), face);
  const columns = [
    column(({ primaryNs }) => quantityShown(primaryNs, durationText, style)),
    column(({ overheadNsPerTask }) => overheadShown(overheadNsPerTask, durationText, style)),
    column(ratioShown),
    ...(isWide(face) ? [column(allocationShown)] : []),
    ...(showsLatency(benchmarks, face) ? [column(latencyShown)] : []),
  ];
  return new Map(measured.map(({ row }, index) => [row, columns.map((cells) => cells[index]!)]));
}

/** Whether single runs were timed, and there is room to say so. */
function showsLatency(benchmarks: readonly BenchmarkAnalysis[], face: Face): boolean {
  const isTimed = ({ rows }: BenchmarkAnalysis) =>
    rows.some((row) => row.status === "measured" && row.latency.length > 0);
  return isWide(face) && benchmarks.some(isTimed);
}

function allocationShown({ allocatedBytes }: MeasuredRow): Shown {
  if (allocatedBytes === null) return { estimate: [span("–", "faint")], interval: [] };
  return quantityShown(allocatedBytes, bytesText, "half-width");
}

function latencyShown({ latency }: MeasuredRow): Shown {
  const quantile = latency.find(({ share }) => share === SHOWN_QUANTILE);
  if (quantile === undefined) return { estimate: [span("–", "faint")], interval: [] };
  return quantityShown(quantile.latencyNs, durationText, "half-width");
}

function isWide({ width }: Face): boolean {
  return width >= WIDE;
}

interface HeadingPlace {
  readonly face: Face;
  readonly hasLatency: boolean;
}

/** Headings of the columns, if there is anything below them. */
function headings({ primaryClock, rows }: BenchmarkAnalysis, { face, hasLatency }: HeadingPlace): TableRow[] {
  if (rows.every(({ status }) => status !== "measured")) return [];
  const clock = primaryClock === "cpu" ? "CPU time/run" : "wall time/run";
  const wide = [
    ...(isWide(face) ? ["allocated/run"] : []),
    ...(hasLatency ? [`${percentileName(SHOWN_QUANTILE)} of runs`] : []),
  ];
  const texts = ["", clock, "overhead/state", "vs fastest", ...wide];
  return [{ kind: "cells", cells: texts.map((text) => [span(text, "faint")]) }];
}

/** Title on the left; on the right what `--filter` takes, unless there is no room for all of it. */
function drawHeading(benchmark: BenchmarkAnalysis, face: Face): string {
  const title = [span(benchmarkTitle(benchmark), "strong")];
  const name = [span(shortName(benchmark.id), "faint")];
  const free = face.width - spansWidth(fitted([...title, ...name], face));
  return drawLine(free < 2 ? title : [...title, span(" ".repeat(free)), ...name], face);
}

function nameTone({ subject }: Row): Tone {
  if (subject === PUFFINFLOW.id) return "strong";
  return isControl(subject) ? "faint" : "plain";
}

function standingOfFastest({ rows }: BenchmarkAnalysis): Standing {
  const ratios = rows.flatMap((row) =>
    row.status === "measured" && row.ratioToFastest !== null ? [row.ratioToFastest] : []
  );
  if (ratios.length === 0) return "alone";
  return ratios.every((ratio) => outcomeOf(ratio) === "lose") ? "ahead" : "not ahead of all";
}

function byMedian(a: Row, b: Row): number {
  const rank = (row: Row) => row.status !== "measured" ? 2 : isControl(row.subject) ? 1 : 0;
  if (a.status === "measured" && b.status === "measured" && rank(a) === rank(b)) {
    return a.primaryNs.value - b.primaryNs.value;
  }
  return rank(a) - rank(b);
}
