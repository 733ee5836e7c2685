/**
 * By how much one sample lies above another that it is not paired with: the Hodges–Lehmann shift, with
 * the interval of all shifts that the exact Mann–Whitney test does not reject. Both distributions are
 * taken to have one shape; on logarithms that means one factor. Stored baselines are compared so;
 * pairs measured together use `hodges_lehmann.ts`, which sees more.
 * @module
 */
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { LARGEST_EXACT, mannWhitneyProbabilities } from "./mann_whitney.ts";
import { rankInterval } from "./rank_interval.ts";
import { sortedSample } from "./sorted_sample.ts";

/**
 * Estimates a shift.
 *
 * @param moved The sample that is judged: 1 to 50 independent finite numbers.
 * @param reference The sample that it is compared with: 1 to 50 independent finite numbers.
 * @param options How sure the interval has to be.
 * @returns The median of all differences `moved` − `reference`; `n` counts both samples. Samples of fewer
 * than 4 and 4 cannot give a 95 % interval: its bounds are then infinite.
 * @throws {RangeError} If a sample is empty or too large, a value is not finite, or the confidence is not
 * between 0 and 1.
 */
export function hodgesLehmannShift(
  moved: readonly number[],
  reference: readonly number[],
  options: IntervalOptions = {},
): Estimate {
  const above = sortedSample(moved);
  const below = sortedSample(reference);
  const larger = Math.max(above.length, below.length);
  if (larger > LARGEST_EXACT) {
    throw new RangeError(
      `Cannot estimate a shift as a sample must have at most ${LARGEST_EXACT} values: current value is ${larger}`,
    );
  }
  const differences = new Float64Array(above.length * below.length);
  above.forEach((value, i) => below.forEach((other, j) => differences[i * below.length + j] = value - other));
  const probabilities = mannWhitneyProbabilities(above.length, below.length);
  const n = above.length + below.length;
  return rankInterval({ ordered: differences.sort(), probabilities, n }, options);
}
