/**
 * Intervals of the difference between two proportions, put together from the score interval of each
 * (Newcombe 1998: "Interval estimation for the difference between independent proportions", his method
 * 10, and "Improved confidence intervals for the difference between binomial proportions based on
 * paired data", his method 10 there). Independent where each subject had trials of its own; paired
 * where both had the same, as under equal failure seeds: what they share makes the interval shorter.
 * @module
 */
import type { Estimate, IntervalOptions } from "./estimate.ts";
import { marginalsOf, type PairedOutcomes } from "./paired_outcomes.ts";
import type { Proportion } from "./proportion.ts";
import { wilsonInterval } from "./wilson.ts";

/**
 * Estimates by how much the first probability exceeds the second, from trials that are independent.
 *
 * @param first Counts of the one.
 * @param second Counts of the other.
 * @param options How sure the interval has to be.
 * @returns The difference of the shares, from -1 to 1; `n` are the trials of both.
 * @throws {RangeError} If counts make no sense, or the confidence is not between 0 and 1.
 */
export function newcombeDifference(first: Proportion, second: Proportion, options: IntervalOptions = {}): Estimate {
  const intervals = { first: wilsonInterval(first, options), second: wilsonInterval(second, options) };
  return { ...difference(intervals, 0), n: first.trials + second.trials };
}

/**
 * Estimates by how much the first probability exceeds the second, from trials that both went through.
 *
 * @param outcomes The four counts.
 * @param options How sure the interval has to be.
 * @returns The difference of the shares, from -1 to 1; `n` are the trials.
 * @throws {RangeError} If counts make no sense, or the confidence is not between 0 and 1.
 */
export function newcombePairedDifference(outcomes: PairedOutcomes, options: IntervalOptions = {}): Estimate {
  const { first, second } = marginalsOf(outcomes);
  const intervals = { first: wilsonInterval(first, options), second: wilsonInterval(second, options) };
  return { ...difference(intervals, correlation(outcomes)), n: first.trials };
}

interface BothIntervals {
  readonly first: Estimate;
  readonly second: Estimate;
}

function difference({ first, second }: BothIntervals, phi: number): Omit<Estimate, "n"> {
  const value = first.value - second.value;
  return {
    value,
    lo: value - combined(first.value - first.lo, second.hi - second.value, phi),
    hi: value + combined(first.hi - first.value, second.value - second.lo, phi),
    confidence: first.confidence,
  };
}

/** Adds two errors as the sides of a triangle; at a correlation of 0 they stand at a right angle. */
function combined(one: number, other: number, phi: number): number {
  // Equal sides at full correlation leave nothing, and rounding must not leave less.
  return Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));
}

/** Correlation of the outcomes, pulled towards 0 where it is positive, as the method demands. */
function correlation(outcomes: PairedOutcomes): number {
  const { both, onlyFirst, onlySecond, neither } = outcomes;
  const margins = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
  if (margins === 0) return 0;
  const determinant = both * neither - onlyFirst * onlySecond;
  const half = (both + onlyFirst + onlySecond + neither) / 2;
  return (determinant > 0 ? Math.max(determinant - half, 0) : determinant) / Math.sqrt(margins);
}
