/**
 * How a cost grows with the size of the task, as the exponent of a power law: 1 is proportional, 2 is
 * quadratic. Fitted by a straight line through logarithms, so that errors count relatively and small
 * sizes weigh as much as large ones. A fixed part of the cost bends that line at small sizes and pulls
 * the exponent down; take it off first, or leave small sizes out.
 * @module
 */
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { ols, type Point } from "./ols.ts";

/** A power law through points. */
export interface Growth {
  /** The power that the size is raised to. */
  readonly exponent: Estimate;
  /** The cost at a size of 1, in the unit of the costs. */
  readonly costAtOne: number;
  /** R² of the line through the logarithms. */
  readonly rSquared: number;
}

/**
 * Fits a power law.
 *
 * @param points Sizes as `x` and costs as `y`, all above 0, with two different sizes at least.
 * @param options How sure the interval has to be.
 * @returns The law; two points give infinite bounds.
 * @throws {RangeError} If a coordinate is not above 0 and finite, there are no two different sizes, or the
 * confidence is not between 0 and 1.
 */
export function growth(points: readonly Point[], options: IntervalOptions = {}): Growth {
  const odd = points.find(({ x, y }) => !(x > 0 && y > 0));
  if (odd !== undefined) {
    throw new RangeError(`Cannot fit a power law as its points must be above 0: one of them is (${odd.x}, ${odd.y})`);
  }
  const line = ols(points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) })), options);
  return { exponent: line.slope, costAtOne: Math.exp(line.intercept.value), rSquared: line.rSquared };
}
