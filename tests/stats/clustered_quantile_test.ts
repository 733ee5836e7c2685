import assert from "node:assert/strict";
import fc from "fast-check";
import { clusterBootstrap } from "../../src/stats/cluster_bootstrap.ts";
import { clusteredQuantile } from "../../src/stats/clustered_quantile.ts";
import { quantileOf } from "../../src/stats/quantile.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";

Deno.test("clusteredQuantile() equals the bootstrap that throws all drawn values together and ranks them", () => {
  const forks = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 }), {
    minLength: 6,
    maxLength: 9,
  });
  fc.assert(
    fc.property(forks, fc.constantFrom(0.05, 0.5, 0.9, 0.99, 1), (values, quantile) => {
      const options = { resamples: 79, confidence: 0.9 };
      const direct = clusterBootstrap(values, (drawn) => quantileOf(drawn.flat(), quantile), {
        ...options,
        random: randomFromSeed(1),
      });
      assert.deepEqual(clusteredQuantile(values, { ...options, quantile, random: randomFromSeed(1) }), direct);
    }),
    { numRuns: 40 },
  );
});

Deno.test("clusteredQuantile() widens with the differences between processes", () => {
  const alike = Array.from({ length: 10 }, () => Array.from({ length: 100 }, (_, i) => i));
  const apart = alike.map((values, fork) => values.map((value) => value + 20 * fork));
  const widthOf = (forks: readonly (readonly number[])[]) => {
    const { lo, hi } = clusteredQuantile(forks, { quantile: 0.9, resamples: 199, random: randomFromSeed(2) });
    return hi - lo;
  };
  assert.equal(widthOf(alike), 0);
  assert.ok(widthOf(apart) > 20);
});

Deno.test("clusteredQuantile() rejects what has no quantile", () => {
  const random = randomFromSeed(3);
  assert.throws(() => clusteredQuantile([[1], []], { quantile: 0.5, random }), { name: "RangeError" });
  assert.throws(() => clusteredQuantile([[1], [NaN]], { quantile: 0.5, random }), { name: "RangeError" });
  assert.throws(() => clusteredQuantile([[1]], { quantile: 0, random }), { name: "RangeError" });
  assert.throws(() => clusteredQuantile([], { quantile: 0.5, random }), { name: "RangeError" });
});
