import assert from "node:assert/strict";
import { wilsonInterval } from "../../src/stats/wilson.ts";
import { assertClose } from "./close_to.ts";

Deno.test("wilsonInterval() equals statsmodels' score interval", () => {
  // statsmodels 0.15.0: proportion_confint(successes, trials, 1 - confidence, method="wilson").
  const golden: [successes: number, trials: number, confidence: number, lo: number, hi: number][] = [
    [59, 60, 0.95, 0.9114487027240993, 0.9970518402052136],
    [0, 20, 0.95, 0, 0.16112515805281938],
    [20, 20, 0.95, 0.8388748419471806, 1],
    [7, 23, 0.95, 0.15604024453214022, 0.508657562687592],
    [7, 23, 0.9, 0.17424907814592938, 0.475631889511025],
    [1, 1, 0.95, 0.20654931437723745, 1],
  ];
  for (const [successes, trials, confidence, lo, hi] of golden) {
    const estimate = wilsonInterval({ successes, trials }, { confidence });
    assert.equal(estimate.value, successes / trials);
    assertClose(estimate.lo, lo);
    assertClose(estimate.hi, hi);
    assert.deepEqual([estimate.confidence, estimate.n], [confidence, trials]);
  }
});

Deno.test("wilsonInterval() takes 95 % where nothing is said, and mirrors failures", () => {
  const passed = wilsonInterval({ successes: 7, trials: 23 });
  const failed = wilsonInterval({ successes: 16, trials: 23 });
  assert.equal(passed.confidence, 0.95);
  assertClose(failed.lo, 1 - passed.hi);
  assertClose(failed.hi, 1 - passed.lo);
});

Deno.test("wilsonInterval() rejects a confidence that is not between 0 and 1", () => {
  assert.throws(() => wilsonInterval({ successes: 1, trials: 2 }, { confidence: 95 }), { name: "RangeError" });
});
