/**
 * The exact interval of one proportion (Clopper and Pearson, 1934): every probability that would not
 * make the observed count, or one more extreme, too unlikely. It covers the truth at least as often as
 * promised, whatever the truth is; `wilson.ts` is shorter and right on average. Trials have to be
 * independent.
 * @module
 */
import { tailOf } from "./confidence.ts";
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { inverseIncompleteBeta } from "./incomplete_beta.ts";
import { type Proportion, shareOf } from "./proportion.ts";

/**
 * Estimates the probability behind a proportion.
 *
 * @param proportion The counts.
 * @param options How sure the interval has to be.
 * @returns The observed share with its exact interval, within 0 and 1.
 * @throws {RangeError} If the counts make no sense, or the confidence is not between 0 and 1.
 */
export function clopperPearson(proportion: Proportion, { confidence = 0.95 }: IntervalOptions = {}): Estimate {
  const value = shareOf(proportion);
  const { successes, trials } = proportion;
  const failures = trials - successes;
  const tail = tailOf(confidence);
  // A binomial tail is a beta tail (DLMF 8.17.5), so each bound is a quantile of a beta distribution.
  const lo = successes === 0 ? 0 : inverseIncompleteBeta(tail, { a: successes, b: failures + 1 });
  const hi = failures === 0 ? 1 : inverseIncompleteBeta(1 - tail, { a: successes + 1, b: failures });
  return { value, lo, hi, confidence, n: trials };
}
