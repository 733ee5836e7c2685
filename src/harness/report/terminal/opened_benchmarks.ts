/**
 * Benchmarks with all that is known of each subject, for `--long`: a column for each subject, a line for each figure.
 * Subjects that have no room beside the others come below them.
 * @module
 */
import { inertText } from "../inert_text.ts";
import type { BenchmarkModel, CellModel, MeasuredCellModel, ReportModel } from "../model.ts";
import { joinedText, measuredText } from "../number_text.ts";
import { openedFigures } from "../opened_figures.ts";
import { shortName, subjectTitle } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawLine, drawParagraph, fitted, type Span, span, spansWidth } from "./line.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";
import { beginning } from "./width.ts";

const FIRST: Column = { align: "left", gap: 0 };
const OTHER: Column = { align: "right", gap: 2 };
/** Columns of a heading; a longer one would push the others out. */
const WIDEST_HEADING = 18;

/**
 * Draws all benchmarks.
 *
 * @param model The report.
 * @param face The terminal.
 * @returns The lines, an empty one before each benchmark.
 */
export function drawOpened(model: ReportModel, face: Face): string[] {
  return model.suites.flatMap(({ benchmarks }) => benchmarks.flatMap((benchmark) => drawOne(benchmark, model, face)));
}

function drawOne(benchmark: BenchmarkModel, model: ReportModel, face: Face): string[] {
  const measured = benchmark.cells.filter((cell): cell is MeasuredCellModel => cell.status === "measured");
  const lost = benchmark.cells.filter((cell) => cell.status !== "measured");
  return [
    "",
    drawTitle(benchmark, face),
    ...drawCells(measured, model, face),
    ...lost.flatMap((cell) => drawLost(cell, model, face)),
  ];
}

/** Title on the left; on the right what `--filter` takes, unless there is no room for all of it. */
function drawTitle({ title, id }: BenchmarkModel, face: Face): string {
  const name = [span(title, "strong")], filter = [span(shortName(id), "faint")];
  const free = face.width - spansWidth(fitted([...name, ...filter], face));
  return drawLine(free < 2 ? name : [...name, span(" ".repeat(free)), ...filter], face);
}

/** As many subjects side by side as there is room for, then the next ones. */
function drawCells(cells: readonly MeasuredCellModel[], model: ReportModel, face: Face): string[] {
  if (cells.length === 0) return [];
  const shape = [FIRST, ...cells.map(() => OTHER)];
  const rows = rowsOf(cells, model);
  const layout = layOut(shape, rows, face);
  const shown = layout.length - 1;
  return [
    ...rows.map((row) => drawRow(shape, row, { layout, face })),
    ...drawCells(cells.slice(shown), model, face),
  ];
}

function rowsOf(cells: readonly MeasuredCellModel[], { subjects }: ReportModel): Row[] {
  const row = (name: string, values: readonly (readonly Span[])[]): Row => ({
    kind: "cells",
    cells: [[span(name, "faint")], ...values],
  });
  const heading = ({ subject }: MeasuredCellModel) =>
    beginning(inertText(subjectTitle(subjects, subject)), WIDEST_HEADING);
  return [
    row("", cells.map((cell) => [span(heading(cell), "strong")])),
    row(cells[0]!.metric.id === "cpu" ? "CPU time/run" : "wall time/run", cells.map(headlineSpans)),
    ...(cells.some(({ overheadNsPerTask }) => overheadNsPerTask !== null)
      ? [row("overhead/task", cells.map(overheadSpans))]
      : []),
    ...openedFigures(cells).map(({ title, text }) => row(title, cells.map((cell) => [span(text(cell))]))),
  ];
}

function headlineSpans({ value, metric }: MeasuredCellModel): Span[] {
  const { halfWidth, ...text } = measuredText(value, metric.unit);
  if (halfWidth === null) return [span("can’t tell", "doubt")];
  return [span(joinedText(text), "strong"), span(` ${halfWidth}`, "faint")];
}

function overheadSpans({ overheadNsPerTask }: MeasuredCellModel): Span[] {
  if (overheadNsPerTask === null) return [span("–", "faint")];
  const { halfWidth, bounds, unit } = measuredText(overheadNsPerTask, "ns");
  if (halfWidth === null || bounds === null) return [span("can’t tell", "doubt")];
  return overheadNsPerTask.lo <= 0 ? [span("≤ resolution")] : [span(joinedText({ value: bounds, unit }))];
}

function drawLost(cell: Exclude<CellModel, { readonly status: "measured" }>, model: ReportModel, face: Face): string[] {
  const text = ` ${cell.status}: ${cell.reason}`;
  return drawParagraph([span(subjectTitle(model.subjects, cell.subject)), span(text, "faint")], face, 2);
}
