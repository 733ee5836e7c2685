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
import { drawLine, drawParagraph, type Span, span, spansWidth, type Tone } from "./line.ts";
import { type Column, drawRow, type Layout, layOut, type Row } from "./table.ts";
import { beginning } from "./width.ts";

const FIRST: Column = { align: "left", gap: 0 };
const OTHER: Column = { align: "right", gap: 2 };
/** Where many columns have to fit. */
const CLOSE: Column = { align: "right", gap: 1 };
/** Columns from which on they stand close. */
const MANY = 7;
/** Columns of a word; a longer one would push the others out. */
const WIDEST_WORD = 20;
/** Columns that a line of a heading has room for anyhow. */
const USUAL_WORD = 9;
/** Where a name may be broken: before a capital in its middle. */
const MIDDLE = /(?<=[a-z])(?=[A-Z])/;

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
  const full = laidOut(table, "bounds", face);
  // Intervals go before columns do: a table that is cut is no comparison.
  const { columns, lines, layout } = full.layout.length < full.columns.length || isCut(full)
    ? laidOut(table, "none", face)
    : full;
  const hidden = columns.length - layout.length;
  const remarks = [
    ...(layout === full.layout || !hasIntervals(table) ? [] : ["Intervals are on wider terminals and in other forms."]),
    ...(hidden === 0 ? [] : [`A wider terminal shows ${counted(hidden, "more column")}.`]),
  ];
  return [
    drawLine([span(table.title, "strong")], face),
    ...lines.map((row) => drawRow(columns, row, { layout, face })),
    ...drawParagraph([span([table.note, ...remarks].join(" "), "faint")], face),
  ];
}

interface LaidOut {
  readonly columns: readonly Column[];
  readonly lines: readonly Row[];
  readonly layout: Layout;
}

function laidOut({ columns: headings, rows }: ComparisonTable, intervals: "bounds" | "none", face: Face): LaidOut {
  const columns: Column[] = [FIRST, ...headings.map(() => headings.length >= MANY ? CLOSE : OTHER)];
  const lines = [
    ...headingRows(headings),
    ...rows.map(({ name, cells }): Row => ({
      kind: "cells",
      cells: [[span(inertText(name))], ...cells.map((cell) => cellSpans(cell, intervals))],
    })),
  ];
  return { columns, lines, layout: layOut(columns, lines, face) };
}

/** Whether names give way so much that they could be mistaken for each other. */
function isCut({ lines, layout }: LaidOut): boolean {
  const names = lines.flatMap((row) => row.kind === "cells" ? [spansWidth(row.cells[0] ?? [])] : []);
  return Math.min(WIDEST_WORD, Math.max(...names)) > layout[0]!;
}

function hasIntervals({ rows }: ComparisonTable): boolean {
  return rows.some(({ cells }) => cells.some(({ kind }) => kind === "estimate"));
}

/** Each heading over as few lines as it fits in, so that the last ones stand on the table. */
function headingRows(headings: readonly string[]): Row[] {
  const broken = headings.map((heading) => linesOf(inertText(heading), headings.length >= MANY));
  const height = Math.max(0, ...broken.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => ({
    kind: "cells",
    cells: [[], ...broken.map((lines) => [span(lines[line - (height - lines.length)] ?? "", "faint")])],
  }));
}

/** Words, as many to a line as fit; where columns are many, names are broken in the middle too. */
function linesOf(heading: string, areMany: boolean): string[] {
  const lines: string[] = [];
  for (const word of heading.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < USUAL_WORD) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...(areMany ? word.split(MIDDLE) : [word]).map((part) => beginning(part, WIDEST_WORD)));
  }
  return lines;
}

function cellSpans(cell: ComparisonCell, intervals: "bounds" | "none"): Span[] {
  const { text, interval } = cellText(cell);
  if (cell.kind === "word") return [span(beginning(inertText(text), WIDEST_WORD), TONES[cell.tone])];
  if (cell.kind === "none") return [span(text, "faint")];
  return interval === "" || intervals === "none" ? [span(text)] : [span(text), span(` ${interval}`, "faint")];
}
