/**
 * Comparison tables on a terminal: headings broken over lines so that many columns fit, and columns that do not fit
 * counted. Which tables there are and what is in them is decided in `report/comparison/`.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { inertText } from "../inert_text.ts";
import { cellText } from "../comparison/cell_text.ts";
import type { ComparisonCell, ComparisonModel, ComparisonTable } from "../comparison/comparison_model.ts";
import type { Face } from "./face.ts";
import { drawLine, drawParagraph, type Span, span, type Tone } from "./line.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";

/** From this width on cells have their intervals. */
const WIDE = 110;
const FIRST: Column = { align: "left", gap: 0 };
const OTHER: Column = { align: "right", gap: 2 };
/** Where many columns have to fit. */
const CLOSE: Column = { align: "right", gap: 1 };
/** Columns from which on they stand close. */
const MANY = 7;
/** Where a heading may be broken: at a space, and before a capital in the middle of a name. */
const BREAKS = / |(?<=[a-z])(?=[A-Z])/;

const TONES: Readonly<Record<Extract<ComparisonCell, { kind: "word" }>["tone"], Tone>> = {
  plain: "plain",
  good: "faster",
  bad: "slower",
  doubt: "doubt",
  faint: "faint",
};

/**
 * Draws how frameworks compare: where the report's own subject loses first.
 *
 * @param comparison What there is to say.
 * @param face The terminal.
 * @returns The lines, an empty one before each table.
 */
export function drawComparison({ losses, facts, tables }: ComparisonModel, face: Face): string[] {
  return [
    ...losses.flatMap((loss) => drawParagraph([span("▲ ", "slower"), span(loss)], face, 2)),
    ...tables.flatMap((table) => ["", ...drawComparisonTable(table, face)]),
    ...(facts.length === 0 ? [] : ["", ...facts.flatMap((fact) => drawParagraph([span("· "), span(fact)], face, 2))]),
  ];
}

/**
 * Draws one table.
 *
 * @param table The table.
 * @param face The terminal.
 * @returns Its lines, none longer than the face is wide.
 */
export function drawComparisonTable(table: ComparisonTable, face: Face): string[] {
  const other = table.columns.length >= MANY ? CLOSE : OTHER;
  const columns: Column[] = [FIRST, ...table.columns.map(() => other)];
  const heads = headingRows(table.columns);
  const rows = table.rows.map(({ name, cells }): Row => ({
    kind: "cells",
    cells: [[span(inertText(name))], ...cells.map((cell) => cellSpans(cell, face))],
  }));
  const layout = layOut(columns, [...heads, ...rows], face);
  const hidden = columns.length - layout.length;
  const more = hidden === 0 ? "" : ` A wider terminal shows ${counted(hidden, "more column")}.`;
  return [
    drawLine([span(table.title, "strong")], face),
    ...[...heads, ...rows].map((row) => drawRow(columns, row, { layout, face })),
    ...drawParagraph([span(table.note + more, "faint")], face),
  ];
}

/** The words of each heading, one below the other, so that the last ones stand on the table. */
function headingRows(columns: readonly string[]): Row[] {
  const words = columns.map((heading) => inertText(heading).split(BREAKS));
  const height = Math.max(0, ...words.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => ({
    kind: "cells",
    cells: [[], ...words.map((parts) => [span(parts[line - (height - parts.length)] ?? "", "faint")])],
  }));
}

function cellSpans(cell: ComparisonCell, { width }: Face): Span[] {
  const { text, interval } = cellText(cell);
  if (cell.kind === "word") return [span(text, TONES[cell.tone])];
  if (cell.kind === "none") return [span(text, "faint")];
  return interval === "" || width < WIDE ? [span(text)] : [span(text), span(` ${interval}`, "faint")];
}
