/**
 * The Mann–Kendall test for a trend: does a series rise or fall, whatever the shape of its climb? Of all
 * pairs of measurements, those in which the later is the larger are weighed against the others. Without
 * a trend, measurements are taken to be independent; a series that drifts back and forth
 * (`autocorrelation.ts`) looks like a trend too often.
 *
 * Note: up to 50 measurements, ties included, the distribution is counted out. Longer series get the
 * normal approximation, with its corrections for continuity and for ties; the answer says which it was.
 * @module
 */
import { LARGEST_EXACT, mannWhitneyProbabilities } from "./mann_whitney.ts";
import { normalCdf } from "./normal.ts";
import { tieSizes } from "./tie_sizes.ts";

/** What the Mann–Kendall test finds. */
export interface MannKendallTest {
  /** Pairs that rise minus pairs that fall. */
  readonly s: number;
  /** Kendall's tau-a: `s` as a share of all pairs, from -1, ever falling, to 1, ever rising; 0 if there is no pair. */
  readonly tau: number;
  /** Probability of rising at least as much if order means nothing. */
  readonly pRising: number;
  /** Probability of falling at least as much if order means nothing. */
  readonly pFalling: number;
  /** Twice the smaller of the two, at most 1. */
  readonly pTwoSided: number;
  /** Whether the probabilities were counted out or approximated. */
  readonly method: "exact" | "normal";
}

/**
 * Tests a series for a trend.
 *
 * @param series Finite numbers, oldest first; there may be none.
 * @returns The trend and its probabilities; reversing the series exchanges `pRising` and `pFalling`.
 */
export function mannKendallTest(series: readonly number[]): MannKendallTest {
  const n = series.length;
  const s = risesMinusFalls(series);
  const isExact = n <= LARGEST_EXACT;
  const ties = tieSizes(series);
  const [pRising, pFalling] = isExact ? countedTails(s, ties) : normalTails(s, { n, ties });
  return {
    s,
    tau: n < 2 ? 0 : s / pairsOf(n),
    pRising,
    pFalling,
    pTwoSided: Math.min(1, 2 * Math.min(pRising, pFalling)),
    method: isExact ? "exact" : "normal",
  };
}

function risesMinusFalls(series: readonly number[]): number {
  let s = 0;
  for (let later = 1; later < series.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) s += Math.sign(series[later]! - series[earlier]!);
  }
  return s;
}

/**
 * How many pairs fall in a random order of the values. Group by group of equal values, the places that
 * it takes among all smaller ones are dealt out as in a Mann–Whitney test, independently of the rest.
 */
function countedTails(s: number, ties: readonly number[]): [number, number] {
  let falls: Float64Array = Float64Array.of(1);
  let smaller = 0;
  for (const size of ties) {
    falls = sumDistribution(falls, mannWhitneyProbabilities(size, smaller));
    smaller += size;
  }
  // All untied pairs either rise or fall, so S says how many fall.
  const observed = (falls.length - 1 - s) / 2;
  return [sumOf(falls.subarray(0, observed + 1)), sumOf(falls.subarray(observed))];
}

/** Distribution of the sum of two independent counts. */
function sumDistribution(one: Float64Array, other: Float64Array): Float64Array {
  const sums = new Float64Array(one.length + other.length - 1);
  one.forEach((p, i) => other.forEach((q, j) => sums[i + j]! += p * q));
  return sums;
}

function normalTails(s: number, { n, ties }: { n: number; ties: readonly number[] }): [number, number] {
  const tied = ties.reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5) - tied) / 18);
  // S moves in steps of 2, so a step of 1 belongs to the observed value itself.
  return [normalCdf((1 - s) / deviation), normalCdf((1 + s) / deviation)];
}

function pairsOf(n: number): number {
  return n * (n - 1) / 2;
}

function sumOf(values: Float64Array): number {
  return Math.min(1, values.reduce((sum, value) => sum + value, 0));
}
