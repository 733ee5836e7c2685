import assert from "node:assert/strict";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import { PROFILES } from "../../../src/harness/session/profile.ts";
import { estimateSessionMs } from "../../../src/harness/session/time_estimate.ts";
import { suiteOf, SUITES } from "../../../src/harness/suites/suites.ts";

const MINUTE_MS = 60_000;
const ARMS = plainArms(["control", "puffinflow", "langgraph", "llamaindex"]);
const FIVE = ["orchestration", "core-agent", "resources", "coordination", "observability"];
const BENCHMARKS = FIVE.flatMap((name) => suiteOf(name).benchmarks);

Deno.test("estimateSessionMs() plans five suites within 4 minutes in quick and 25 in standard", () => {
  for (const [name, minutes] of [["quick", 4], ["standard", 25]] as const) {
    const plannedMs = estimateSessionMs({ profile: PROFILES[name], benchmarks: BENCHMARKS, arms: ARMS });
    assert.ok(plannedMs <= minutes * MINUTE_MS, `${name}: ${(plannedMs / MINUTE_MS).toFixed(1)} min`);
    assert.ok(plannedMs >= minutes * MINUTE_MS / 4, `${name}: ${(plannedMs / MINUTE_MS).toFixed(1)} min`);
  }
});

Deno.test("estimateSessionMs() counts only subjects that take part", () => {
  const plan = { profile: PROFILES.quick, benchmarks: suiteOf("coordination").benchmarks };
  const two = estimateSessionMs({ ...plan, arms: plainArms(["control", "puffinflow"]) });
  const starts = estimateSessionMs({ ...plan, arms: ARMS }) - two;
  assert.ok(starts < two / 4);
});

Deno.test("estimateSessionMs() grows with every benchmark", () => {
  const all = SUITES.flatMap(({ benchmarks }) => benchmarks), arms = plainArms(["control"]);
  const of = (count: number) =>
    estimateSessionMs({ profile: PROFILES.standard, benchmarks: all.slice(0, count), arms });
  for (let count = 1; count < all.length; count++) assert.ok(of(count) < of(count + 1));
});
