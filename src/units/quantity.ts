/**
 * Text of a measured quantity: an estimate with its interval, in the unit that fits, with the digits
 * that the interval supports. Which units there are is in `duration.ts` and `bytes.ts`; how many
 * digits, in `digits.ts`. A quantity without an interval has no text here, on purpose.
 * @module
 */
import { fixedText, roundTo, significantDecimals, supportedDecimals } from "./digits.ts";

/** An estimate with the bounds of its confidence interval, in base units. */
export interface Interval {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

/** A unit: its symbol, and how many base units it is. */
export interface Unit {
  readonly symbol: string;
  readonly size: number;
}

/** The parts of a quantity's text; all four numbers are in `unit` and have the same decimals. */
export interface QuantityText {
  readonly value: string;
  /** Half-width of the interval, towards its farther bound; `<0.01` where it rounds to nothing. */
  readonly halfWidth: string;
  readonly lo: string;
  readonly hi: string;
  readonly unit: string;
}

/** Most significant digits shown of a measured quantity, however narrow its interval is. */
const MOST_DIGITS = 4;

/**
 * Writes a quantity in the largest unit in which it is at least 1.
 *
 * An interval wider than the estimate decides the unit instead, so that the bounds stay readable.
 *
 * @param interval Estimate and bounds, in base units.
 * @param units Units in ascending order of size, one or more.
 * @param mostDigits Most significant digits of the estimate.
 * @returns The parts of the text.
 */
export function quantityText(
  interval: Interval,
  units: readonly [Unit, ...Unit[]],
  mostDigits: number = MOST_DIGITS,
): QuantityText {
  const extent = Math.max(Math.abs(interval.value), halfWidthOf(interval));
  const fitting = Math.max(units.findLastIndex((unit) => extent >= unit.size), 0);
  const unit = units[fitting] ?? units[0];
  const next = units[fitting + 1] ?? unit;
  // 999.96 µs at one decimal would read 1000.0 µs.
  const shown = roundTo(extent / unit.size, decimalsOf(interval, { unit, mostDigits }));
  return inUnit(interval, { unit: shown >= next.size / unit.size ? next : unit, mostDigits });
}

function inUnit(interval: Interval, options: { unit: Unit; mostDigits: number }): QuantityText {
  const { unit } = options;
  const decimals = decimalsOf(interval, options);
  const text = (baseUnits: number) => fixedText(baseUnits / unit.size, decimals);
  return {
    value: text(interval.value),
    halfWidth: halfWidthText(halfWidthOf(interval) / unit.size, decimals),
    lo: text(interval.lo),
    hi: text(interval.hi),
    unit: unit.symbol,
  };
}

function halfWidthText(halfWidth: number, decimals: number): string {
  if (halfWidth === 0) return "0";
  return roundTo(halfWidth, decimals) > 0 ? fixedText(halfWidth, decimals) : `<${fixedText(10 ** -decimals, decimals)}`;
}

function decimalsOf(interval: Interval, options: { unit: Unit; mostDigits: number }): number {
  const { unit, mostDigits } = options;
  const decimals = Math.min(
    supportedDecimals(halfWidthOf(interval) / unit.size),
    significantDecimals(interval.value / unit.size, mostDigits),
  );
  return decimals === Infinity ? 0 : decimals;
}

function halfWidthOf({ value, lo, hi }: Interval): number {
  return Math.max(hi - value, value - lo);
}
