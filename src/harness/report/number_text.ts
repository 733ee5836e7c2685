/**
 * Numbers as all reports write them: digits follow the interval, thin no-break spaces, a true minus, ratios
 * turned to at least 1, changes as percent or factor. Which number is shown where is left to the reports.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { bytesText } from "../../units/bytes.ts";
import { countText } from "../../units/count.ts";
import { fixedText, significantDecimals } from "../../units/digits.ts";
import { durationText } from "../../units/duration.ts";
import { type Interval, type QuantityText, quantityText, type Unit } from "../../units/quantity.ts";
import { ratioText, turnedRatioText } from "../../units/ratio.ts";
import { outcomeOf } from "../compare/duel.ts";
import type { MetricModel } from "./model.ts";

/** What stands between a number and its unit: thin, and no line is broken at it. */
export const THIN_SPACE = "\u202f";

/** A measured number in parts, so that a report can set each in its own type. */
export interface NumberText {
  readonly value: string;
  /** Empty for counts. */
  readonly unit: string;
  /** For example `±0.08`, in the same unit, or the bounds where the interval is wider than the number is large; `null` where there is no interval. */
  readonly halfWidth: string | null;
  /** For example `11.15 … 11.31`, in the same unit; `null` where there is no interval. */
  readonly bounds: string | null;
}

/** A change or ratio in words. */
export interface ComparedText {
  /** For example `+15.4%`, `2.40× slower`, `≈ 1`, `can’t tell`. */
  readonly text: string;
  /** For example `+13.7 … +16.8`; `null` where there is no interval. */
  readonly bounds: string | null;
  /** The side that the interval is on; `same` and `unsure` where it is on none. */
  readonly side: "slower" | "faster" | "same" | "unsure";
}

type Units = readonly [Unit, ...Unit[]];

const RATES: Units = [
  { symbol: "/s", size: 1 },
  { symbol: "k/s", size: 1e3 },
  { symbol: "M/s", size: 1e6 },
  { symbol: "G/s", size: 1e9 },
];
const PERCENT: Units = [{ symbol: "%", size: 0.01 }];
const COUNTS: Units = [{ symbol: "", size: 1 }];

const WRITERS: Readonly<Record<MetricModel["unit"], (interval: Interval) => QuantityText>> = {
  "ns": durationText,
  "bytes": bytesText,
  "per-second": (interval) => quantityText(interval, RATES),
  "share": (interval) => quantityText(interval, PERCENT),
  "count": (interval) => quantityText(interval, COUNTS),
};

/** Change beyond which percents are read with difficulty and a factor is shown. */
const LARGEST_PERCENT = 1;
const SMALLEST_PERCENT = -0.5;
const PLAIN_DIGITS = 3;
const MOST_PERCENT_DECIMALS = 2;

const CANNOT_TELL = { text: "can’t tell", side: "unsure" } as const;

/**
 * Tells whether an estimate has an interval that can be shown.
 *
 * @param estimate The estimate.
 * @returns Whether both bounds are finite.
 */
export function isBounded({ lo, hi }: Interval): boolean {
  return Number.isFinite(lo) && Number.isFinite(hi);
}

/**
 * Writes a measured number; no digit goes beyond its interval.
 *
 * @param estimate Value and bounds, in the base unit.
 * @param unit The base unit.
 * @returns The parts; without an interval, three significant digits.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { measuredText } from "./number_text.ts";
 *
 * const estimate = { value: 11_230_400, lo: 11_152_000, hi: 11_305_000, confidence: 0.95, n: 9 };
 * assert.deepEqual(measuredText(estimate, "ns"), {
 *   value: "11.23",
 *   unit: "ms",
 *   halfWidth: "±0.08",
 *   bounds: "11.15 … 11.30",
 * });
 * ```
 */
export function measuredText(estimate: Estimate, unit: MetricModel["unit"]): NumberText {
  if (!isBounded(estimate)) return { ...plainParts(estimate.value, unit), halfWidth: null, bounds: null };
  const text = WRITERS[unit](estimate);
  const bounds = `${text.lo} … ${text.hi}`;
  // So wide an interval is seldom symmetric: its half would lead astray, at worst below 0.
  const isWide = estimate.hi - estimate.lo > Math.abs(estimate.value);
  return { value: text.value, unit: text.unit, halfWidth: isWide ? bounds : `±${text.halfWidth}`, bounds };
}

/**
 * Joins number and unit.
 *
 * @param text The parts.
 * @returns For example `11.23 ms`, with a thin no-break space; percents take none.
 */
export function joinedText({ value, unit }: Pick<NumberText, "value" | "unit">): string {
  return unit === "" || unit === "%" ? value + unit : value + THIN_SPACE + unit;
}

/**
 * Writes a number that has no interval, such as the quantile of a sample.
 *
 * @param value The number, in the base unit.
 * @param unit The base unit.
 * @param digits Significant digits, 1 or more.
 * @returns For example `60.1 ms`.
 */
