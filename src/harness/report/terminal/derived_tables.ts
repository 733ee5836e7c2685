/**
 * Derived figures on a terminal: those that have names, and growth; the many others are in the reports that are
 * files. What each row says is in `derived_rows.ts`.
 * @module
 */
import { type DerivedRow, derivedTables } from "../derived_rows.ts";
import type { ReportModel } from "../model.ts";
import type { Face } from "./face.ts";
import { drawLine, span } from "./line.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";

const COLUMNS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "right", gap: 2 },
  { align: "left", gap: 2 },
  { align: "right", gap: 2 },
];
/** Columns from which on there is room to say what a figure is. */
const WIDE = 110;
const MEANING_COLUMN: Column = { align: "left", gap: 2 };

/**
 * Draws the tables.
 *
 * @param model The report.
 * @param face The terminal.
 * @returns The lines, an empty one before each table; none where nothing was derived.
 */
export function drawDerived({ derived }: ReportModel, face: Face): string[] {
  if (derived === undefined) return [];
  const tables = derivedTables({ ...derived, others: [] });
  const columns = face.width >= WIDE ? [...COLUMNS, MEANING_COLUMN] : COLUMNS;
  const drawn = tables.map(({ title, rows }) => ({ title, rows: rows.map(rowOf) }));
  const layout = layOut(columns, drawn.flatMap(({ rows }) => rows), face);
  return drawn.flatMap(({ title, rows }) => [
    "",
    drawLine([span(title, "strong")], face),
    drawLine([span("─".repeat(face.width), "faint")], face),
    ...rows.map((row) => drawRow(columns, row, { layout, face })),
  ]);
}

function rowOf({ title, value, bounds, rating, meaning }: DerivedRow): Row {
  const cells = [
    [span(title)],
    [span(value, "strong")],
    [span(rating)],
    [span(bounds, "faint")],
    [span(meaning, "faint")],
  ];
  return { kind: "cells", cells };
}
