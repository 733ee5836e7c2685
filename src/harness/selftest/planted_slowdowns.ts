/**
 * V2 and a part of V3: work is planted before each run, so that it takes longer by an amount that is known: whether
 * that is found, whether it is ever taken for an improvement, and whether the intervals hold the truth.
 * @module
 */
import { covers } from "../../stats/estimate.ts";
import { median } from "../../stats/median.ts";
import { type Verdict, verdictOf } from "../../stats/verdict.ts";
import { forkMedians } from "../compare/fork_medians.ts";
import { pairDifference } from "../compare/pair_differences.ts";
import { PROFILES } from "../session/profile.ts";
import type { BenchmarkResult } from "../session/result.ts";
import { widened } from "./few_trials.ts";
import { COVERAGE_LIMITS, ERROR_LIMIT } from "./interval_coverage.ts";
import {
  benchmarksNamed,
  type Comparison,
  forksOf,
  measurePairs,
  type PairOutcome,
  type PairPlan,
  REFERENCE,
  SHORT_PROFILE,
} from "./pair_session.ts";
import type { Findings, Scene } from "./scene.ts";
import type { Effort, PassLine, SelftestLine } from "./selftest_line.ts";

/** Least share of changes that have to be found: of those as large as the pairs say they can see, and of +10 %. */
export const POWER_LIMITS = { ownSmallest: 0.8, tenPercent: 0.95 } as const;

/** Plain code, as what surrounds its tasks is next to nothing: the truth can then be counted. */
const SUBJECT = "control";

/** The same tasks without work and with a known number of rounds each: the one tells what the other is made of. */
const NOOP = "deep-chain/noop", COMPUTING = "deep-chain/cpu";

/** Smallest change that matters here: less than in a gate, so that the power is that of the pairs. */
const MIN_EFFECT = 0.02;

interface SlowdownPlan extends Omit<PairPlan, "title" | "benchmarks" | "arms"> {
  /** Work that is planted, in percent of a run; one arm each. */
  readonly percents: readonly number[];
  /** Names of the benchmarks that are judged. */
  readonly judged: readonly string[];
  /** Largest median error of an estimated change. */
  readonly errorLimit: number;
}

const PLANS: Readonly<Record<Effort, SlowdownPlan>> = {
  reduced: {
    profile: { ...SHORT_PROFILE, sampleMs: 5, samplingBudgetMs: 60 },
    percents: [10, 20],
    // Processes that live so shortly have not compiled an engine to the end: they tell little about it.
    judged: [COMPUTING],
    pairs: 6,
    comparisons: 2,
    errorLimit: 3 * ERROR_LIMIT,
  },
  full: {
    profile: PROFILES.gate,
    percents: [2, 5, 10, 20],
    judged: [NOOP, COMPUTING],
    pairs: PROFILES.gate.forks,
    comparisons: 25,
    errorLimit: ERROR_LIMIT,
  },
};

/** A comparison with a planted change. */
interface Planted {
  readonly percent: number;
  /** Logarithm of the true ratio; `null` where it is known only as well as one run can be timed. */
  readonly truth: number | null;
  readonly verdict: Verdict;
}

/**
 * Compares plain code with itself slowed down.
 *
 * @param scene What checks share.
 * @returns Power, signs, coverage and error.
 * @throws {CheckBroken} If it cannot be measured.
 */
export async function plantedSlowdowns(scene: Scene): Promise<Findings> {
  const { effort } = scene, plan = PLANS[effort];
  const arms = plan.percents.map((percent) => ({
    id: `+${percent}`,
    adapter: SUBJECT,
    extraWorkPercent: percent,
  }));
  const benchmarks = benchmarksNamed([NOOP, COMPUTING]);
  const session = { ...plan, title: "planted slowdowns", benchmarks, reference: SUBJECT, arms };
  const outcome = await measurePairs(session, scene);
  const planted = outcome.comparisons
    .filter(({ benchmark }) => plan.judged.some((name) => benchmark.endsWith(name)))
    .map((comparison) => judged(comparison, outcome));
  return { lines: [...powerLines(planted, { ...plan, effort }), ...truthLines(planted, { ...plan, effort })] };
}

function judged(comparison: Comparison, outcome: PairOutcome): Planted {
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

type Terms = Pick<SlowdownPlan, "pairs" | "errorLimit"> & Pick<Scene, "effort">;

function powerLines(planted: readonly Planted[], { effort, pairs }: Terms): SelftestLine[] {
  const share = (what: string, tried: readonly Planted[], pass: PassLine): SelftestLine => ({
    id: "V2",
    what,
    value: tried.filter(isFound).length / tried.length,
    unit: "share",
    n: tried.length,
    pass: effort === "full" ? pass : widened(pass, tried.length),
  });
  const seen = planted.filter(({ percent, verdict }) => percent / 100 >= Math.max(verdict.mde80, 2 * MIN_EFFECT));
  return [
    share("planted changes found, of those the pairs say they can see", seen, { atLeast: POWER_LIMITS.ownSmallest }),
    share(`planted changes of +10 % found with ${pairs} pairs`, planted.filter(({ percent }) => percent === 10), {
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

function truthLines(planted: readonly Planted[], { effort, errorLimit }: Terms): SelftestLine[] {
  const known = planted.flatMap(({ truth, verdict: { logRatio } }) => truth === null ? [] : [{ truth, logRatio }]);
  const n = known.length;
  return [
    {
      id: "V3",
      what: "95 % intervals that hold the planted ratio, known by counting rounds",
      value: known.filter(({ truth, logRatio }) => covers(logRatio, truth)).length / n,
      unit: "share",
      n,
      pass: effort === "full" ? COVERAGE_LIMITS : widened(COVERAGE_LIMITS, n),
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
