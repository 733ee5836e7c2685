import assert from "node:assert/strict";
import { ols, type Point } from "../../src/stats/ols.ts";
import { assertClose } from "./close_to.ts";
import { TEN } from "./golden_samples.ts";

const pointsOf = (xs: readonly number[], ys: readonly number[]): Point[] => xs.map((x, i) => ({ x, y: ys[i]! }));

Deno.test("ols() equals statsmodels' fit, its errors and its intervals", () => {
  // statsmodels 0.15.0: OLS(y, add_constant(x)).fit(); params, conf_int(1 - confidence), bse, rsquared.
  const golden: [Point[], confidence: number, [slope: number[], intercept: number[], errors: number[], r2: number]][] =
    [
      [pointsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], TEN), 0.95, [
        [0.6783333333333332, -0.2177484551180312, 1.5744151217846976],
        [-2.9005333333333314, -8.460574610731955, 2.6595079440652927],
        [0.388586375354452, 2.4111150507136263],
        0.2758393010165071,
      ]],
      [pointsOf([100, 200, 500, 1_000], [1.31, 2.49, 6.2, 12.33]), 0.95, [
        [0.012266326530612246, 0.012120910082217549, 0.012411742979006943],
        [0.06265306122448688, -0.020247069207928084, 0.14555319165690184],
        [3.37969289013859e-05, 0.0192672138885915],
        0.9999848173061396,
      ]],
      [pointsOf([5, 20, 50], [3.1, 9.2, 20.7]), 0.9, [
        [0.39, 0.35354753863405963, 0.4264524613659406],
        [1.25, 0.11177225866503182, 2.388227741334965],
        [0.005773502691896272, 0.18027756377319992],
        0.9997808939526731,
      ]],
    ];
  for (const [points, confidence, [slope, intercept, errors, rSquared]] of golden) {
    const fit = ols(points, { confidence });
    [fit.slope.value, fit.slope.lo, fit.slope.hi].forEach((actual, i) => assertClose(actual, slope[i]!));
    [fit.intercept.value, fit.intercept.lo, fit.intercept.hi].forEach((actual, i) =>
      assertClose(actual, intercept[i]!)
    );
    [fit.slopeError, fit.interceptError].forEach((actual, i) => assertClose(actual, errors[i]!));
    assertClose(fit.rSquared, rSquared);
    assert.deepEqual([fit.slope.n, fit.slope.confidence], [points.length, confidence]);
  }
});

Deno.test("ols() draws the line through two points and gives it no bounds", () => {
  const { slope, intercept, rSquared } = ols(pointsOf([1, 3], [2, 6]));
  assert.deepEqual([slope.value, slope.lo, slope.hi], [2, -Infinity, Infinity]);
  assert.deepEqual([intercept.value, intercept.lo, intercept.hi], [0, -Infinity, Infinity]);
  assert.equal(rSquared, 1);
});

Deno.test("ols() leaves nothing unexplained of points on a level line", () => {
  const { slope, rSquared } = ols(pointsOf([1, 2, 3], [7, 7, 7]));
  assert.deepEqual([slope.value, slope.lo, slope.hi, rSquared], [0, 0, 0, 1]);
});

Deno.test("ols() rejects points that fix no line", () => {
  assert.throws(() => ols([]), { name: "RangeError", message: /there are 0$/ });
  assert.throws(() => ols(pointsOf([2, 2], [1, 5])), {
    name: "RangeError",
    message: "Cannot fit a line as it takes two different 'x': there are 1",
  });
  assert.throws(() => ols(pointsOf([1, 2], [1, Infinity])), {
    name: "RangeError",
    message: "Cannot fit a line as its points must be finite: one of them is (2, Infinity)",
  });
  assert.throws(() => ols(pointsOf([1, NaN], [1, 2])), { name: "RangeError" });
  assert.throws(() => ols(pointsOf([1, 2], [1, 2]), { confidence: 0 }), { name: "RangeError" });
});
