import assert from "node:assert/strict";
import {
  benchmarksNamed,
  forksOf,
  measurePairs,
  type PairPlan,
  samplesOf,
} from "../../../src/harness/selftest/pair_session.ts";
import { CheckBroken, CheckUnfinished } from "../../../src/harness/selftest/scene.ts";
import { faultyAdapter, TINY_PROFILE } from "../../fixtures/tiny_session.ts";
import { benchmarkOf, forkOf } from "../compare/benchmark_fixture.ts";
import { testScene } from "./test_scene.ts";

const PLAN: PairPlan = {
  title: "test",
  profile: TINY_PROFILE,
  benchmarks: benchmarksNamed(["diamond/noop"]),
  reference: "control",
  arms: [{ id: "same", adapter: "control" }],
  pairs: 2,
  comparisons: 2,
};

Deno.test("measurePairs() cuts a session of real processes into comparisons of so many pairs", async () => {
  const { comparisons, cpuRounds } = await measurePairs(PLAN, testScene());
  assert.ok(cpuRounds > 0);
  assert.deepEqual(comparisons.map(({ benchmark, arm }) => [benchmark, arm]), [
    ["orchestration/diamond/noop", "same"],
    ["orchestration/diamond/noop", "same"],
  ]);
  const passes = comparisons.map(({ couples }) =>
    couples.map(({ reference, candidate }) => {
      assert.equal(reference.pass, candidate.pass);
      return reference.pass;
    })
  );
  assert.deepEqual(passes, [[0, 1], [2, 3]]);
});

Deno.test("measurePairs() is broken where an arm is lost, and unfinished where it is stopped", async () => {
  const plan = { ...PLAN, arms: [{ id: "same", adapter: faultyAdapter("throws") }] };
  await assert.rejects(measurePairs(plan, testScene()), CheckBroken);
  await assert.rejects(measurePairs(PLAN, testScene({ signal: AbortSignal.abort() })), CheckUnfinished);
});

Deno.test("samplesOf() gives the times of one run, process by process", () => {
  const couples = [{ reference: forkOf(0, 10, { batch: 2 }), candidate: forkOf(0, 20) }];
  assert.deepEqual(samplesOf({ benchmark: "", arm: "", couples }, "cpuNs"), {
    first: [[10, 10, 10]],
    second: [[20, 20, 20]],
  });
});

Deno.test("forksOf() says why there are none", () => {
  const benchmark = benchmarkOf([{ subject: "same", status: "invalid", reason: "gave 1 instead of 2" }]);
  assert.throws(() => forksOf(benchmark, "same"), /same was not measured in .*: gave 1 instead of 2/);
  assert.throws(() => forksOf(benchmark, "other"), /it is no subject/);
});
