import assert from "node:assert/strict";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import { planDigest } from "../../../src/harness/session/plan_digest.ts";
import { testCommand, TINY_CHAIN, TINY_PROFILE, tinyPlan } from "../../fixtures/tiny_session.ts";

Deno.test("planDigest() does not depend on who starts the program, nor on who may stop it", async () => {
  const digest = await planDigest(tinyPlan());
  assert.match(digest, /^[0-9a-f]{16}$/);
  const workerCommand = { ...testCommand(), program: "/elsewhere/deno" };
  assert.equal(await planDigest(tinyPlan({ workerCommand, signal: AbortSignal.timeout(0) })), digest);
});

Deno.test("planDigest() changes with all that decides what is measured, and how", async () => {
  const plans = [
    tinyPlan(),
    tinyPlan({ seed: 2 }),
    tinyPlan({ benchmarks: [TINY_CHAIN] }),
    tinyPlan({ arms: plainArms(["control", "puffinflow"]) }),
    tinyPlan({ arms: [{ id: "control", adapter: "control", extraWorkPercent: 5 }] }),
    tinyPlan({ profile: { ...TINY_PROFILE, rounds: 4 } }),
    tinyPlan({ timeLimitMs: 1 }),
    tinyPlan({ nextStage: () => null }),
  ];
  const digests = await Promise.all(plans.map(planDigest));
  assert.equal(new Set(digests).size, plans.length);
});
