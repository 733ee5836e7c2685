/**
 * How far a benchmark differs from itself on a host: what a change has to exceed before it can be believed.
 * Taken from pairs of equal arms, whose differences have signs that mean nothing, so they can be dealt out
 * again and again.
 * @module
 */
import type { Random } from "../../random/random.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { quantileOf } from "../../stats/quantile.ts";

/** A noise floor. */
export interface NoiseFloor {
  /** As a fraction: 0.05 is five percent. */
  readonly value: number;
  /** Whether it was measured on this host, or is the one that is taken where nothing is known. */
  readonly isKnown: boolean;
}

/** What is taken where nothing is known. */
export const UNKNOWN_FLOOR: NoiseFloor = { value: 0.05, isKnown: false };

/** How often signs are dealt out. */
export const DEALS = 500;
/** Share of the deals that stay below the floor. */
export const QUANTILE = 0.95;

/** How to find a floor. */
export interface NoiseFloorOptions {
  /** Pairs that the gate takes, 1 or more: the more, the lower the floor. */
  readonly pairs: number;
  readonly random: Random;
}

/**
 * Finds the noise floor of a metric.
 *
 * @param differences Logarithms of the ratios of equal arms, one a pair; one or more.
 * @param options How many pairs the gate takes, and chance.
 * @returns The 95th percentile of the change that such a gate would estimate, as a fraction.
 */
export function noiseFloorOf(differences: readonly number[], { pairs, random }: NoiseFloorOptions): number {
  const changes = Array.from({ length: DEALS }, () => {
    // With as many pairs as the gate takes each comes once; else they are drawn from those there are.
    const drawn = differences.length === pairs
      ? differences
      : Array.from({ length: pairs }, () => differences[random.below(differences.length)]!);
    const dealt = drawn.map((difference) => random.below(2) === 0 ? difference : -difference);
    return Math.abs(hodgesLehmann(dealt).value);
  });
  return Math.expm1(quantileOf(changes, QUANTILE));
}
