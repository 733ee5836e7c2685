/**
 * The suites of a report as tables: a row for each benchmark with what the report's own subject takes, how that
 * spreads, how it is rated and how it changed. Columns that would be empty are left out, and on a wide terminal
 * there are more of them.
 * @module
 */
import type { BenchmarkModel, CellModel, MeasuredCellModel, ReportModel } from "../model.ts";
import { changeText, joinedText, measuredText, percentileName, plainText } from "../number_text.ts";
import { VERDICT_WORDS } from "../verdict_wording.ts";
import { shortName } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawLine, type Span, span, type Tone } from "./line.ts";
import { spreadStrip, STRIP_SCALE } from "./spread_strip.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";

/** Columns from which on bounds, percentiles and words are shown. */
export const WIDE = 110;
/** Columns below which neither spread nor rating is shown. */
const NARROW = 72;

const STRIP_COLUMNS = 12;
const WIDE_STRIP_COLUMNS = 16;
const LEVELS = 5;

/** A benchmark with the cell of the report's own subject. */
interface Line {
  readonly benchmark: BenchmarkModel;
  readonly cell: MeasuredCellModel;
}

/** A column with its heading, and what it shows of a row. */
interface SuiteColumn extends Column {
  readonly heading: (face: Face) => string;
  readonly cell: (line: Line, face: Face) => readonly Span[];
  /** Narrowest terminal that it is shown on. */
  readonly from: number;
  /** The same where neither ratings nor changes take room. @default `from` */
  readonly fromUnjudged?: number;
}

const NOTHING: readonly Span[] = [];

const COLUMNS: readonly SuiteColumn[] = [
  { align: "left", gap: 1, from: 0, heading: () => "", cell: markSpans },
  { align: "left", gap: 2, from: NARROW, heading: scaleText, cell: stripSpans },
  {
    align: "right",
    gap: 2,
    from: 0,
    heading: () => "median",
    cell: ({ cell }) => [span(joinedText(measuredText(cell.value, cell.metric.unit)))],
  },
  {
    align: "right",
    gap: 2,
    from: 0,
    heading: () => "±",
    cell: (
      { cell },
    ) => [span(measuredText(cell.value, cell.metric.unit).halfWidth?.replace(/^±/, "") ?? "unknown", "faint")],
  },
  { align: "right", gap: 2, from: WIDE, heading: () => "slow runs", cell: topSpans },
  {
    align: "right",
    gap: 2,
    from: WIDE,
    fromUnjudged: NARROW,
    heading: () => "overhead/task",
    cell: overheadSpans,
  },
  { align: "left", gap: 2, from: NARROW, heading: () => "rating", cell: ratingSpans },
  { align: "right", gap: 2, from: 0, heading: () => "change", cell: changeSpans },
  { align: "right", gap: 2, from: WIDE, heading: () => "95% interval", cell: boundsSpans },
];

const VERDICT_TONES: Readonly<Partial<Record<string, Tone>>> = {
  slower: "slower",
  invalid: "slower",
  faster: "faster",
  undecided: "doubt",
};

/**
 * Draws the suites.
 *
 * @param model The report.
 * @param face The terminal.
 * @returns The lines; an empty one between two suites.
 */
export function drawSuites(model: ReportModel, face: Face): string[] {
  const lines = model.suites.flatMap(({ benchmarks }) => benchmarks.flatMap((benchmark) => lineOf(benchmark, model)));
  const columns = shownColumns(lines, face);
  const nameColumn: Column = { align: "left", gap: 0 };
  const all: readonly Column[] = [nameColumn, ...columns];
  const tables = model.suites.map(({ title, benchmarks }) => [
    headingRow(title, columns, face),
    ...benchmarks.map((benchmark) => rowOf(benchmark, { model, columns, face })),
  ]);
  const layout = layOut(all, tables.flat(), face);
  return tables.flatMap(([heading, ...rows], index) => [
    ...(index === 0 ? [] : [""]),
    drawRow(all, heading!, { layout, face }),
    drawLine([span("─".repeat(face.width), "faint")], face),
    ...rows.map((row) => drawRow(all, row, { layout, face })),
  ]);
}

/** What the terminal has room for, and at least one row has something to say in. */
function shownColumns(lines: readonly Line[], face: Face): readonly SuiteColumn[] {
  const isJudged = lines.some(({ benchmark, cell }) => benchmark.change !== null || cell.rating !== null);
  return COLUMNS.filter(({ from, fromUnjudged = from, cell }) =>
    face.width >= (isJudged ? from : fromUnjudged) && lines.some((line) => cell(line, face).length > 0)
  );
}

