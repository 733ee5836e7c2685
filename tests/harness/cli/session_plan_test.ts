import assert from "node:assert/strict";
import { defaultAdapterIds } from "../../../src/harness/adapters/registry.ts";
import { keptWishes, sessionPlan, wishesFrom } from "../../../src/harness/cli/session_plan.ts";
import type { PlanWishes } from "../../../src/harness/cli/plan_wishes.ts";
import { METRIC_NAMES } from "../../../src/harness/session/metrics/metric_plan.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";

const WISHES: PlanWishes = { suites: ["orchestration"], filters: ["*/noop"], profile: "standard" };

function planned(wishes: Partial<PlanWishes>) {
  return sessionPlan({ ...WISHES, ...wishes }, { cwd: "/", random: randomFromSeed(1) });
}

Deno.test("sessionPlan() measures all metrics with standard, none with quick, and those that are asked for", () => {
  assert.deepEqual(planned({}).metrics?.names, METRIC_NAMES);
  assert.equal(planned({ profile: "quick" }).metrics, undefined);
  assert.equal(planned({ metrics: [] }).metrics, undefined);
  const { names, coldStarts } = planned({ profile: "quick", metrics: ["cold-start"] }).metrics!;
  assert.deepEqual([names, coldStarts], [["cold-start"], 6]);
});

Deno.test("keptWishes() plans the same metrics again", () => {
  for (const metrics of [undefined, [], ["memory"]] as const) {
    const plan = planned({ metrics });
    const again = sessionPlan(wishesFrom(keptWishes({ ...WISHES, metrics }, plan)), {
      cwd: "/",
      random: randomFromSeed(2),
    });
    assert.deepEqual(again.metrics, plan.metrics);
  }
});

Deno.test("sessionPlan() measures the default frameworks when none is asked for", () => {
  assert.deepEqual(planned({}).arms.map(({ id }) => id), defaultAdapterIds);
});

Deno.test("sessionPlan() measures a framework that is no default one when it is asked for", () => {
  assert.deepEqual(planned({ frameworks: ["effect"] }).arms.map(({ id }) => id), ["control", "effect"]);
});
