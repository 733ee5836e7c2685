/**
 * The Mann–Whitney test of two samples that are not paired, by U: the number of pairs, one value from
 * each, in which the first sample's value is the larger. Observations have to be independent, so they
 * are medians of forks, never samples of one process. It asks whether one sample tends to be larger;
 * by how much is told by `hodges_lehmann_shift.ts`, how often by `vargha_delaney.ts`.
 *
 * Note: up to {@linkcode LARGEST_EXACT} values a sample, ties included, every way to deal the observed
 * ranks out to the two samples is counted. Only larger samples are left to the normal approximation,
 * with its corrections for continuity and for ties; the answer says which it was.
 * @module
 */
import { invariant } from "../invariant.ts";
import { midRanks } from "./mid_ranks.ts";
import { normalCdf } from "./normal.ts";
import { sortedSample } from "./sorted_sample.ts";
import { tieSizes } from "./tie_sizes.ts";

/** Most values in a sample for which all ways of dealing are counted. */
export const LARGEST_EXACT = 50;

/** What the Mann–Whitney test finds. */
export interface MannWhitneyTest {
  /** Pairs in which the first sample's value is the larger; a tie counts a half. */
  readonly u: number;
  /** Probability of a U at least as large if both samples come from one distribution. */
  readonly pGreater: number;
  /** Probability of a U at most as large if both samples come from one distribution. */
  readonly pLess: number;
  /** Twice the smaller of the two, at most 1. */
  readonly pTwoSided: number;
  /** Whether the probabilities were counted out or approximated. */
  readonly method: "exact" | "normal";
}

/**
 * Tests whether one sample tends to be larger than another.
 *
 * @param first Independent finite numbers, one or more.
 * @param second Independent finite numbers, one or more.
 * @returns U of the first sample and its probabilities; exchanging the samples exchanges `pGreater` and `pLess`.
 * @throws {RangeError} If a sample is empty, or one of its values is not finite.
 */
export function mannWhitneyTest(first: readonly number[], second: readonly number[]): MannWhitneyTest {
  const pooled = [...sortedSample(first), ...sortedSample(second)];
  const ranks = midRanks(pooled);
  const rankSum = rankSumOf(ranks, first.length);
  const u = rankSum - smallestRankSum(first.length);
  const isExact = Math.max(first.length, second.length) <= LARGEST_EXACT;
  const { pGreater, pLess } = isExact
    ? countedTails(ranks, { rankSum, size: first.length })
    : normalTails(u, { sizes: [first.length, second.length], ties: tieSizes(pooled) });
  return {
    u,
    pGreater,
    pLess,
    pTwoSided: Math.min(1, 2 * Math.min(pGreater, pLess)),
    method: isExact ? "exact" : "normal",
  };
}

/**
 * Counts the pairs that the test is built on, and nothing else.
 *
 * @param first Finite numbers, one or more.
 * @param second Finite numbers, one or more.
 * @returns Pairs, one value from each, in which the first's is the larger; a tie counts a half.
 * @throws {RangeError} If a sample is empty, or one of its values is not finite.
 */
export function mannWhitneyU(first: readonly number[], second: readonly number[]): number {
  const ranks = midRanks([...sortedSample(first), ...sortedSample(second)]);
  return rankSumOf(ranks, first.length) - smallestRankSum(first.length);
}

/**
 * Counts out the distribution of U for samples without ties.
 *
 * @param first Values in the one sample, 0 to {@linkcode LARGEST_EXACT}.
 * @param second Values in the other sample, 0 to {@linkcode LARGEST_EXACT}.
 * @returns The probabilities of U = 0, 1, … first · second; symmetric.
 */
export function mannWhitneyProbabilities(first: number, second: number): Float64Array {
  invariant(Math.max(first, second) <= LARGEST_EXACT, "Only small samples are counted out");
  const ranks = Array.from({ length: first + second }, (_, i) => i + 1);
  return dealtSumProbabilities(ranks, first).slice(smallestRankSum(first));
}

interface Tails {
  readonly pGreater: number;
  readonly pLess: number;
}

function countedTails(ranks: readonly number[], { rankSum, size }: { rankSum: number; size: number }): Tails {
  // Doubled, mid-ranks are integers, and sums of integers can be counted out.
  const scale = ranks.every(Number.isInteger) ? 1 : 2;
  const probabilities = dealtSumProbabilities(ranks.map((rank) => scale * rank), size);
  const observed = scale * rankSum;
  // Rounding can add up to a hair more than 1.
  return {
    pGreater: Math.min(1, sumOf(probabilities.subarray(observed))),
    pLess: Math.min(1, sumOf(probabilities.subarray(0, observed + 1))),
  };
}

/** Distribution of the sum of `size` of the weights, each choice with the same probability; integers above 0. */
function dealtSumProbabilities(weights: readonly number[], size: number): Float64Array {
  const largest = weights.toSorted((a, b) => b - a).slice(0, size).reduce((sum, weight) => sum + weight, 0);
  // ways[k][s]: in how many ways k of the weights seen so far add up to s.
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(largest + 1));
  ways[0]![0] = 1;
  for (const weight of weights) {
    // From the top down, so that what is read does not have this weight in it yet.
    for (let k = size; k > 0; k--) {
      const fewer = ways[k - 1]!;
      const more = ways[k]!;
      for (let sum = largest; sum >= weight; sum--) more[sum]! += fewer[sum - weight]!;
    }
  }
  const all = sumOf(ways[size]!);
  return ways[size]!.map((count) => count / all);
}

interface Dealt {
  readonly sizes: readonly [number, number];
  readonly ties: readonly number[];
}

function normalTails(u: number, { sizes: [first, second], ties }: Dealt): Tails {
  const all = first + second;
  const tied = ties.reduce((sum, t) => sum + t * (t * t - 1), 0);
  const mean = first * second / 2;
  const deviation = Math.sqrt(first * second / 12 * (all + 1 - tied / (all * (all - 1))));
  // U moves in steps of 1, so half a step belongs to the observed value itself.
  return { pGreater: normalCdf((mean + 0.5 - u) / deviation), pLess: normalCdf((u + 0.5 - mean) / deviation) };
}

function rankSumOf(ranks: readonly number[], size: number): number {
  return ranks.slice(0, size).reduce((sum, rank) => sum + rank, 0);
}

function smallestRankSum(size: number): number {
  return size * (size + 1) / 2;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
