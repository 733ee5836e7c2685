/**
 * Intervals that are read off ordered values by their rank, which is all that the interval of a median
 * and that of a Hodges–Lehmann estimate have in common: some count of the data has a distribution that
 * is known exactly, and as many values fall away at either end as the tail of that count allows.
 * Which values and which count: `order_statistic_interval.ts`, `hodges_lehmann.ts`.
 * @module
 */
import { invariant } from "../invariant.ts";
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { medianOfSorted } from "./median.ts";

/** Most observations an exact distribution is computed for; beyond it the probabilities underflow. */
export const MAX_OBSERVATIONS = 1_000;

/** What an interval by rank is made of. */
export interface RankedData {
  /** The candidates for the truth, ascending. */
  readonly ordered: Float64Array;
  /** Probabilities of how many candidates lie below the truth: 0, 1, … up to all of them; symmetric. */
  readonly probabilities: Float64Array;
  /** How many independent observations the candidates come from. */
  readonly n: number;
}

/**
 * Estimates the truth by the middle candidate, and its interval by candidates equally far from both ends.
 *
 * @param data The candidates and the distribution that decides.
 * @param options How sure the interval has to be.
 * @returns The estimate; without bounds where even all candidates together are not sure enough.
 * @throws {RangeError} If the confidence is not between 0 and 1.
 */
export function rankInterval(data: RankedData, { confidence = 0.95 }: IntervalOptions = {}): Estimate {
  const { ordered, probabilities, n } = data;
  invariant(probabilities.length === ordered.length + 1, "Below the truth lie none, one, … or all of the candidates");
  const index = tailIndex(probabilities, confidence);
  return {
    value: medianOfSorted(ordered),
    lo: index === 0 ? -Infinity : ordered[index - 1]!,
    hi: index === 0 ? Infinity : ordered[ordered.length - index]!,
    confidence,
    n,
  };
}

/**
 * Finds the rank of an interval's lower bound: the largest `k` such that a count below `k` is at most as
 * probable as one tail of the interval.
 *
 * @param probabilities Probabilities of the counts 0, 1, …; symmetric.
 * @param confidence How sure the interval has to be.
 * @returns `k`, counted from 1; 0 where no interval is sure enough.
 * @throws {RangeError} If `confidence` is not between 0 and 1.
 */
export function tailIndex(probabilities: Float64Array, confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(
      `Cannot find an interval as 'confidence' must be above 0 and below 1: current value is ${confidence}`,
    );
  }
  const tail = (1 - confidence) / 2;
  let index = 0;
  let below = probabilities[0]!;
  while (below <= tail) {
    index += 1;
    below += probabilities[index]!;
  }
  return index;
}

/**
 * Checks that an exact distribution is within reach.
 *
 * @param n Number of observations.
 * @throws {RangeError} If `n` is not an integer from 0 to {@linkcode MAX_OBSERVATIONS}.
 */
export function checkObservations(n: number): void {
  if (Number.isInteger(n) && n >= 0 && n <= MAX_OBSERVATIONS) return;
  throw new RangeError(
    `Cannot compute an exact distribution as observations must be from 0 to ${MAX_OBSERVATIONS}: current value is ${n}`,
  );
}
