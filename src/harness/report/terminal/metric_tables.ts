/**
 * The metrics beside the steady run on a terminal: each figure with its interval, none where there is none. What a
 * line has no room for is left out as whole columns, and the table says so.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type { MetricCellModel, MetricColumnModel, MetricRowModel, MetricTableModel } from "../metric_table.ts";
import { metricCellText, metricHeading, metricTableTitle, metricTableWords } from "../metric_wording.ts";
import type { ReportModel } from "../model.ts";
import { percentText } from "../number_text.ts";
import { subjectTitle } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawLine, drawParagraph, fitted, type Span, span, spansWidth, type Tone } from "./line.ts";
import { STATUS_TONES } from "./status_tones.ts";
import { WIDE } from "./suite_tables.ts";
import { type Column, drawRow, type Layout, layOut, type Row } from "./table.ts";

const FIRST: Column = { align: "left", gap: 0 };
const OTHER: Column = { align: "right", gap: 2 };

/**
 * Draws the tables of all metrics.
 *
 * @param model The report.
 * @param face The terminal.
 * @returns The lines, an empty one before each table; none where no metric was measured.
 */
export function drawMetricTables(model: ReportModel, face: Face): string[] {
  return model.metrics.flatMap((table) => drawTable(table, model, face));
}

function drawTable(table: MetricTableModel, model: ReportModel, face: Face): string[] {
  const isEmpty = table.rows.every(({ status }) => status !== "measured");
  const hasLoads = table.rows.some(({ load }) => load !== null);
  const columns = isEmpty ? [] : table.columns;
  const cells = columns.map((column, index) => columnSpans(table, { column, index }, face));
  const headings = ["", ...(hasLoads ? ["load"] : []), ...columns.map(metricHeading)];
  const rows = table.rows.map((row, place) =>
    tableRow(row, { cells: cells.map((column) => column[place]!), model, hasLoads })
  );
  const all: Row[] = isEmpty
    ? rows
    : [{ kind: "cells", cells: headings.map((text) => [span(text, "faint")]) }, ...rows];
  const shape = [FIRST, ...headings.slice(1).map(() => OTHER)];
  const layout = roomyLayout(isEmpty ? [FIRST, OTHER] : shape, all, face);
  const hidden = isEmpty ? 0 : shape.length - layout.length;
  const more = hidden === 0 ? "" : ` A wider terminal shows ${counted(hidden, "more column")}.`;
  return [
    "",
    drawLine([span(metricTableTitle(table), "strong")], face),
    ...all.map((row) => drawRow(shape, row, { layout, face })),
    ...drawParagraph([span(metricTableWords(table.kind).note + more, "faint")], face),
  ];
}

/** Leaves out columns before it cuts names, as long as there are two. */
function roomyLayout(shape: readonly Column[], rows: readonly Row[], face: Face): Layout {
  const [name] = layOut([FIRST], rows, face);
  for (let count = shape.length;; count--) {
    const layout = layOut(shape.slice(0, count), rows, face);
    if (layout[0]! >= name! || count <= 2) return layout;
  }
}

interface RowContext {
  readonly cells: readonly (readonly Span[])[];
  readonly model: ReportModel;
  readonly hasLoads: boolean;
}

function tableRow(row: MetricRowModel, { cells, model, hasLoads }: RowContext): Row {
  const name = [span(subjectTitle(model.subjects, row.subject))];
  const load = hasLoads ? [[span(row.load === null ? "" : percentText(row.load))]] : [];
  if (row.status === "measured") return { kind: "cells", cells: [name, ...load, ...cells] };
  return { kind: "note", name, note: [span(row.status, STATUS_TONES[row.status]), span(`  ${row.reason}`, "faint")] };
}

/** The cells of a column, so that intervals stand below intervals. */
function columnSpans(
  { rows }: MetricTableModel,
  { column, index }: { readonly column: MetricColumnModel; readonly index: number },
  face: Face,
): readonly (readonly Span[])[] {
  const shown = rows.map((row) =>
    row.status === "measured" ? cellSpans(row.cells[index]!, { column, face }) : [[], []] as const
  );
  const widest = Math.max(0, ...shown.map(([, interval]) => spansWidth(fitted(interval, face))));
  return shown.map(([value, interval]) => {
    const free = widest - spansWidth(fitted(interval, face));
    return interval.length === 0 ? value : [...value, span(" "), ...interval, span(" ".repeat(free))];
  });
}

type ShownCell = readonly [value: readonly Span[], interval: readonly Span[]];

/** What is wrong with a load is told where there is room for it. */
function cellSpans(
  cell: MetricCellModel,
  { column, face }: { readonly column: MetricColumnModel; readonly face: Face },
): ShownCell {
  const { value, halfWidth, note } = metricCellText(cell, column);
  if (cell.value === null) {
    const isTold = note !== null && (cell.rSquared !== null || face.width >= WIDE);
    return [[span(value, toneOf(cell.absence))], isTold ? [span(note, "faint")] : []];
  }
  // Too few processes give no interval, and a number without one is not shown.
  return halfWidth === null ? [[span("can’t tell", "doubt")], []] : [[span(value)], [span(halfWidth, "faint")]];
}

function toneOf(absence: Extract<MetricCellModel, { value: null }>["absence"]): Tone {
  if (absence === "saturated") return "slower";
  return absence === "void" || absence === "no-line" ? "doubt" : "faint";
}
