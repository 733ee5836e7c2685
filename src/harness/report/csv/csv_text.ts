/**
 * Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet: text that a spreadsheet would
 * take for a formula begins with an apostrophe. Which columns there are is said in `csv_report.ts`.
 * @module
 */
import { inertText } from "../inert_text.ts";

/** What a field can hold; `null` and numbers that are not finite leave it empty. */
export type CsvValue = string | number | boolean | null;

/** What spreadsheets begin a formula with, the wide forms of East Asian keyboards included. */
const FORMULA_START = /^\s*[=+\-@＝＋－＠]/;
const NEEDS_QUOTES = /[",;\s]/;

/**
 * Writes a table.
 *
 * @param header Names of the columns.
 * @param rows Rows with a value for each column.
 * @returns Lines that end with CR and LF, the header first.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [header, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "boolean") return String(value);
  // A negative number is no formula: only text is guarded.
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const inert = inertText(value);
  const guarded = FORMULA_START.test(inert) ? `'${inert}` : inert;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
