/**
 * A straight line through points by ordinary least squares. Its intervals take the scatter around the
 * line to be independent and about normal, with one width everywhere; one wild point moves it. It
 * answers "how much more per unit": what a task, an agent, a byte adds. Costs that do not grow along a
 * line are for `growth.ts`.
 * @module
 */
import { tailOf } from "./confidence.ts";
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { studentTBound } from "./student_t.ts";

/** A place that a line may go through. */
export interface Point {
  /** What was set. */
  readonly x: number;
  /** What came of it. */
  readonly y: number;
}

/** A line through points. */
export interface LinearFit {
  /** What `y` gains per unit of `x`. */
  readonly slope: Estimate;
  /** `y` at an `x` of 0. */
  readonly intercept: Estimate;
  /** Standard error of the slope; 0 for two points, which tell nothing of it. */
  readonly slopeError: number;
  /** Standard error of the intercept; 0 for two points, which tell nothing of it. */
  readonly interceptError: number;
  /** R²: the share of the variance of `y` that the line explains, 0 to 1; 1 where nothing is left to explain. */
  readonly rSquared: number;
}

/**
 * Fits a line.
 *
 * @param points Finite coordinates, with two different `x` at least.
 * @param options How sure the intervals have to be.
 * @returns The line; two points give infinite bounds, as they leave nothing to judge the scatter by.
 * @throws {RangeError} If a coordinate is not finite, there are no two different `x`, or the confidence is
 * not between 0 and 1.
 */
export function ols(points: readonly Point[], { confidence = 0.95 }: IntervalOptions = {}): LinearFit {
  const tail = tailOf(confidence);
  const n = points.length;
  const { x, y, xx, xy, yy } = moments(points);
  const slope = xy / xx;
  const intercept = y - slope * x;
  const unexplained = points.reduce((sum, point) => sum + (point.y - y - slope * (point.x - x)) ** 2, 0);
  const freedom = n - 2;
  const deviation = freedom === 0 ? 0 : Math.sqrt(unexplained / freedom);
  const slopeError = deviation / Math.sqrt(xx);
  const interceptError = deviation * Math.sqrt(1 / n + x * x / xx);
  const around = (value: number, error: number): Estimate => {
    const reach = freedom === 0 ? Infinity : error * studentTBound(tail, freedom);
    return { value, lo: value - reach, hi: value + reach, confidence, n };
  };
  return {
    slope: around(slope, slopeError),
    intercept: around(intercept, interceptError),
    slopeError,
    interceptError,
    rSquared: yy === 0 ? 1 : Math.max(0, 1 - unexplained / yy),
  };
}

interface Moments {
  /** Means. */
  readonly x: number;
  readonly y: number;
  /** Sums of products of the distances from them. */
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

function moments(points: readonly Point[]): Moments {
  const odd = points.find(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y));
  if (odd !== undefined) {
    throw new RangeError(`Cannot fit a line as its points must be finite: one of them is (${odd.x}, ${odd.y})`);
  }
  const xs = new Set(points.map(({ x }) => x)).size;
  if (xs < 2) throw new RangeError(`Cannot fit a line as it takes two different 'x': there are ${xs}`);
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  let [xx, xy, yy] = [0, 0, 0];
  for (const point of points) {
    xx += (point.x - x) ** 2;
    xy += (point.x - x) * (point.y - y);
    yy += (point.y - y) ** 2;
  }
  return { x, y, xx, xy, yy };
}
