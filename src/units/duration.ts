/**
 * Text of measured durations: nanoseconds in, the unit from ns to s that fits out. Elapsed time on
 * a clock face, which is not a measurement, is in `elapsed.ts`.
 * @module
 */
import { type Interval, type QuantityText, quantityText, type Unit } from "./quantity.ts";

const UNITS: readonly [Unit, ...Unit[]] = [
  { symbol: "ns", size: 1 },
  { symbol: "µs", size: 1e3 },
  { symbol: "ms", size: 1e6 },
  { symbol: "s", size: 1e9 },
];

/**
 * Writes a measured duration.
 *
 * @param intervalNs Estimate and bounds in nanoseconds; differences may be negative.
 * @returns The parts of the text, from `ns` to `s`, with at most four significant digits.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { durationText } from "./duration.ts";
 *
 * const { value, unit, halfWidth } = durationText({ value: 11_230_400, lo: 11_152_000, hi: 11_305_000 });
 * assert.equal(`${value} ${unit} ±${halfWidth}`, "11.23 ms ±0.08");
 * ```
 */
export function durationText(intervalNs: Interval): QuantityText {
  return quantityText(intervalNs, UNITS);
}
