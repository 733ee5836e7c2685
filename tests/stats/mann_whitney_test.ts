import assert from "node:assert/strict";
import fc from "fast-check";
import { mannWhitneyProbabilities, mannWhitneyTest, mannWhitneyU } from "../../src/stats/mann_whitney.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";

type Golden = [
  first: readonly number[],
  second: readonly number[],
  u: number,
  p: [greater: number, less: number, twoSided: number],
];

function assertGolden(golden: readonly Golden[], method: "exact" | "normal"): void {
  for (const [first, second, u, [greater, less, twoSided]] of golden) {
    const test = mannWhitneyTest(first, second);
    assert.equal(test.u, u);
    assertClose(test.pGreater, greater);
    assertClose(test.pLess, less);
    assertClose(test.pTwoSided, twoSided);
    assert.equal(test.method, method);
  }
}

Deno.test("mannWhitneyTest() equals SciPy's exact test on samples without ties", () => {
  // SciPy 1.17.1: mannwhitneyu(x, y, method="exact", alternative="greater", "less" and "two-sided").
  const fifty = Array.from({ length: 50 }, (_, i) => ((i + 1) * 7_919 % 104_729) / 1_000);
  const fortyNine = Array.from({ length: 49 }, (_, i) => ((i + 1) * 6_151 % 104_729) / 1_000 + 9);
  assertGolden([
    [SIX, TEN, 30, [0.5211038961038961, 0.5211038961038961, 1]],
    [FIFTEEN, TWENTY, 206, [0.0318893256124593, 0.9705034905844843, 0.0637786512249186]],
    [TEN, TEN.map((x) => x + 3.0005), 18, [0.994251878152807, 0.007344822360302237, 0.014689644720604474]],
    [fifty, fortyNine, 969, [0.9637323573990837, 0.03683373602199744, 0.07366747204399487]],
  ], "exact");
});

Deno.test("mannWhitneyTest() equals SciPy's full permutation test on samples with ties", () => {
  // SciPy 1.17.1: mannwhitneyu(x, y, method=PermutationMethod(n_resamples=inf), alternative=...).
  assertGolden([
    [[1, 2, 2, 3, 5, 5], [2, 3, 3, 4, 5, 6, 7], 12, [0.916083916083916, 0.11363636363636363, 0.22727272727272727]],
    [[1.5, 1.5, 2], [1.5, 2, 2, 9], 3, [0.9714285714285714, 0.2857142857142857, 0.5714285714285714]],
  ], "exact");
});

Deno.test("mannWhitneyTest() equals SciPy's normal approximation on samples above fifty, ties and all", () => {
  // SciPy 1.17.1: mannwhitneyu(x, y, method="asymptotic", alternative=...).
  const numbers = (n: number, numberAt: (i: number) => number) => Array.from({ length: n }, (_, i) => numberAt(i));
  assertGolden([
    [
      numbers(60, (i) => (i * 37 % 101) / 3),
      numbers(55, (i) => (i * 53 % 97) / 3 + 2),
      1_548,
      [0.7169880144614391, 0.28490959520753945, 0.5698191904150789],
    ],
    [
      numbers(60, (i) => i * 7 % 13),
      numbers(51, (i) => i * 5 % 11 + 1),
      1_476.5,
      [0.6257350012371043, 0.37651687680459545, 0.7530337536091909],
    ],
  ], "normal");
});

Deno.test("mannWhitneyTest() is certain of nothing when all values are equal", () => {
  for (const n of [3, 60]) {
    const { u, pGreater, pLess, pTwoSided } = mannWhitneyTest(new Array(n).fill(7), new Array(n).fill(7));
    assert.deepEqual([u, pGreater, pLess, pTwoSided], [n * n / 2, 1, 1, 1]);
  }
});

Deno.test("mannWhitneyTest() exchanges its probabilities with the samples, and does not mind a scale", () => {
  const samples = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(samples, samples, (first, second) => {
    const test = mannWhitneyTest(first, second);
    const exchanged = mannWhitneyTest(second, first);
    assertClose(exchanged.pGreater, test.pLess);
    assertClose(exchanged.pLess, test.pGreater);
    assertClose(exchanged.pTwoSided, test.pTwoSided);
    assert.equal(test.u + exchanged.u, first.length * second.length);
    assert.deepEqual(mannWhitneyTest(first.map((x) => 8 * x), second.map((x) => 8 * x)), test);
  }));
});

Deno.test("mannWhitneyU() counts pairs, a tie as a half", () => {
  assert.equal(mannWhitneyU([1, 5], [1, 2, 9]), 2.5);
  assert.equal(mannWhitneyU([3], [1]), 1);
});

Deno.test("mannWhitneyProbabilities() counts out by hand what two against two can give", () => {
  // Of the six ways to deal ranks 1 to 4, one gives U = 0, one 1, two 2, one 3 and one 4.
  assert.deepEqual([...mannWhitneyProbabilities(2, 2)], [1 / 6, 1 / 6, 2 / 6, 1 / 6, 1 / 6]);
  assert.deepEqual([...mannWhitneyProbabilities(3, 0)], [1]);
  assert.throws(() => mannWhitneyProbabilities(51, 2), { name: "InvariantError" });
});

Deno.test("mannWhitneyTest() rejects a sample without a value, or with one that is not finite", () => {
  for (const [first, second] of [[[], [1]], [[1], []], [[NaN], [1]], [[1], [Infinity]]] as const) {
    assert.throws(() => mannWhitneyTest(first, second), { name: "RangeError", message: /^Cannot rank/ });
  }
});