export function plainText(value: number, unit: MetricModel["unit"], digits: number = PLAIN_DIGITS): string {
  return joinedText(plainParts(value, unit, digits));
}

function plainParts(
  value: number,
  unit: MetricModel["unit"],
  digits: number = PLAIN_DIGITS,
): Pick<NumberText, "value" | "unit"> {
  if (value === 0) return { value: "0", unit: WRITERS[unit]({ value, lo: value, hi: value }).unit };
  // A half-width of 5 in the last digit supports just that digit.
  const half = 5 * 10 ** -significantDecimals(value, digits);
  const { value: text, unit: symbol } = WRITERS[unit]({ value, lo: value - half, hi: value + half });
  return { value: text, unit: symbol };
}

/**
 * Writes a share of a whole.
 *
 * @param share Between 0 and 1, or a difference of such.
 * @param digits Significant digits, 1 or more.
 * @returns For example `0.4%`.
 */
export function percentText(share: number, digits: number = 2): string {
  return plainText(share, "share", digits);
}

/**
 * Writes a limit on a share without zeros at its end.
 *
 * @param share The limit.
 * @returns For example `5%`.
 */
export function limitText(share: number): string {
  return `${Number((100 * share).toPrecision(PLAIN_DIGITS))}%`;
}

/**
 * Names a percentile.
 *
 * @param share Between 0 and 1.
 * @returns For example `p99.9`.
 */
export function percentileName(share: number): string {
  return `p${Number((100 * share).toPrecision(PLAIN_DIGITS + 2))}`;
}

/**
 * Writes a change of a cost: percent between −50 % and +100 %, else a factor.
 *
 * @param change Relative change and bounds; 0.1 is 10 % more.
 * @returns Text and bounds. The side is that of the value, as verdicts are not decided here.
 */
export function changeText(change: Estimate): ComparedText {
  const side = change.value > 0 ? "slower" : change.value < 0 ? "faster" : "same";
  if (change.value > LARGEST_PERCENT || change.value < SMALLEST_PERCENT) {
    const ratio = { value: 1 + change.value, lo: 1 + change.lo, hi: 1 + change.hi };
    if (!isBounded(ratio)) return { text: `${factorText(change.value)}× ${side}`, bounds: null, side };
    const { factor, lo, hi } = turnedRatioText(ratio);
    return { text: `${factor}× ${side}`, bounds: `${lo} … ${hi}`, side };
  }
  if (!isBounded(change)) return { text: `${signed(100 * change.value, 1)}%`, bounds: null, side };
  const { value, lo, hi } = quantityText(change, PERCENT, PLAIN_DIGITS);
  const decimals = Math.min(MOST_PERCENT_DECIMALS, decimalsOf(value));
  const percent = (share: number) => signed(100 * share, decimals);
  return decimals > 0
    ? { text: `${percent(change.value)}%`, bounds: `${percent(change.lo)} … ${percent(change.hi)}`, side }
    : { text: `${plus(value)}%`, bounds: `${plus(lo)} … ${plus(hi)}`, side };
}

function factorText(change: number): string {
  const ratio = change > 0 ? 1 + change : 1 / (1 + change);
  return fixedText(ratio, Math.max(0, significantDecimals(ratio, PLAIN_DIGITS)));
}

function decimalsOf(text: string): number {
  return text.split(".")[1]?.length ?? 0;
}

function signed(value: number, decimals: number): string {
  return plus(fixedText(value, decimals));
}

function plus(text: string): string {
  return text.startsWith("−") || Number(text.replaceAll(",", "")) === 0 ? text : `+${text}`;
}

/**
 * Writes how many times as long something takes: 1 or more, with the direction as a word.
 *
 * @param ratio Its time divided by that of the reference.
 * @returns `≈ 1` where the difference is too small to matter, `can’t tell` where the interval covers 1 and more.
 */
export function ratioWords(ratio: Estimate): ComparedText {
  if (!isBounded(ratio)) return { ...CANNOT_TELL, bounds: null };
  const outcome = outcomeOf(ratio);
  if (outcome === "tie" || outcome === "undecided") {
    const { lo, hi } = ratioText(ratio);
    const said = outcome === "tie" ? { text: `≈${THIN_SPACE}1`, side: "same" as const } : CANNOT_TELL;
    return { ...said, bounds: `${lo}–${hi}` };
  }
  const { factor, lo, hi, direction } = turnedRatioText(ratio);
  const side = direction === "above" ? "slower" : "faster";
  return { text: `${factor}× ${side}`, bounds: `${lo}–${hi}`, side };
}

/**
 * Writes a whole number with commas between thousands.
 *
 * @param count The number.
 * @returns For example `56,500`.
 */
export function wholeText(count: number): string {
  return countText(Math.round(count));
}
