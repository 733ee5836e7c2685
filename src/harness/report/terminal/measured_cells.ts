/**
 * Cells of the benchmark tables: an estimate and its interval, never one without the other. What has
 * no finite interval is not shown as a number.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import type { QuantityText } from "../../../units/quantity.ts";
import { ratioText, turnedRatioText } from "../../../units/ratio.ts";
import { PUFFINFLOW } from "../../adapters/facts.ts";
import type { MeasuredRow } from "../../compare/benchmark_analysis.ts";
import { outcomeOf } from "../../compare/duel.ts";
import type { Face } from "./face.ts";
import { fitted, type Span, span, spansWidth } from "./line.ts";

/** What is shown of a quantity: the number or a word in its place, and the interval; empty where there is none. */
export interface Shown {
  readonly estimate: readonly Span[];
  readonly interval: readonly Span[];
}

/** How an interval is written: as `±0.08` or as `11.15 … 11.31`. */
export type IntervalStyle = "half-width" | "bounds";

/**
 * How the framework with the smallest median stands: `ahead` when every other is told to be slower,
 * `alone` when there is no other.
 */
export type Standing = "ahead" | "not ahead of all" | "alone";

const NOTHING: Shown = { estimate: [span("–", "faint")], interval: [] };
const CANNOT_TELL: Shown = { estimate: [span("can’t tell", "doubt")], interval: [] };

/**
 * Shows a quantity.
 *
 * @param estimate The estimate.
 * @param text Writes it with its unit.
 * @param style How to write the interval.
 * @returns Number and interval; "can’t tell" where it has no finite bounds.
 */
export function quantityShown(
  estimate: Estimate,
  text: (estimate: Estimate) => QuantityText,
  style: IntervalStyle,
): Shown {
  if (!isBounded(estimate)) return CANNOT_TELL;
  const { value, unit, halfWidth, lo, hi } = text(estimate);
  const interval = style === "half-width" ? `±${halfWidth}` : `${lo} … ${hi}`;
  return { estimate: [span(`${value} ${unit}`)], interval: [span(interval, "faint")] };
}

/**
 * Shows what an engine adds to each state.
 *
 * @param overhead The row's overhead.
 * @param text Writes it with its unit.
 * @param style How to write the interval.
 * @returns Number and interval; `≤ resolution` where the interval covers 0, with the bounds if there is room.
 */
export function overheadShown(
  overhead: MeasuredRow["overheadNsPerTask"],
  text: (estimate: Estimate) => QuantityText,
  style: IntervalStyle,
): Shown {
  if (overhead === null) return NOTHING;
  if (!isBounded(overhead)) return CANNOT_TELL;
  const { value, lo, hi, unit } = text(overhead);
  if (overhead.withinResolution) {
    const interval = style === "half-width" ? [] : [span(`${lo} … ${hi} ${unit}`, "faint")];
    return { estimate: [span("≤ resolution")], interval };
  }
  // Never as ±: the interval is lopsided, and "50 ±80" would read as if it covered 0.
  const interval = style === "half-width" && overhead.lo > 0 ? `${lo}–${hi}` : `${lo} … ${hi}`;
  return { estimate: [span(`${value} ${unit}`)], interval: [span(interval, "faint")] };
}

/**
 * Shows how a framework's time compares with that of the fastest framework.
 *
 * @param row The framework's row.
 * @param standing How the fastest framework stands among the others.
 * @returns Ratio with direction, and its bounds; a verdict in words where there is no telling.
 */
export function ratioShown({ subject, isFastest, ratioToFastest }: MeasuredRow, standing: Standing): Shown {
  if (isFastest && standing !== "alone") {
    return { estimate: [span(standing === "ahead" ? "fastest" : "lowest median", "faster")], interval: [] };
  }
  if (ratioToFastest === null) return NOTHING;
  if (!isBounded(ratioToFastest)) return CANNOT_TELL;
  const outcome = outcomeOf(ratioToFastest);
  if (outcome === "tie" || outcome === "undecided") {
    const { lo, hi } = ratioText(ratioToFastest);
    const { estimate } = outcome === "tie" ? { estimate: [span("≈ 1")] } : CANNOT_TELL;
    return { estimate, interval: [span(`${lo}–${hi}`, "faint")] };
  }
  const { factor, lo, hi, direction } = turnedRatioText(ratioToFastest);
  const word = direction === "above" ? "slower" : "faster";
  const tone = subject === PUFFINFLOW.id ? word : "plain";
  return { estimate: [span(`${factor}× ${word}`, tone)], interval: [span(`${lo}–${hi}`, "faint")] };
}

/**
 * Brings the cells of one column together so that their intervals line up.
 *
 * @param column What the column shows, top to bottom.
 * @param face The terminal.
 * @returns One cell for each, to be lined up on the right.
 */
export function lineUp(column: readonly Shown[], face: Face): readonly (readonly Span[])[] {
  const widest = Math.max(0, ...column.map(({ interval }) => spansWidth(fitted(interval, face))));
  return column.map(({ estimate, interval }) => {
    if (interval.length === 0) return estimate;
    return [...estimate, span(" "), ...interval, span(" ".repeat(widest - spansWidth(fitted(interval, face))))];
  });
}

function isBounded({ lo, hi }: Estimate): boolean {
  return Number.isFinite(lo) && Number.isFinite(hi);
}
