import assert from "node:assert/strict";
import { FULL_GATE, longestPairMs, shortestPairMs } from "../../scripts/time_gate/pair_bounds.ts";
import { PROFILES } from "../../src/harness/session/profile.ts";

Deno.test("the limits of the gate's profile let the screen of a full gate take no longer than it may", () => {
  const { benchmarks, pairs, limitMinutes } = FULL_GATE;
  assert.ok(benchmarks * pairs * longestPairMs(PROFILES.gate) <= limitMinutes * 60_000);
  assert.ok(shortestPairMs(PROFILES.gate) < longestPairMs(PROFILES.gate));
});
