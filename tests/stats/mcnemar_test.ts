import assert from "node:assert/strict";
import { mcnemarTest } from "../../src/stats/mcnemar.ts";
import { assertClose } from "./close_to.ts";

Deno.test("mcnemarTest() equals statsmodels' exact test and SciPy's binomial tails", () => {
  // statsmodels 0.15.0: mcnemar([[both, onlyFirst], [onlySecond, neither]], exact=True).pvalue;
  // SciPy 1.17.1: binomtest(onlyFirst, onlyFirst + onlySecond, alternative="greater").pvalue, and mirrored.
  const golden: [[number, number, number, number], twoSided: number, first: number, second: number][] = [
    [[30, 12, 5, 13], 0.143463134765625, 0.0717315673828125, 0.9754791259765625],
    [[1, 1, 7, 12], 0.0703125, 0.99609375, 0.03515625],
    [[3, 6, 6, 1], 1, 0.61279296875, 0.61279296875],
    [[10, 600, 500, 4], 0.0028195449914364284, 0.0014097724957182142, 0.998844999697965],
  ];
  for (const [[both, onlyFirst, onlySecond, neither], twoSided, first, second] of golden) {
    const test = mcnemarTest({ both, onlyFirst, onlySecond, neither });
    assert.equal(test.discordant, onlyFirst + onlySecond);
    assertClose(test.pTwoSided, twoSided);
    assertClose(test.pFirstBetter, first);
    assertClose(test.pSecondBetter, second);
  }
});

Deno.test("mcnemarTest() is certain of nothing when every trial ends alike", () => {
  assert.deepEqual(mcnemarTest({ both: 5, onlyFirst: 0, onlySecond: 0, neither: 5 }), {
    discordant: 0,
    pFirstBetter: 1,
    pSecondBetter: 1,
    pTwoSided: 1,
  });
});

Deno.test("mcnemarTest() rejects counts that cannot be", () => {
  assert.throws(() => mcnemarTest({ both: 1, onlyFirst: -1, onlySecond: 0, neither: 0 }), { name: "RangeError" });
});
