/**
 * Seeded noise of the kinds that timings have, to try the method on data of which the truth is known.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { normalQuantile } from "../../stats/normal.ts";

/** Draws a number. */
export type Draw = (random: Random) => number;

/**
 * Draws a standard normal number.
 *
 * @param random Where chance comes from.
 */
export function normal(random: Random): number {
  // Half a step off 0, where the quantile would be infinite.
  return normalQuantile(random.float() + 2 ** -54);
}

/**
 * Draws from Student's t with 3 degrees of freedom, with a variance of 1: the tails that timings have on a busy host.
 *
 * @param random Where chance comes from.
 */
export function heavyTailed(random: Random): number {
  const squares = normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2;
  // Divided by its deviation, √3, so that it spreads as widely as normal noise.
  return normal(random) / Math.sqrt(squares);
}

/**
 * Makes a series of deviations, each of which resembles the one before.
 *
 * @param random Where chance comes from.
 * @param correlation Correlation of neighbours, from 0 to below 1.
 * @returns A draw whose deviations have a variance of 1.
 */
export function correlated(random: Random, correlation: number): Draw {
  let last = normal(random);
  return () => last = correlation * last + Math.sqrt(1 - correlation ** 2) * normal(random);
}

/**
 * Repeats a draw.
 *
 * @param n How often.
 * @param draw What to repeat.
 */
export function drawn<T>(n: number, draw: (index: number) => T): T[] {
  return Array.from({ length: n }, (_, index) => draw(index));
}

/**
 * Tries something again and again.
 *
 * @param trials How often.
 * @param happens One trial.
 * @returns Share of the trials in which it happened.
 */
export function shareOfTrials(trials: number, happens: () => boolean): number {
  return drawn(trials, happens).filter(Boolean).length / trials;
}
