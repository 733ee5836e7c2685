/**
 * Cells of comparison tables as text, the same in every report: the value with its unit, and its interval in the same
 * unit. A measured number without an interval is not shown: too few processes are no number.
 * @module
 */
import { sizeText } from "../../../units/bytes.ts";
import { isBounded, joinedText, measuredText, wholeText } from "../number_text.ts";
import type { ComparisonCell } from "./comparison_model.ts";

/** A cell in words. */
export interface CellText {
  readonly text: string;
  /** Bounds, in the unit of the text; empty where there is no interval. */
  readonly interval: string;
  /** What stands behind it: a sentence for whoever points at it; empty for none. */
  readonly detail: string;
}

/**
 * Words a cell.
 *
 * @param cell The cell.
 * @returns Its text; a dash where there is nothing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cellText } from "./cell_text.ts";
 *
 * const estimate = { value: 1_200, lo: 1_100, hi: 1_300, confidence: 0.95, n: 6 };
 * const { text, interval } = cellText({ kind: "estimate", estimate, unit: "ns" });
 * assert.deepEqual([text, interval], ["1.20\u202fµs", "1.10 … 1.30"]);
 * ```
 */
export function cellText(cell: ComparisonCell): CellText {
  switch (cell.kind) {
    case "word":
      return { text: cell.text, interval: "", detail: cell.detail ?? "" };
    case "none":
      return { text: "–", interval: "", detail: cell.why };
    case "counted":
      return { text: cell.unit === "bytes" ? sizeText(cell.value) : wholeText(cell.value), interval: "", detail: "" };
    case "estimate": {
      const { estimate, unit } = cell;
      if (!isBounded(estimate)) return { text: "can’t tell", interval: "", detail: `only ${estimate.n} processes` };
      const { value, unit: symbol, bounds } = measuredText(estimate, unit);
      return { text: joinedText({ value, unit: symbol }), interval: bounds ?? "", detail: "" };
    }
  }
}
