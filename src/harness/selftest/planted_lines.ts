/**
 * What is made of planted slowdowns: the truth by counting rounds, and the lines about power, signs, coverage and
 * error. The pairs come from `planted_slowdowns.ts`.
 * @module
 */
import { covers } from "../../stats/estimate.ts";
import { median } from "../../stats/median.ts";
import { type Verdict, verdictOf } from "../../stats/verdict.ts";
import { forkMedians } from "../compare/fork_medians.ts";
import { pairDifference } from "../compare/pair_differences.ts";
import type { BenchmarkResult } from "../session/result.ts";
import { heldTo } from "./few_trials.ts";
import { COVERAGE_LIMITS } from "./interval_coverage.ts";
import { type Comparison, forksOf, type PairOutcome, REFERENCE } from "./pair_session.ts";
import type { Effort, PassLine, SelftestLine } from "./selftest_line.ts";

/** The same tasks without work and with a known number of rounds each: the one tells what the other is made of. */
export const NOOP = "deep-chain/noop", COMPUTING = "deep-chain/cpu";

/** Least share of changes that have to be found: of those as large as the pairs say they can see, and of +10 %. */
export const POWER_LIMITS = { ownSmallest: 0.8, tenPercent: 0.95 } as const;

/** Smallest change that matters here: less than in a gate, so that the power is that of the pairs. */
const MIN_EFFECT = 0.02;

/** A comparison with a planted change. */
export interface Planted {
  readonly percent: number;
  /** Logarithm of the true ratio; `null` where it is known only as well as one run can be timed. */
  readonly truth: number | null;
  readonly verdict: Verdict;
}

/** Under which terms lines are written. */
export interface PlantedTerms {
  readonly effort: Effort;
  /** Pairs of a comparison. */
  readonly pairs: number;
  /** Largest median error of an estimated change. */
  readonly errorLimit: number;
  /** Share of the planned comparisons that were made, above 0 and up to 1. */
  readonly doneShare: number;
}

/**
 * Judges a comparison as the screen of a gate does.
 *
 * @param comparison A comparison with an arm whose id is the planted percent behind a sign.
 * @param outcome The session that it is of.
 */
export function judged(comparison: Comparison, outcome: PairOutcome): Planted {
  const differences = comparison.couples.map((couple) => pairDifference(couple, "cpuNs")).filter((d) => d !== null);
  return {
    percent: Number(comparison.arm.slice(1)),
    truth: truthOf(comparison, outcome),
    verdict: verdictOf(differences, {
      stage: { kind: "screen" },
      better: "lower",
      noiseFloor: 0,
      minEffect: MIN_EFFECT,
    }),
  };
}

/**
 * Where all tasks compute, the truth follows from counting: planted rounds by the rounds of all tasks. The share of
 * a run that is no rounds is what the same tasks take without any.
 */
function truthOf({ benchmark, couples }: Comparison, { benchmarks, cpuRounds }: PairOutcome): number | null {
  if (!benchmark.endsWith(COMPUTING)) return null;
  const [noop, computing] = [NOOP, COMPUTING].map((name) => benchmarks.find(({ id }) => id.endsWith(name))!);
  const roundsShare = 1 - runNs(noop!) / runNs(computing!);
  return Math.log1p(roundsShare * couples[0]!.candidate.extraRounds / (computing!.tasks * cpuRounds));
}

function runNs(benchmark: BenchmarkResult): number {
  return median(forksOf(benchmark, REFERENCE).map((fork) => forkMedians(fork).cpuNs));
}

/**
 * Writes the lines about what was found.
 *
 * @param planted Judged comparisons.
 * @param terms The terms.
 */
export function powerLines(planted: readonly Planted[], terms: PlantedTerms): SelftestLine[] {
  const { effort, pairs, doneShare } = terms;
  // Where nothing was tried there is nothing to be said.
  const share = (what: string, tried: readonly Planted[], pass: PassLine): SelftestLine[] =>
    tried.length === 0 ? [] : [{
      id: "V2",
      what,
      value: tried.filter(isFound).length / tried.length,
      unit: "share",
      ...heldTo(pass, { effort, n: tried.length, planned: Math.round(tried.length / doneShare) }),
    }];
  const seen = planted.filter(({ percent, verdict }) => percent / 100 >= Math.max(verdict.mde80, 2 * MIN_EFFECT));
  return [
    ...share("planted changes found, of those the pairs say they can see", seen, { atLeast: POWER_LIMITS.ownSmallest }),
    ...share(`planted changes of +10 % found with ${pairs} pairs`, planted.filter(({ percent }) => percent === 10), {
      atLeast: POWER_LIMITS.tenPercent,
    }),
    {
      id: "V2",
      what: "planted slowdowns that are called improvements",
      value: planted.filter(({ verdict }) => verdict.kind === "candidate" && verdict.suspected === "improved").length,
      unit: "count",
      n: planted.length,
      pass: { atMost: 0 },
    },
  ];
}

/**
 * Writes the lines about how true the estimates are.
 *
 * @param planted Judged comparisons; those without a known truth do not count.
 * @param terms The terms.
 */
export function truthLines(planted: readonly Planted[], terms: PlantedTerms): SelftestLine[] {
  const { effort, errorLimit, doneShare } = terms;
  const known = planted.flatMap(({ truth, verdict: { logRatio } }) => truth === null ? [] : [{ truth, logRatio }]);
  const n = known.length;
  return [
    {
      id: "V3",
      what: "95 % intervals that hold the planted ratio, known by counting rounds",
      value: known.filter(({ truth, logRatio }) => covers(logRatio, truth)).length / n,
      unit: "share",
      ...heldTo(COVERAGE_LIMITS, { effort, n, planned: Math.round(n / doneShare) }),
    },
    {
      id: "V3",
      what: "median error of the estimated planted change",
      value: median(known.map(({ truth, logRatio }) => Math.abs(Math.exp(logRatio.value) - Math.exp(truth)))),
      unit: "share",
      n,
      pass: { atMost: errorLimit },
    },
  ];
}

function isFound({ verdict }: Planted): boolean {
  return verdict.kind === "candidate" && verdict.suspected === "regressed";
}
