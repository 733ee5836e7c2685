import assert from "node:assert/strict";
import { newcombeDifference, newcombePairedDifference } from "../../src/stats/newcombe.ts";
import { assertClose } from "./close_to.ts";

Deno.test("newcombeDifference() equals statsmodels' interval of independent proportions", () => {
  // statsmodels 0.15.0: confint_proportions_2indep(..., method="newcomb", compare="diff", alpha=1 - confidence).
  const golden: [[number, number, number, number], confidence: number, lo: number, hi: number][] = [
    [[56, 70, 48, 80], 0.95, 0.05243147240236498, 0.333872654036906],
    [[9, 10, 3, 10], 0.95, 0.17052272393450302, 0.8090179735354881],
    [[10, 10, 0, 20], 0.95, 0.6790860371419147, 1],
    [[29, 29, 10, 10], 0.9, -0.08533345148341676, 0.2129419700834072],
  ];
  for (const [[a, m, b, n], confidence, lo, hi] of golden) {
    const estimate = newcombeDifference({ successes: a, trials: m }, { successes: b, trials: n }, { confidence });
    assertClose(estimate.value, a / m - b / n);
    assertClose(estimate.lo, lo);
    assertClose(estimate.hi, hi);
    assert.deepEqual([estimate.confidence, estimate.n], [confidence, m + n]);
  }
});

Deno.test("newcombePairedDifference() equals Newcombe's formula on statsmodels' score intervals", () => {
  // Method 10 of the paper, evaluated in Python on statsmodels 0.15.0's proportion_confint(method="wilson").
  const golden: [[number, number, number, number], confidence: number, lo: number, hi: number][] = [
    [[1, 1, 7, 12], 0.95, -0.506920226686141, -0.02555912416485978],
    [[36, 12, 2, 0], 0.95, 0.05692958400323869, 0.3404276029749407],
    [[40, 5, 3, 12], 0.95, -0.06531430070971579, 0.13214379733459786],
    [[30, 0, 0, 10], 0.95, -0.06410870673337786, 0.06410870673337787],
    [[20, 0, 5, 0], 0.9, -0.3576814856023163, -0.06087806477713412],
    [[7, 0, 0, 0], 0.95, -0.3543304350666874, 0.3543304350666874],
  ];
  for (const [[both, onlyFirst, onlySecond, neither], confidence, lo, hi] of golden) {
    const estimate = newcombePairedDifference({ both, onlyFirst, onlySecond, neither }, { confidence });
    const n = both + onlyFirst + onlySecond + neither;
    assertClose(estimate.value, (onlyFirst - onlySecond) / n);
    assertClose(estimate.lo, lo);
    assertClose(estimate.hi, hi);
    assert.deepEqual([estimate.confidence, estimate.n], [confidence, n]);
  }
});

Deno.test("newcombePairedDifference() is shorter than for independent trials where outcomes go together", () => {
  const paired = newcombePairedDifference({ both: 80, onlyFirst: 4, onlySecond: 2, neither: 14 });
  const independent = newcombeDifference({ successes: 84, trials: 100 }, { successes: 82, trials: 100 });
  assert.equal(paired.value, independent.value);
  assert.ok(paired.hi - paired.lo < independent.hi - independent.lo);
});

Deno.test("newcombePairedDifference() mirrors its interval when the subjects are exchanged", () => {
  const estimate = newcombePairedDifference({ both: 40, onlyFirst: 5, onlySecond: 3, neither: 12 });
  const mirrored = newcombePairedDifference({ both: 40, onlyFirst: 3, onlySecond: 5, neither: 12 });
  assertClose(mirrored.value, -estimate.value);
  assertClose(mirrored.lo, -estimate.hi);
  assertClose(mirrored.hi, -estimate.lo);
});
