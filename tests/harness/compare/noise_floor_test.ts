import assert from "node:assert/strict";
import { noiseFloorOf } from "../../../src/harness/compare/noise_floor.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { drawn, normal } from "../../stats/noise.ts";

Deno.test("noiseFloorOf() is what a gate of as many pairs sees of nothing in 19 of 20 cases", () => {
  const random = randomFromSeed(1);
  const differences = drawn(15, () => 0.04 * normal(random));
  const floor = noiseFloorOf(differences, { pairs: 15, random });
  // 1.96 standard errors of the mean are 2 %.
  assert.ok(floor > 0.01 && floor < 0.035, `${floor}`);
});

Deno.test("noiseFloorOf() shrinks with the pairs of the gate, and is 0 where nothing differs", () => {
  const random = randomFromSeed(2);
  const differences = drawn(30, () => 0.04 * normal(random));
  const [few, many] = [8, 60].map((pairs) => noiseFloorOf(differences, { pairs, random: randomFromSeed(3) }));
  assert.ok(many! < 0.6 * few!);
  assert.equal(noiseFloorOf([0, 0, 0, 0, 0, 0], { pairs: 6, random }), 0);
});

Deno.test("noiseFloorOf() does not take a lasting difference for less noise", () => {
  const floor = noiseFloorOf(drawn(15, () => 0.1), { pairs: 15, random: randomFromSeed(4) });
  assert.ok(floor > 0.03, `${floor}`);
});
