/**
 * A comparison with a saved result as lines of a terminal.
 * @module
 */
import type { StoredComparison, StoredRow } from "../compare/stored/stored_comparison.ts";
import { limitText } from "../report/number_text.ts";
import { type ChangeRow, type ChangeTableOptions, drawChanges } from "../report/terminal/change_table.ts";
import { drawParagraph, span } from "../report/terminal/line.ts";

/** What was compared. */
export interface DrawnComparison {
  readonly comparison: StoredComparison;
  /** What was compared with, for people. */
  readonly against: string;
  /** Smallest change that matters, as a fraction. */
  readonly limit: number;
}

/** How to draw it. */
export interface ComparisonFace extends ChangeTableOptions {
  /** Names a row. */
  readonly nameOf: (row: StoredRow) => string;
}

const VERDICTS: Readonly<Record<StoredRow["kind"], ChangeRow["verdict"]>> = {
  failed: "invalid",
  regressed: "slower",
  inconclusive: "undecided",
  missing: "missing",
  incomparable: "incomparable",
  new: "new",
  improved: "faster",
  unchanged: "same",
};

const ADVISORY: Readonly<Record<NonNullable<StoredComparison["advisory"]>, string>> = {
  "other-host": "advice, no verdict: the results are of different hosts; puffinbench ab pairs two builds on one",
  "unknown-host": "advice, no verdict: a result does not say of which host it is",
};

/**
 * Draws a comparison.
 *
 * @param drawn The comparison.
 * @param face How to draw it.
 * @returns The lines, the worst first.
 */
export function drawComparison(
  { comparison: { rows, advisory }, against, limit }: DrawnComparison,
  { nameOf, ...options }: ComparisonFace,
): string[] {
  const head = [span("against ", "faint"), span(against, "strong"), span(`, limit ±${limitText(limit)}`, "faint")];
  return [
    ...drawParagraph(head, options.face),
    ...(advisory === null ? [] : drawParagraph([span(`! ${ADVISORY[advisory]}`, "doubt")], options.face, 2)),
    "",
    ...drawChanges(rows.map((row) => changeRow(row, nameOf(row))), options),
  ];
}

function changeRow(row: StoredRow, name: string): ChangeRow {
  const shared = { verdict: VERDICTS[row.kind], name, unit: row.metric.unit };
  if (!("logRatio" in row)) {
    return { ...shared, before: null, now: null, change: null, note: "reason" in row ? row.reason : null };
  }
  const { value, lo, hi, ...rest } = row.logRatio;
  const change = { ...rest, value: Math.expm1(value), lo: Math.expm1(lo), hi: Math.expm1(hi) };
  return { ...shared, before: row.before, now: row.now, change, note: null };
}
