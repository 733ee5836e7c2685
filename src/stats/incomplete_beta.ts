/**
 * The regularised incomplete beta function and its inverse. Binomial tails and Student's t are special
 * cases of it: `clopper_pearson.ts`, `mcnemar.ts` and `student_t.ts` say which.
 * @module
 */
import { invariant } from "../invariant.ts";
import { logGamma } from "./log_gamma.ts";

/** The two shape parameters of a beta distribution, each above 0. */
export interface BetaShape {
  /** Weight towards 1. */
  readonly a: number;
  /** Weight towards 0. */
  readonly b: number;
}

/** Levels of the continued fraction before we admit that it does not settle; it needs about √max(a, b). */
const MAX_LEVELS = 100_000;
/** Stands in for a 0 that the algorithm would divide by. */
const TINY = 1e-300;

/**
 * Finds I_x(a, b): the probability that a beta variable is at most `x`.
 *
 * @param x From 0 to 1.
 * @param shape The distribution; shapes up to a million keep nine digits.
 * @returns A probability.
 */
export function incompleteBeta(x: number, { a, b }: BetaShape): number {
  invariant(x >= 0 && x <= 1, "A beta variable is from 0 to 1");
  if (x === 0 || x === 1) return x;
  // The fraction converges quickly only below the mean; above it, the other tail is computed.
  if (x > (a + 1) / (a + b + 2)) return 1 - lowerTail(1 - x, { a: b, b: a });
  return lowerTail(x, { a, b });
}

/**
 * Finds the bound below which a beta variable stays with a given probability.
 *
 * Found by halving: slower than Newton's rule, and it cannot miss.
 *
 * @param probability From 0 to 1.
 * @param shape The distribution.
 * @returns The `x` with I_x(a, b) = `probability`, to the last digit that a number holds.
 */
export function inverseIncompleteBeta(probability: number, shape: BetaShape): number {
  invariant(probability >= 0 && probability <= 1, "A probability is from 0 to 1");
  if (probability === 0 || probability === 1) return probability;
  let below = 0;
  let above = 1;
  let middle = 0.5;
  while (middle > below && middle < above) {
    if (incompleteBeta(middle, shape) < probability) below = middle;
    else above = middle;
    middle = (below + above) / 2;
  }
  return middle;
}

function lowerTail(x: number, { a, b }: BetaShape): number {
  const logFactor = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return Math.exp(logFactor) * fraction(x, { a, b }) / a;
}

/** The continued fraction of DLMF 8.17.22, by Lentz's algorithm as Thompson and Barnett mended it. */
function fraction(x: number, { a, b }: BetaShape): number {
  let numerator = 1;
  let denominator = 1 / away(1 - (a + b) * x / (a + 1));
  let value = denominator;
  for (let level = 1;; level++) {
    invariant(level <= MAX_LEVELS, "A beta distribution has a shape that its fraction settles for");
    const even = level * (b - level) * x / ((a + 2 * level - 1) * (a + 2 * level));
    const odd = -(a + level) * (a + b + level) * x / ((a + 2 * level) * (a + 2 * level + 1));
    let change = 1;
    for (const coefficient of [even, odd]) {
      denominator = 1 / away(1 + coefficient * denominator);
      numerator = away(1 + coefficient / numerator);
      change = numerator * denominator;
      value *= change;
    }
    if (Math.abs(change - 1) < 1e-15) return value;
  }
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
