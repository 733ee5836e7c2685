import assert from "node:assert/strict";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { RIVAL_RULES, type TwoArms } from "../../../src/harness/selftest/rival_rules.ts";
import { drawn, normal } from "../../../src/harness/selftest/synthetic_noise.ts";
import { shareOfTrials } from "../../../src/harness/selftest/synthetic_noise.ts";

const random = randomFromSeed(6);
/** Samples that really are independent, which is what the rules take them for. */
const arms = (change: number): TwoArms => {
  const arm = (shift: number) => drawn(15, () => drawn(30, () => 1_000 * Math.exp(shift + 0.02 * normal(random))));
  return { first: arm(0), second: arm(Math.log1p(change)) };
};

for (const { name, flags } of RIVAL_RULES) {
  Deno.test(`the rule "${name}" keeps its level where samples are independent, and finds +20 %`, () => {
    const alarms = shareOfTrials(200, () => flags(arms(0), random));
    assert.ok(alarms <= 0.11, `${alarms}`);
    assert.ok(shareOfTrials(20, () => flags(arms(0.2), random)) >= 0.95);
  });
}

Deno.test("RIVAL_RULES say where they come from", () => {
  for (const { source } of RIVAL_RULES) assert.match(source, /\.$/);
});
