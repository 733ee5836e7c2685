/**
 * The score interval of one proportion (Wilson, "Probable inference, the law of succession, and
 * statistical inference", 1927). Its coverage is right on average and can fall a little short for some
 * truths; `clopper_pearson.ts` never falls short and is wider. Trials have to be independent.
 * @module
 */
import { tailOf } from "./confidence.ts";
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { normalQuantile } from "./normal.ts";
import { type Proportion, shareOf } from "./proportion.ts";

/**
 * Estimates the probability behind a proportion.
 *
 * @param proportion The counts.
 * @param options How sure the interval has to be.
 * @returns The observed share; its interval stays within 0 and 1, and has a width even if all or none succeed.
 * @throws {RangeError} If the counts make no sense, or the confidence is not between 0 and 1.
 */
export function wilsonInterval(proportion: Proportion, { confidence = 0.95 }: IntervalOptions = {}): Estimate {
  const value = shareOf(proportion);
  const { successes, trials } = proportion;
  const z = -normalQuantile(tailOf(confidence));
  const centre = (successes + z * z / 2) / (trials + z * z);
  const reach = z * Math.sqrt(trials * value * (1 - value) + z * z / 4) / (trials + z * z);
  return {
    value,
    // Rounding alone would put the bound a hair beyond what was observed.
    lo: successes === 0 ? 0 : centre - reach,
    hi: successes === trials ? 1 : centre + reach,
    confidence,
    n: trials,
  };
}
