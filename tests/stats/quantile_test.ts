import assert from "node:assert/strict";
import fc from "fast-check";
import { quantileOf, quantileRank, valuesNeeded } from "../../src/stats/quantile.ts";
import { FIFTEEN } from "./golden_samples.ts";

Deno.test("quantileOf() equals NumPy's quantile by the inverted distribution function", () => {
  // NumPy 2.4.6: quantile(x, q, method="inverted_cdf").
  const golden: [quantile: number, value: number][] = [
    [0.01, -4.246],
    [0.25, -1.754],
    [0.5, 1.475],
    [0.6, 2.794],
    [0.9, 14.113],
    [0.99, 47.296],
    [1, 47.296],
  ];
  for (const [quantile, value] of golden) assert.equal(quantileOf(FIFTEEN, quantile), value);
});

Deno.test("quantileRank() is 7 of a hundred at 0.07, whose product with 100 comes out above 7", () => {
  assert.equal(quantileRank(100, 0.07), 7);
  assert.equal(quantileRank(1, 0.001), 1);
  assert.equal(quantileRank(10_000, 0.999), 9_990);
});

Deno.test("quantileOf() answers with a value that enough others do not exceed, and no larger one than needed", () => {
  const samples = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(samples, fc.integer({ min: 1, max: 100 }), (sample, percent) => {
    const value = quantileOf(sample, percent / 100);
    assert.ok(100 * sample.filter((x) => x <= value).length >= percent * sample.length);
    assert.ok(100 * sample.filter((x) => x < value).length < percent * sample.length);
  }));
});

Deno.test("valuesNeeded() expects ten values beyond a quantile, on its thinner side", () => {
  assert.deepEqual([0.5, 0.9, 0.95, 0.99, 0.999].map(valuesNeeded), [20, 100, 200, 1_000, 10_000]);
  assert.equal(valuesNeeded(0.05), 200);
});

Deno.test("quantileOf() and valuesNeeded() reject what is no quantile", () => {
  for (const quantile of [0, -0.1, 1.01, NaN]) {
    assert.throws(() => quantileOf([1], quantile), {
      name: "RangeError",
      message: `Cannot find a quantile as 'quantile' must be above 0 and up to 1: current value is ${quantile}`,
    });
  }
  for (const quantile of [0, 1, NaN]) {
    assert.throws(() => valuesNeeded(quantile), {
      name: "RangeError",
      message: `Cannot support a quantile as 'quantile' must be above 0 and below 1: current value is ${quantile}`,
    });
  }
});
