/**
 * Bounds of a histogram's buckets: how to make them, and the check of them.
 * @module
 */
import { wholeNumber } from "../../reliability/number_check.ts";

/** Most buckets of a histogram: each series holds a number for every one of them. */
const MAX_BUCKETS = 200;

/** Bounds for what takes between some milliseconds and some seconds, in seconds. */
export const DEFAULT_BUCKETS: readonly number[] = Object.freeze([
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
]);

/** How bounds grow. */
export interface ExponentialBuckets {
  /** The first bound, above 0 and finite. */
  readonly start: number;
  /** What each bound is multiplied by to give the next, above 1 and finite. */
  readonly factor: number;
  /** How many bounds: 1 to 200. */
  readonly count: number;
}

/**
 * Makes bounds of which each is a multiple of the one before.
 *
 * @param growth How they grow.
 * @returns The bounds.
 * @throws {RangeError} If a number is out of its bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { exponentialBuckets } from "puffinflow/observability";
 *
 * assert.deepEqual(exponentialBuckets({ start: 1, factor: 10, count: 4 }), [1, 10, 100, 1_000]);
 * ```
 */
export function exponentialBuckets({ start, factor, count }: ExponentialBuckets): readonly number[] {
  wholeNumber(count, { action: "make buckets", option: "count", max: MAX_BUCKETS });
  if (!(factor > 1 && factor < Infinity)) {
    throw new RangeError(`Cannot make buckets as 'factor' must be above 1 and finite: current value is ${factor}`);
  }
  if (!(start > 0 && start < Infinity)) {
    throw new RangeError(`Cannot make buckets as 'start' must be above 0 and finite: current value is ${start}`);
  }
  // Twelve digits: 0.1 * 10 ** 2 is 10.000000000000002 otherwise, and so would be the label of its bucket.
  return Array.from({ length: count }, (_, i) => Number((start * factor ** i).toPrecision(12)));
}

/**
 * Checks the bounds of a histogram.
 *
 * @param name Name of the histogram, for messages.
 * @param buckets The bounds.
 * @throws {RangeError} If there are none or too many, or they are not ascending numbers of 0 or more.
 */
export function checkBuckets(name: string, buckets: readonly number[]): void {
  wholeNumber(buckets.length, { action: `make metric "${name}"`, option: "buckets.length", max: MAX_BUCKETS });
  let previous = -1;
  for (const bound of buckets) {
    // A histogram with bounds below 0 could have no sum, as a sum that falls is none to OpenMetrics.
    if (!(bound >= 0 && bound < Infinity && bound > previous)) {
      throw new RangeError(
        `Cannot make metric "${name}" as its 'buckets' must be 0 or more, finite and ascending: current value is ` +
          `[${buckets.join(", ")}]`,
      );
    }
    previous = bound;
  }
}
