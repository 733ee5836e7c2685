/**
 * Text of ratios between two durations: turned to at least 1, with the direction said separately, so
 * that nobody has to compare 0.31 with 3.2. Whether a ratio differs from 1 is decided in
 * `compare/`, not here.
 * @module
 */
import { type Interval, quantityText, type Unit } from "./quantity.ts";

/** The parts of a ratio's text. */
export interface RatioText {
  readonly factor: string;
  readonly lo: string;
  readonly hi: string;
}

/** A ratio turned so that it is 1 or more. */
export interface TurnedRatioText extends RatioText {
  /** On which side of 1 the ratio was before. */
  readonly direction: "above" | "below";
}

const ONE: readonly [Unit, ...Unit[]] = [{ symbol: "×", size: 1 }];

/** Most significant digits shown of a ratio. */
const MOST_DIGITS = 3;

/**
 * Writes a ratio as it is, for those that cannot be told from 1.
 *
 * @param ratio Estimate and bounds, all above 0.
 * @returns The parts of the text, with at most three significant digits.
 */
export function ratioText(ratio: Interval): RatioText {
  const { value, lo, hi } = quantityText(ratio, ONE, MOST_DIGITS);
  return { factor: value, lo, hi };
}

/**
 * Writes a ratio as 1 or more.
 *
 * @param ratio Estimate and bounds, all above 0.
 * @returns The parts of the text, with at most three significant digits, and the direction.
 */
export function turnedRatioText(ratio: Interval): TurnedRatioText {
  if (ratio.value >= 1) return { ...ratioText(ratio), direction: "above" };
  return { ...ratioText({ value: 1 / ratio.value, lo: 1 / ratio.hi, hi: 1 / ratio.lo }), direction: "below" };
}
