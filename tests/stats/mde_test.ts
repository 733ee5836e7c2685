import assert from "node:assert/strict";
import { mde80, pairsNeeded } from "../../src/stats/mde.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { signedRankTest } from "../../src/stats/signed_rank.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { assertClose } from "./close_to.ts";
import { drawn, normal, rateOf } from "./noise.ts";

Deno.test("mde80() follows from 2.87 deviations of the mean", () => {
  // Python: expm1(2.87 * 0.05 / sqrt(15)).
  assertClose(mde80(0.05, 15), 0.037746505619060726);
  assert.equal(mde80(0, 10), 0);
});

Deno.test("pairsNeeded() turns mde80() around, and never plans with fewer than eight pairs", () => {
  // Python: ceil((2.87 * 0.05 / log1p(0.02)) ** 2).
  assert.equal(pairsNeeded(0.05, 0.02), 53);
  assert.equal(pairsNeeded(0.05, mde80(0.05, 40)), 40);
  assert.equal(pairsNeeded(0.001, 0.05), 8);
  assert.equal(pairsNeeded(0, 0.05), 8);
});

Deno.test("mde80() uses the quantiles for 5 % and 80 % over the efficiency of ranks, 3/π", () => {
  const deviations = (normalQuantile(0.975) + normalQuantile(0.8)) / Math.sqrt(3 / Math.PI);
  assert.equal(deviations.toFixed(2), "2.87");
});

Deno.test("mde80() is found about four times out of five by the exact test", () => {
  const random = randomFromSeed(80);
  const shift = Math.log1p(mde80(0.05, 15));
  const power = rateOf(1_000, () => signedRankTest(drawn(15, () => shift + 0.05 * normal(random))).pGreater <= 0.025);
  assert.ok(power > 0.74 && power < 0.86, `${power}`);
});
