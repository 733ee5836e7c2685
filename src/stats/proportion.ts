/**
 * A share with the count that it comes from, so that nobody sees "98.3 %" without its n. Intervals for
 * one are in `wilson.ts` and `clopper_pearson.ts`, for the difference of two in `newcombe.ts`.
 * @module
 */

/** How often something happened. */
export interface Proportion {
  /** How often it did; from 0 to `trials`. */
  readonly successes: number;
  /** How often it could have, 1 or more. */
  readonly trials: number;
}

/**
 * Divides, once it is sure that the counts make sense.
 *
 * @param proportion The counts.
 * @returns The observed share, from 0 to 1.
 * @throws {RangeError} If a count is not an integer or out of bounds.
 */
export function shareOf({ successes, trials }: Proportion): number {
  if (!Number.isInteger(trials) || trials < 1) {
    throw new RangeError(`Cannot find a share as 'trials' must be an integer from 1: current value is ${trials}`);
  }
  if (!Number.isInteger(successes) || successes < 0 || successes > trials) {
    throw new RangeError(
      `Cannot find a share as 'successes' must be an integer from 0 to ${trials}: current value is ${successes}`,
    );
  }
  return successes / trials;
}
