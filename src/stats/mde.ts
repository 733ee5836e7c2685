/**
 * What a comparison of pairs is able to see: the smallest effect that it would find four times out of
 * five, and the pairs that a smaller one would need. Both take the bulk of the differences to be about
 * normal, hence the robust deviation (`mad.ts`); they plan and explain, they do not decide.
 * @module
 */

/**
 * Deviations of the mean that a difference has to amount to: 1.96 to be significant at 5 % in either
 * direction, 0.84 more to be so four times out of five, and the root of π/3 because ranks see a little
 * less than means do.
 */
export const DEVIATIONS_NEEDED = 2.87;

/** Below this number a robust deviation is itself too uncertain to plan with. */
const FEWEST_PLANNED = 8;

/**
 * Finds the smallest relative change that pairs detect with a probability of 80 %.
 *
 * @param deviation Robust standard deviation of the logarithms of the pair ratios, 0 or more.
 * @param pairs How many pairs there are, 1 or more.
 * @returns The change as a fraction: 0.05 is five percent.
 */
export function mde80(deviation: number, pairs: number): number {
  return Math.expm1(DEVIATIONS_NEEDED * deviation / Math.sqrt(pairs));
}

/**
 * Finds how many pairs it takes to detect a relative change with a probability of 80 %.
 *
 * @param deviation Robust standard deviation of the logarithms of the pair ratios, 0 or more.
 * @param effect The change as a fraction, above 0.
 * @returns An integer, 8 or more.
 */
export function pairsNeeded(deviation: number, effect: number): number {
  const pairs = (DEVIATIONS_NEEDED * deviation / Math.log1p(effect)) ** 2;
  // Rounding must not cost a pair.
  return Math.max(FEWEST_PLANNED, Math.ceil(pairs * (1 - 1e-9)));
}
