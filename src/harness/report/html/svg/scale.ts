/**
 * From values to shares of an axis, and the round values that an axis is labelled with. Which values an axis
 * spans is left to the charts.
 * @module
 */
import { clamped } from "../fluid.ts";

/** Where values stand on an axis. */
export interface Scale {
  /** First value. */
  readonly from: number;
  /** Last value, above the first. */
  readonly to: number;
  /** Share of the axis at which a value stands; what lies beyond stands at its end. */
  readonly shareOf: (value: number) => number;
}

/** Mantissas of round numbers, the finest choice first. */
const ROUND_SETS: readonly (readonly number[])[] = [[1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];
/** Forgives rounding where a round value is an end of the axis; an axis shorter than this share has one value. */
const ROUNDING = 1e-9;
/** How far an axis reaches on both sides of its only value. */
const LONE_REACH = 1.1;

/**
 * Makes an axis on which equal differences are equally far apart.
 *
 * @param from First value.
 * @param to Last value; an axis of one value is widened around it.
 * @returns The axis.
 */
export function linearScale(from: number, to: number): Scale {
  if (!isApart(from, to)) {
    const reach = Math.abs(from) / 10 || 1;
    return linearScale(from - reach, from + reach);
  }
  return { from, to, shareOf: (value) => clamped((value - from) / (to - from)) };
}

/**
 * Makes an axis on which equal factors are equally far apart.
 *
 * @param from First value, above 0.
 * @param to Last value; an axis of one value is widened around it.
 * @returns The axis.
 */
export function logScale(from: number, to: number): Scale {
  if (!isApart(from, to)) return logScale(from / LONE_REACH, from * LONE_REACH);
  const extent = Math.log(to / from);
  return { from, to, shareOf: (value) => value > 0 ? clamped(Math.log(value / from) / extent) : 0 };
}

/**
 * Finds round values for an axis of differences.
 *
 * @param scale The axis.
 * @param most Most values wanted, 2 or more.
 * @returns Round values on the axis, ascending, evenly spaced.
 */
export function linearTicks({ from, to }: Pick<Scale, "from" | "to">, most: number): readonly number[] {
  const least = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5].find((factor) => factor * power >= least * (1 - ROUNDING)) ?? 10) * power;
  const first = Math.ceil(from / step - ROUNDING);
  const last = Math.floor(to / step + ROUNDING);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => rounded((first + index) * step));
}

/**
 * Finds round values for an axis of factors.
 *
 * @param scale The axis, of values above 0.
 * @param most Most values wanted, 2 or more.
 * @returns Round values on the axis, ascending: of every power of ten the same, or powers left out on a long
 * axis; evenly spaced ones where the axis is shorter than any of these.
 */
export function logTicks(scale: Pick<Scale, "from" | "to">, most: number): readonly number[] {
  for (const mantissas of ROUND_SETS) {
    const ticks = roundValues(scale, mantissas);
    if (ticks.length <= most) return ticks.length >= 2 ? ticks : linearTicks(scale, most);
  }
  const powers = roundValues(scale, [1]);
  const stride = Math.ceil(powers.length / most);
  return powers.filter((_, index) => index % stride === 0);
}

/** Whether numbers between two values can be told apart. */
function isApart(from: number, to: number): boolean {
  return to - from > ROUNDING * Math.max(Math.abs(from), Math.abs(to));
}

function roundValues({ from, to }: Pick<Scale, "from" | "to">, mantissas: readonly number[]): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((exponent) => mantissas.map((mantissa) => rounded(mantissa * 10 ** exponent)))
    .filter((value) => value >= from * (1 - ROUNDING) && value <= to * (1 + ROUNDING));
}

/** Takes away what a product adds beyond the twelfth digit. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
