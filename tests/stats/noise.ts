/**
 * Seeded noise for the tests that measure how often a statistic errs.
 * @module
 */
import type { Random } from "../../src/random/random.ts";
import { normalQuantile } from "../../src/stats/normal.ts";

/** Draws a standard normal number. */
export function normal(random: Random): number {
  // Half a step off 0, where the quantile would be infinite.
  return normalQuantile(random.float() + 2 ** -54);
}

/** Draws from Student's t with 3 degrees of freedom: the tails that benchmark timings have on a busy host. */
export function heavyTailed(random: Random): number {
  const squares = normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2;
  return normal(random) / Math.sqrt(squares / 3);
}

/** Draws as many times as asked for. */
export function drawn<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}

/** Tries something again and again; returns the share of the trials in which it happens. */
export function rateOf(trials: number, happens: () => boolean): number {
  return drawn(trials, happens).filter(Boolean).length / trials;
}
