/**
 * The density of a sample as a smooth curve, for charts: a sum of Gaussian kernels on a logarithmic
 * scale, where durations are closer to symmetric and nothing leaks below 0. How many modes there are
 * is not read off the curve by eye but told in `modality.ts`.
 *
 * The bandwidth is Silverman's (0.9 · scale · n^−1/5), with Qₙ as the scale in place of his standard
 * deviation or quartile range, since either of those takes the distance between two modes for their
 * width and would smooth them into one. Sheather and Jones' bandwidth sees modes too, but has to be
 * iterated, and shrinks to nothing where a coarse clock makes many values equal.
 * @module
 */
import { qnScale } from "./qn_scale.ts";
import { sortedSample } from "./sorted_sample.ts";

/** Bandwidth below which nothing is told apart, a hundredth of a percent: without it, equal values had none. */
const LEAST_BANDWIDTH = 1e-4;
/** Bandwidths that a curve goes on beyond the outermost values. */
const MARGIN_BANDWIDTHS = 3;
/** Bandwidths beyond which a kernel adds less than a number can hold beside its peak. */
const REACH_BANDWIDTHS = 9;

/** What of the curve is wanted; by default, all of it. */
export interface KdeOptions {
  /** Number of grid points, 2 or more. @default {256} */
  readonly points?: number;
  /** First grid point, in the unit of the sample; above 0. @default 3 bandwidths below the smallest value. */
  readonly from?: number;
  /** Last grid point, in the unit of the sample; above `from`. @default 3 bandwidths above the largest value. */
  readonly to?: number;
}

/** A density on a grid. */
export interface DensityCurve {
  /** Grid points in the unit of the sample, ascending, evenly spaced on a logarithmic scale. */
  readonly x: Float64Array;
  /** Density at each of them, per unit of the natural logarithm: over all x it adds up to 1. */
  readonly density: Float64Array;
  /** Standard deviation of the kernel, in units of the natural logarithm. */
  readonly bandwidth: number;
}

/**
 * Computes the density of a sample.
 *
 * @param values Two finite numbers above 0 or more, in any order.
 * @param options What of the curve is wanted.
 * @returns The curve.
 * @throws {RangeError} If there are fewer than two values, one is not above 0 and finite, or an option is
 * out of bounds.
 */
export function logDensity(values: readonly number[], options: KdeOptions = {}): DensityCurve {
  const logs = logsOf(values);
  const bandwidth = Math.max(0.9 * qnScale(values.map(Math.log)) * values.length ** -0.2, LEAST_BANDWIDTH);
  const grid = gridOf({ logs, margin: MARGIN_BANDWIDTHS * bandwidth }, options);
  const density = gaussianDensity(logs, { grid, bandwidth });
  return { x: grid.map(Math.exp), density, bandwidth };
}

/**
 * Takes logarithms of a sample.
 *
 * @param values One finite number above 0 or more, in any order.
 * @returns The natural logarithms in ascending order.
 * @throws {RangeError} If there is no value, or one is not above 0 and finite.
 */
export function logsOf(values: readonly number[]): Float64Array {
  const ordered = sortedSample(values);
  if (ordered[0]! > 0) return ordered.map(Math.log);
  throw new RangeError(`Cannot take logarithms as values must be above 0: one of them is ${ordered[0]}`);
}

/** Where to compute a density, and how smooth. */
export interface Smoothing {
  /** Points in ascending order. */
  readonly grid: Float64Array;
  /** Standard deviation of the kernel, above 0. */
  readonly bandwidth: number;
}

/**
 * Adds up a Gaussian kernel for each value.
 *
 * @param ordered Values in ascending order.
 * @param smoothing Where, and how smooth.
 * @returns The density at each grid point.
 */
export function gaussianDensity(ordered: Float64Array, { grid, bandwidth }: Smoothing): Float64Array {
  const reach = REACH_BANDWIDTHS * bandwidth;
  const scale = 1 / (ordered.length * bandwidth * Math.sqrt(2 * Math.PI));
  let first = 0;
  return grid.map((point) => {
    while (first < ordered.length && ordered[first]! < point - reach) first += 1;
    let sum = 0;
    for (let i = first; i < ordered.length && ordered[i]! <= point + reach; i++) {
      sum += Math.exp(-(((point - ordered[i]!) / bandwidth) ** 2) / 2);
    }
    return scale * sum;
  });
}

function gridOf({ logs, margin }: { logs: Float64Array; margin: number }, options: KdeOptions): Float64Array {
  const { points = 256, from = Math.exp(logs[0]! - margin), to = Math.exp(logs.at(-1)! + margin) } = options;
  if (!Number.isInteger(points) || points < 2) {
    throw new RangeError(`Cannot draw a density as 'points' must be an integer from 2: current value is ${points}`);
  }
  if (!(from > 0 && from < to && to < Infinity)) {
    throw new RangeError(`Cannot draw a density as it must go from above 0 to more: current values are ${from}, ${to}`);
  }
  const start = Math.log(from);
  const step = (Math.log(to) - start) / (points - 1);
  return Float64Array.from({ length: points }, (_, i) => start + i * step);
}
