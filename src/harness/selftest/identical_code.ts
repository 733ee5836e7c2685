/**
 * V1 and a part of V3: a framework against itself in pairs of processes, on a host that is kept busy. Whoever calls
 * it changed is wrong, and the true ratio is known: 1.
 * @module
 */
import { randomFromSeed } from "../../random/xoshiro128.ts";
import { covers } from "../../stats/estimate.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import { PROFILES } from "../session/profile.ts";
import { alarmRates, falseAlarms, logRatios } from "./false_alarms.ts";
import { heldTo, type Trials } from "./few_trials.ts";
import { COVERAGE_LIMITS } from "./interval_coverage.ts";
import { benchmarksNamed, measurePairs, type PairPlan, samplesOf, SHORT_PROFILE } from "./pair_session.ts";
import type { Effort, SelftestLine } from "./selftest_line.ts";
import type { Findings, Scene } from "./scene.ts";
import { besideSpinners } from "./spinners.ts";

const SAME = { id: "same", adapter: "puffinflow" };

const PLANS: Readonly<Record<Effort, PairPlan>> = {
  reduced: {
    title: "identical code",
    profile: SHORT_PROFILE,
    benchmarks: benchmarksNamed([
      "deep-chain/noop",
      "deep-chain/cpu",
      "wide-fanout/noop",
      "wide-fanout/cpu",
      "diamond/noop",
      "diamond/cpu",
    ]),
    arms: [SAME],
    pairs: 8,
    comparisons: 1,
  },
  full: {
    title: "identical code",
    profile: PROFILES.gate,
    benchmarks: benchmarksNamed(["deep-chain/noop", "wide-fanout/noop", "diamond/noop", "diamond/cpu"]),
    arms: [SAME],
    pairs: PROFILES.gate.forks,
    comparisons: 50,
  },
};

/**
 * Compares identical code.
 *
 * @param scene What checks share.
 * @param measure Who measures.
 * @returns False alarms by both clocks, the coverage of the intervals, and the alarms of other tools' rules on the
 * wall times, which are what those tools read.
 * @throws {CheckBroken} If it cannot be measured.
 * @throws {CheckUnfinished} If it was stopped before there was a comparison of each benchmark.
 */
export async function identicalCode(scene: Scene, measure: typeof measurePairs = measurePairs): Promise<Findings> {
  const { effort, seed, spinners } = scene;
  const plan = PLANS[effort], planned = plan.benchmarks.length * plan.comparisons;
  const { comparisons, unfinished } = await besideSpinners(spinners, () => measure(plan, scene));
  const cpu = comparisons.map((comparison) => samplesOf(comparison, "cpuNs"));
  const wall = comparisons.map((comparison) => samplesOf(comparison, "wallNs"));
  const random = randomFromSeed(seed);
  return {
    lines: [
      ...falseAlarms(cpu, { random, clock: "processor time", effort, planned }),
      ...falseAlarms(wall, { random, clock: "wall time", effort, planned }),
      coverageOfOne([...cpu, ...wall].map(logRatios), { effort, planned: 2 * planned }),
    ],
    alarmRates: alarmRates(wall, random),
    ...(unfinished !== null && { unfinished }),
  };
}

function coverageOfOne(
  comparisons: readonly (readonly number[])[],
  trials: Pick<Trials, "effort" | "planned">,
): SelftestLine {
  const n = comparisons.length;
  return {
    id: "V3",
    what: "95 % intervals of identical code that hold a ratio of 1, by both clocks",
    value: comparisons.filter((differences) => covers(hodgesLehmann(differences), 0)).length / n,
    unit: "share",
    ...heldTo(COVERAGE_LIMITS, { ...trials, n }),
  };
}