function lineOf(benchmark: BenchmarkModel, { subject }: ReportModel): Line[] {
  const cell = ownCell(benchmark, subject);
  return cell?.status === "measured" ? [{ benchmark, cell }] : [];
}

function ownCell({ cells }: BenchmarkModel, subject: string): CellModel | undefined {
  return cells.find((cell) => cell.subject === subject);
}

function headingRow(title: string, columns: readonly SuiteColumn[], face: Face): Row {
  return {
    kind: "cells",
    cells: [[span(title, "strong")], ...columns.map(({ heading }) => [span(heading(face), "faint")])],
  };
}

function rowOf(
  benchmark: BenchmarkModel,
  { model, columns, face }: { model: ReportModel; columns: readonly SuiteColumn[]; face: Face },
): Row {
  const name = [span(shortName(benchmark.id))];
  const cell = ownCell(benchmark, model.subject);
  if (cell?.status === "measured") {
    return { kind: "cells", cells: [name, ...columns.map((column) => column.cell({ benchmark, cell }, face))] };
  }
  if (cell === undefined) return { kind: "note", name, note: [span("not measured", "faint")] };
  const tone = cell.status === "failed" || cell.status === "invalid" ? "slower" : "faint";
  return { kind: "note", name, note: [span(cell.status, tone), span(`  ${cell.reason}`, "faint")] };
}

/** Modes, and whether there is anything else to distrust. */
function markSpans({ cell: { modes, warnings } }: Line): readonly Span[] {
  const marks = [
    ...(modes > 1 ? [`${modes}m`] : []),
    ...(warnings.some(({ code }) => code !== "bimodal") ? ["!"] : []),
  ];
  return marks.length === 0 ? NOTHING : [span(marks.join(""), "doubt")];
}

function stripColumns({ width }: Face): number {
  return width >= WIDE ? WIDE_STRIP_COLUMNS : STRIP_COLUMNS;
}

function scaleText(face: Face): string {
  const [from, to] = [`−${-STRIP_SCALE.fromPercent}%`, `+${STRIP_SCALE.toPercent}%`];
  return from + to.padStart(stripColumns(face) - from.length);
}

function stripSpans({ cell: { samples, spread } }: Line, face: Face): readonly Span[] {
  if (samples.length === 0) return NOTHING;
  return [span(spreadStrip(samples, spread.p50, { columns: stripColumns(face), charset: face.charset }))];
}

function topSpans({ cell: { topPercentile, metric } }: Line): readonly Span[] {
  if (topPercentile === null) return NOTHING;
  const text = plainText(topPercentile.estimate.value, metric.unit);
  return [span(text), span(` ${percentileName(topPercentile.share)}`, "faint")];
}

function overheadSpans({ cell: { overheadNsPerTask } }: Line): readonly Span[] {
  if (overheadNsPerTask === null) return NOTHING;
  const { halfWidth, ...text } = measuredText(overheadNsPerTask, "ns");
  // An interval that covers nothing at all says that there is none to be seen.
  if (halfWidth === null || overheadNsPerTask.lo <= 0) return [span("≤ resolution", "faint")];
  return [span(joinedText(text)), span(` ${halfWidth}`, "faint")];
}

function ratingSpans({ cell: { rating } }: Line, { width, charset }: Face): readonly Span[] {
  if (rating === null) return NOTHING;
  const [full, empty] = charset === "ascii" ? ["#", "."] : ["●", "○"];
  const pips = full.repeat(rating.level) + empty.repeat(LEVELS - rating.level);
  return [span(pips), ...(width >= WIDE ? [span(` ${rating.word}${rating.isSure ? "" : " ±1"}`)] : [])];
}

function changeSpans({ benchmark: { change } }: Line): readonly Span[] {
  if (change === null) return NOTHING;
  const { sign, word } = VERDICT_WORDS[change.verdict];
  const bytes = change.metric?.unit === "bytes" ? " bytes" : "";
  const text = `${change.change === null ? word : changeText(change.change).text}${bytes}`;
  return [span(`${sign} ${text}`, VERDICT_TONES[change.verdict] ?? "plain")];
}

function boundsSpans({ benchmark: { change } }: Line): readonly Span[] {
  if (change === null || change.change === null) return NOTHING;
  return [span(changeText(change.change).bounds ?? "unknown", "faint")];
}
