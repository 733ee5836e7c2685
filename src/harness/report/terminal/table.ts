/**
 * Tables of a terminal: columns that are as wide as their widest cell over all blocks, the first one
 * giving way where the terminal is too narrow, whole columns left out where that is not enough. A
 * number is never cut.
 * @module
 */
import type { Face } from "./face.ts";
import { cut, fitted, painted, type Span, span, spansWidth } from "./line.ts";

/** A column: its heading and the side on which its cells line up. */
export interface Column {
  readonly align: "left" | "right";
  /** Empty columns before it. */
  readonly gap: number;
}

/** A line of a table: one cell a column, or text in place of all columns but the first. */
export type Row =
  | { readonly kind: "cells"; readonly cells: readonly (readonly Span[])[] }
  | { readonly kind: "note"; readonly name: readonly Span[]; readonly note: readonly Span[] };

/** Columns that the first cell keeps however narrow the terminal is. */
const NARROWEST_NAME = 10;
/** Empty columns before text that stands in place of cells. */
const NOTE_GAP = 2;
/** Most columns that the first cell takes. */
const WIDEST_NAME = 28;

/** The widths that the columns of a table were given; 0 for a column left out. */
export type Layout = readonly number[];

/**
 * Finds the widths of a table's columns.
 *
 * @param columns The columns, left to right.
 * @param rows The rows of all blocks that shall line up.
 * @param face The terminal.
 * @returns One width a column, in order; those that do not fit are missing at the end.
 */
export function layOut(columns: readonly Column[], rows: readonly Row[], face: Face): Layout {
  const widths = columns.map((_, index) =>
    Math.max(0, ...rows.map((row) => spansWidth(fitted(cellOf(row, index), face))))
  );
  const others = (count: number) =>
    widths.slice(1, count).reduce((sum, width, index) => sum + width + columns[index + 1]!.gap, 0);
  const name = Math.min(widths[0]!, WIDEST_NAME);
  let count = columns.length;
  while (count > 2 && Math.min(name, NARROWEST_NAME) + others(count) > face.width) count--;
  return [Math.min(name, face.width - others(count)), ...widths.slice(1, count)];
}

/** Where and how a row is drawn. */
export interface RowPlace {
  readonly layout: Layout;
  readonly face: Face;
}

/**
 * Draws one row of a table.
 *
 * @param columns The columns, left to right.
 * @param row The row.
 * @param place The table's layout and the terminal.
 * @returns The line.
 */
export function drawRow(columns: readonly Column[], row: Row, place: RowPlace): string {
  return painted(rowSpans(columns, row, place), place.face);
}

/**
 * Lays out one row of a table, for lines that go on behind it.
 *
 * @param columns The columns, left to right.
 * @param row The row.
 * @param place The table's layout and the terminal.
 * @returns Fitted spans, each cell as wide as its column.
 */
export function rowSpans(columns: readonly Column[], row: Row, { layout, face }: RowPlace): readonly Span[] {
  const name = padded(cut(fitted(cellOf(row, 0), face), layout[0]!, face), layout[0]!, "left");
  if (row.kind === "note") {
    const note = cut(fitted(row.note, face), face.width - layout[0]! - NOTE_GAP, face);
    return [...name, span(" ".repeat(NOTE_GAP)), ...note];
  }
  const cells = layout.slice(1).flatMap((width, index) => {
    const { gap, align } = columns[index + 1]!;
    return [span(" ".repeat(gap)), ...padded(fitted(cellOf(row, index + 1), face), width, align)];
  });
  return [...name, ...cells];
}

function cellOf(row: Row, index: number): readonly Span[] {
  if (row.kind === "cells") return row.cells[index] ?? [];
  return index === 0 ? row.name : [];
}

function padded(spans: readonly Span[], width: number, align: "left" | "right"): readonly Span[] {
  const fill = span(" ".repeat(width - spansWidth(spans)));
  return align === "left" ? [...spans, fill] : [fill, ...spans];
}
