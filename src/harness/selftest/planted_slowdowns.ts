/**
 * V2 and a part of V3: work is planted before each run, so that it takes longer by an amount that is known: whether
 * that is found, whether it is ever taken for an improvement, and whether the intervals hold the truth.
 * @module
 */
import { PROFILES } from "../session/profile.ts";
import { ERROR_LIMIT } from "./interval_coverage.ts";
import { benchmarksNamed, measurePairs, type PairPlan, SHORT_PROFILE } from "./pair_session.ts";
import { COMPUTING, judged, NOOP, type PlantedTerms, powerLines, truthLines } from "./planted_lines.ts";
import type { Findings, Scene } from "./scene.ts";
import type { Effort } from "./selftest_line.ts";

/** Plain code, as what surrounds its tasks is next to nothing: the truth can then be counted. */
const SUBJECT = "control";

interface SlowdownPlan extends Pick<PairPlan, "profile" | "comparisons">, Omit<PlantedTerms, "effort" | "doneShare"> {
  /** Work that is planted, in percent of a run; one arm each. */
  readonly percents: readonly number[];
  /** Names of the benchmarks that are judged. */
  readonly judged: readonly string[];
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

/**
 * Compares plain code with itself slowed down.
 *
 * @param scene What checks share.
 * @param measure Who measures.
 * @returns Power, signs, coverage and error.
 * @throws {CheckBroken} If it cannot be measured.
 * @throws {CheckUnfinished} If it was stopped before there was a comparison of each change.
 */
export async function plantedSlowdowns(scene: Scene, measure: typeof measurePairs = measurePairs): Promise<Findings> {
  const { effort } = scene, plan = PLANS[effort];
  const arms = plan.percents.map((percent) => ({
    id: `+${percent}`,
    adapter: SUBJECT,
    extraWorkPercent: percent,
  }));
  const benchmarks = benchmarksNamed([NOOP, COMPUTING]);
  const session = { ...plan, title: "planted slowdowns", benchmarks, reference: SUBJECT, arms };
  const outcome = await measure(session, scene);
  const planted = outcome.comparisons
    .filter(({ benchmark }) => plan.judged.some((name) => benchmark.endsWith(name)))
    .map((comparison) => judged(comparison, outcome));
  const doneShare = outcome.comparisons.length / (benchmarks.length * arms.length * plan.comparisons);
  const terms = { ...plan, effort, doneShare }, { unfinished } = outcome;
  return {
    lines: [...powerLines(planted, terms), ...truthLines(planted, terms)],
    ...(unfinished !== null && { unfinished }),
  };
}
