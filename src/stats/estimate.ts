/**
 * What every estimator answers with: a value that is never without its interval and its n. How either
 * is found is said in the file of each estimator; how it is written, in `units/` and the reports.
 * @module
 */

/** A number as far as the data tell it. */
export interface Estimate {
  /** The best single answer, in the unit of the data. */
  readonly value: number;
  /** Lower bound of the interval; `-Infinity` where the data are too few to give one. */
  readonly lo: number;
  /** Upper bound of the interval; `Infinity` where the data are too few to give one. */
  readonly hi: number;
  /** Share of all samples whose interval covers the truth, at least; between 0 and 1. */
  readonly confidence: number;
  /** How many independent observations it rests on. */
  readonly n: number;
}

/** How sure an interval has to be. */
export interface IntervalOptions {
  /** Least share of all samples whose interval covers the truth; above 0 and below 1. @default {0.95} */
  readonly confidence?: number;
}

/**
 * Tells whether a number is among those that an estimate leaves possible.
 *
 * @param estimate The estimate.
 * @param value The number in question, in the same unit.
 * @returns Whether it lies in the interval, bounds included; always so where there is no interval.
 */
export function covers(estimate: Estimate, value: number): boolean {
  return estimate.lo <= value && value <= estimate.hi;
}
