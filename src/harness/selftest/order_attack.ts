/**
 * V11: the same benchmarks in the opposite order. Whatever a benchmark leaves behind then meets other benchmarks;
 * where that moves a ratio, the order was measured and not the code. Tried where benchmarks of a pass share a
 * process, which is where it could happen.
 * @module
 */
import { covers } from "../../stats/estimate.ts";
import { hodgesLehmannShift } from "../../stats/hodges_lehmann_shift.ts";
import { pairDifference } from "../compare/pair_differences.ts";
import { PROFILES } from "../session/profile.ts";
import { orchestration } from "../suites/orchestration.ts";
import { benchmarksNamed, type Comparison, measurePairs, SHORT_PROFILE, whole } from "./pair_session.ts";
import type { Findings, Scene } from "./scene.ts";
import type { Effort } from "./selftest_line.ts";

/** Probability that an order which does not matter is said to, over all benchmarks together. */
const LEVEL = 0.01;

const PLANS = {
  reduced: { profile: SHORT_PROFILE, pairs: 6, benchmarks: benchmarksNamed(["deep-chain/noop", "diamond/noop"]) },
  full: {
    profile: PROFILES.quick,
    pairs: 20,
    benchmarks: orchestration.benchmarks.filter(({ kernel }) => kernel !== "wait"),
  },
} as const satisfies Record<Effort, unknown>;

/**
 * Measures the same ratios in both orders.
 *
 * @param scene What checks share.
 * @param measure Who measures.
 * @returns One line: how many ratios the order moved.
 * @throws {CheckBroken} If they cannot be measured.
 * @throws {CheckUnfinished} If it was stopped.
 */
export async function orderAttack(scene: Scene, measure: typeof measurePairs = measurePairs): Promise<Findings> {
  const plan = {
    ...PLANS[scene.effort],
    reference: "control",
    arms: [{ id: "puffinflow", adapter: "puffinflow" }],
    comparisons: 1,
  };
  const forward = whole(await measure({ ...plan, title: "order attack, forward" }, scene));
  const reversed = { ...plan, title: "order attack, backward", benchmarks: plan.benchmarks.toReversed() };
  const backward = whole(await measure(reversed, scene));
  const n = forward.comparisons.length;
  const moved = forward.comparisons.filter((comparison) => {
    const other = backward.comparisons.find(({ benchmark }) => benchmark === comparison.benchmark)!;
    return !covers(hodgesLehmannShift(ratios(comparison), ratios(other), { confidence: 1 - LEVEL / n }), 0);
  });
  return {
    lines: [{
      id: "V11",
      what: "ratios that differ when the benchmarks come in the opposite order",
      value: moved.length,
      unit: "count",
      n,
      pass: { atMost: 0 },
    }],
  };
}

function ratios({ couples }: Comparison): number[] {
  return couples.map((couple) => pairDifference(couple, "cpuNs")).filter((difference) => difference !== null);
}
