import assert from "node:assert/strict";
import type { Random } from "../../../src/random/random.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { alarmRates, falseAlarms, logRatios } from "../../../src/harness/selftest/false_alarms.ts";
import type { TwoArms } from "../../../src/harness/selftest/rival_rules.ts";
import { passes } from "../../../src/harness/selftest/selftest_line.ts";
import { drawn, heavyTailed, normal } from "../../../src/harness/selftest/synthetic_noise.ts";

const PAIRS = 15, ROUNDS = 30;

/** Samples as a busy host gives them: processes differ, the host wanders, samples of one process are alike. */
function comparison(random: Random, change = 0): TwoArms {
  const level = drawn(PAIRS, () => 0.1 * normal(random));
  const arm = (shift: number) =>
    drawn(PAIRS, (pair) => {
      const process = level[pair]! + shift + 0.025 * heavyTailed(random);
      return drawn(ROUNDS, () => 1_000 * Math.exp(process + 0.02 * normal(random)));
    });
  return { first: arm(0), second: arm(change) };
}

Deno.test("falseAlarms() passes on identical code, and fails when the second arm is slower", () => {
  const random = randomFromSeed(1);
  const count = { random, clock: "wall time", effort: "full", planned: 40 } as const;
  assert.deepEqual(falseAlarms(drawn(200, () => comparison(random)), count).map(passes), [true, true, true]);
  const slower = falseAlarms(drawn(40, () => comparison(random, Math.log(1.1))), count);
  assert.equal(passes(slower[0]!), false);
});

Deno.test("alarmRates() finds our rule within its level where rules that know no processes are far beyond it", () => {
  const random = randomFromSeed(2);
  const [ours, ...rivals] = alarmRates(drawn(150, () => comparison(random)), random);
  assert.ok(ours!.rate.value <= 0.07, `${ours!.rate.value}`);
  assert.equal(rivals.length, 8);
  // Those with a test that takes samples of one process for independent.
  for (const { rule, rate } of rivals.slice(2, -1)) assert.ok(rate.value > 0.15, `${rule}: ${rate.value}`);
  for (const { rate } of [ours!, ...rivals]) {
    assert.ok(rate.lo <= rate.value && rate.value <= rate.hi && rate.n === 150);
  }
});

Deno.test("logRatios() is the median over rounds of each pair", () => {
  const ratios = logRatios({ first: [[1, 1, 1]], second: [[2, 1, 8]] });
  assert.deepEqual(ratios, [Math.log(2)]);
});
