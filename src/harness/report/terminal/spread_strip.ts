/**
 * A distribution in one line: columns over one relative scale that all rows share, so that noisy rows are seen
 * at a glance. The height of a column goes with the root of its count, as else a tail would not be seen.
 * @module
 */
import type { Face } from "./face.ts";

/** Where the scale begins and ends, in percent above the row's own median. */
export const STRIP_SCALE = { fromPercent: -30, toPercent: 50 } as const;

const LEVELS: Readonly<Record<Face["charset"], string>> = { unicode: "▁▂▃▄▅▆▇█", ascii: ".:-=+*#@" };

/** How a strip is drawn. */
export interface StripOptions {
  /** Columns of the terminal that it takes, 1 or more. */
  readonly columns: number;
  readonly charset: Face["charset"];
}

/**
 * Draws a strip.
 *
 * @param samples The samples, in any order.
 * @param median Their median, above 0.
 * @param options How to draw it.
 * @returns One character for each column, a space where no sample is; what lies beyond the scale counts in its last
 * column. Only spaces where there is no sample or no scale.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { spreadStrip } from "./spread_strip.ts";
 *
 * const options = { columns: 8, charset: "unicode" } as const;
 * assert.equal(spreadStrip([100, 100, 100, 100, 110, 175], 100, options), "   █▄  ▄");
 * ```
 */
export function spreadStrip(samples: readonly number[], median: number, { columns, charset }: StripOptions): string {
  const levels = LEVELS[charset];
  const counts = countsOf(samples, median, columns);
  const most = Math.max(...counts);
  return counts.map((count) => {
    if (count === 0) return " ";
    return levels[Math.max(0, Math.ceil(levels.length * Math.sqrt(count / most)) - 1)]!;
  }).join("");
}

function countsOf(samples: readonly number[], median: number, columns: number): number[] {
  const counts = Array.from({ length: columns }, () => 0);
  if (!(median > 0)) return counts;
  const { fromPercent, toPercent } = STRIP_SCALE;
  for (const sample of samples) {
    // In percent, as with shares of 1 rounding would move the median itself to the column before its own.
    const percent = (100 * sample) / median - 100 - fromPercent;
    const column = Math.floor((percent * columns) / (toPercent - fromPercent));
    counts[Math.min(columns - 1, Math.max(0, column))]! += 1;
  }
  return counts;
}
