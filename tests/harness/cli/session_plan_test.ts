import assert from "node:assert/strict";
import { defaultAdapterIds } from "../../../src/harness/adapters/registry.ts";
import type { PlanWishes } from "../../../src/harness/cli/plan_wishes.ts";
import { sessionPlan } from "../../../src/harness/cli/session_plan.ts";
import { fakeIo } from "./fake_io.ts";

const WISHES: PlanWishes = { suites: [], filters: [], profile: "quick" };

Deno.test("sessionPlan() measures the default frameworks when none is asked for", () => {
  assert.deepEqual(sessionPlan(WISHES, fakeIo()).arms.map(({ id }) => id), defaultAdapterIds);
});

Deno.test("sessionPlan() measures a framework that is no default one when it is asked for", () => {
  assert.deepEqual(sessionPlan({ ...WISHES, frameworks: ["effect"] }, fakeIo()).arms.map(({ id }) => id), [
    "control",
    "effect",
  ]);
});
