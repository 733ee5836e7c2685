/** The checks that judge pairs of processes, on pairs of which the truth was put in. */
import assert from "node:assert/strict";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { identicalCode } from "../../../src/harness/selftest/identical_code.ts";
import { orderAttack } from "../../../src/harness/selftest/order_attack.ts";
import {
  type Comparison,
  type measurePairs,
  type PairOutcome,
  type PairPlan,
  REFERENCE,
} from "../../../src/harness/selftest/pair_session.ts";
import { plantedSlowdowns } from "../../../src/harness/selftest/planted_slowdowns.ts";
import { CheckUnfinished } from "../../../src/harness/selftest/scene.ts";
import { passes } from "../../../src/harness/selftest/selftest_line.ts";
import { normal } from "../../../src/harness/selftest/synthetic_noise.ts";
import type { Fork } from "../../../src/harness/session/result.ts";
import { benchmarkOf, forkOf } from "../compare/benchmark_fixture.ts";
import { testScene } from "./test_scene.ts";

const CPU_ROUNDS = 1_000, TASKS = 20, ROUND_NS = 2;

/** Gives pairs that differ by so much, as a share, instead of measuring any. */
function pretending(changeOf: (arm: string, plan: PairPlan) => number): typeof measurePairs {
  return (plan) => Promise.resolve(pretended(plan, changeOf));
}

function pretended(plan: PairPlan, changeOf: (arm: string, plan: PairPlan) => number): PairOutcome {
  const random = randomFromSeed(3), forks = plan.pairs * plan.comparisons;
  const benchmarks = plan.benchmarks.map(({ id, kernel }) => {
    const ns = kernel === "noop" ? 1 : TASKS * CPU_ROUNDS * ROUND_NS;
    const forksOf = (factor: number, changes: Partial<Fork> = {}) =>
      Array.from(
        { length: forks },
        (_, pass) => forkOf(pass, 1e4 * ns * factor * Math.exp(0.005 * normal(random)), changes),
      );
    const cells = plan.arms.map(({ id: subject, extraWorkPercent = 0 }) => ({
      subject,
      status: "measured" as const,
      forks: forksOf(1 + changeOf(subject, plan), { extraRounds: TASKS * CPU_ROUNDS * extraWorkPercent / 100 }),
    }));
    return benchmarkOf([{ subject: REFERENCE, status: "measured", forks: forksOf(1) }, ...cells], { id });
  });
  const comparisons = benchmarks.flatMap(({ id, cells }): Comparison[] => {
    const [reference, ...others] = cells.map((cell) => cell.status === "measured" ? cell.forks : []);
    return others.flatMap((candidates, arm) =>
      Array.from({ length: plan.comparisons }, (_, index) => ({
        benchmark: id,
        arm: plan.arms[arm]!.id,
        couples: candidates.slice(index * plan.pairs, (index + 1) * plan.pairs).map((candidate) => ({
          reference: reference![candidate.pass]!,
          candidate,
        })),
      }))
    );
  });
  return { comparisons, benchmarks, cpuRounds: CPU_ROUNDS, unfinished: null };
}

const honest = (arm: string) => Number(arm.slice(1)) / 100;

Deno.test("plantedSlowdowns() passes where what was planted is found, and as large as it was planted", async () => {
  const { lines } = await plantedSlowdowns(testScene(), pretending(honest));
  assert.deepEqual(lines.map(({ id, n }) => [id, n]), [["V2", 4], ["V2", 2], ["V2", 4], ["V3", 4], ["V3", 4]]);
  assert.ok(lines.every(passes), JSON.stringify(lines));
});

Deno.test("plantedSlowdowns() fails where nothing is found, and where slower is called quicker", async () => {
  const blind = await plantedSlowdowns(testScene(), pretending(() => 0));
  assert.deepEqual(blind.lines.map(passes), [false, false, true, false, false]);
  const mirrored = await plantedSlowdowns(testScene(), pretending((arm) => -honest(arm)));
  assert.equal(passes(mirrored.lines[2]!), false);
});

Deno.test("identicalCode() judges by both clocks, and holds other tools' rules beside ours", async () => {
  const { lines, alarmRates = [] } = await identicalCode(testScene(), pretending(() => 0));
  assert.deepEqual(lines.map(({ id }) => id), ["V1", "V1", "V1", "V1", "V1", "V1", "V3"]);
  assert.ok(lines.every(passes), JSON.stringify(lines));
  assert.equal(alarmRates.length, 9);
  const slower = await identicalCode(testScene(), pretending(() => 0.1));
  assert.equal(passes(slower.lines[0]!), false);
});

/** As if the time had been over when the first comparison of each was measured. */
const stopped = (measure: typeof measurePairs): typeof measurePairs => async (plan, scene) => {
  const outcome = await measure({ ...plan, comparisons: 1 }, scene);
  return { ...outcome, unfinished: "some of them are measured" };
};

Deno.test("identicalCode() and plantedSlowdowns() that were stopped say so, and how many comparisons are missing", async () => {
  const scene = testScene({ effort: "full" });
  const same = await identicalCode(scene, stopped(pretending(() => 0)));
  assert.equal(same.unfinished, "some of them are measured");
  assert.deepEqual([same.lines[0]!.n, same.lines[0]!.planned], [4, 200]);
  assert.deepEqual([same.lines.at(-1)!.n, same.lines.at(-1)!.planned], [8, 400]);
  assert.ok(same.lines[0]!.pass.atMost! > 0.07);
  const planted = await plantedSlowdowns(scene, stopped(pretending(honest)));
  assert.equal(planted.unfinished, "some of them are measured");
  const coverage = planted.lines.find(({ id }) => id === "V3")!;
  assert.deepEqual([coverage.n, coverage.planned], [4, 100]);
});

Deno.test("orderAttack() that was stopped has no figure", async () => {
  await assert.rejects(orderAttack(testScene(), stopped(pretending(() => 0.5))), CheckUnfinished);
});

Deno.test("orderAttack() counts the ratios that another order moves", async () => {
  const steady = await orderAttack(testScene(), pretending(() => 0.5));
  assert.deepEqual(steady.lines.map(({ value, n }) => [value, n]), [[0, 2]]);
  const orders: string[] = [];
  const moved = await orderAttack(
    testScene(),
    pretending((_, { benchmarks: [first] }) => {
      orders.push(first!.scenario);
      return first!.scenario === "deep-chain" ? 0.5 : 0.8;
    }),
  );
  assert.deepEqual([...new Set(orders)], ["deep-chain", "diamond"]);
  assert.equal(moved.lines[0]!.value, 2);
});
