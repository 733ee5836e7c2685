import assert from "node:assert/strict";
import fc from "fast-check";
import { mannKendallTest } from "../../src/stats/mann_kendall.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";

Deno.test("mannKendallTest() equals SciPy's exact Kendall test against time", () => {
  // SciPy 1.17.1: kendalltau(range(n), x, method="exact", alternative="greater", "less" and "two-sided").
  const golden: [readonly number[], tau: number, p: [rising: number, falling: number, twoSided: number]][] = [
    [SIX, 0.2, [0.3597222222222222, 0.7652777777777777, 0.7194444444444444]],
    [TEN, 0.4222222222222222, [0.054156746031746035, 0.9637249228395062, 0.10831349206349207]],
    [FIFTEEN, 0.009523809523809525, [0.5, 0.5387149547524052, 1]],
    [TWENTY, 0.052631578947368425, [0.38660973745316135, 0.6376818897363592, 0.7732194749063227]],
  ];
  for (const [series, tau, [rising, falling, twoSided]] of golden) {
    const test = mannKendallTest(series);
    assertClose(test.tau, tau);
    assertClose(test.s, tau * series.length * (series.length - 1) / 2);
    assertClose(test.pRising, rising);
    assertClose(test.pFalling, falling);
    assertClose(test.pTwoSided, twoSided);
    assert.equal(test.method, "exact");
  }
});

Deno.test("mannKendallTest() counts what all orders of a series with ties count", () => {
  // Python: share of itertools.permutations([1, 3, 2, 2, 3, 5, 4]) with S at least and at most 13.
  const { s, pRising, pFalling } = mannKendallTest([1, 3, 2, 2, 3, 5, 4]);
  assert.equal(s, 13);
  assertClose(pRising, 0.030952380952380953);
  assertClose(pFalling, 0.9873015873015873);
});

Deno.test("mannKendallTest() equals pymannkendall's normal approximation on long series, ties and all", () => {
  // pymannkendall 1.4.3: original_test(x).
  const noTies = mannKendallTest(Array.from({ length: 60 }, (_, i) => i * 37 % 61 + i / 10));
  assert.deepEqual([noTies.s, noTies.method], [250, "normal"]);
  assertClose(noTies.tau, 0.14124293785310735);
  assertClose(noTies.pTwoSided, 0.11226280536048994);
  const ties = mannKendallTest(Array.from({ length: 80 }, (_, i) => i * 7 % 13 + Math.floor(i / 20)));
  assert.equal(ties.s, 705);
  assertClose(ties.tau, 0.2231012658227848);
  assertClose(ties.pTwoSided, 0.003351694715995057);
  assertClose(ties.pRising, 0.0016758473579975162);
});

Deno.test("mannKendallTest() sees no trend where there is nothing to compare", () => {
  for (const series of [[], [1], [2, 2, 2], new Array<number>(60).fill(2)]) {
    const { s, tau, pRising, pFalling, pTwoSided } = mannKendallTest(series);
    assert.deepEqual([s, tau, pRising, pFalling, pTwoSided], [0, 0, 1, 1, 1]);
  }
});

Deno.test("mannKendallTest() exchanges its probabilities when the series is reversed, and does not mind a scale", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 25 }), (series) => {
    const test = mannKendallTest(series);
    const reversed = mannKendallTest(series.toReversed());
    assert.equal(test.s + reversed.s, 0);
    assertClose(reversed.pRising, test.pFalling);
    assertClose(reversed.pFalling, test.pRising);
    assert.deepEqual(mannKendallTest(series.map((x) => 4 * x)), test);
  }));
});
