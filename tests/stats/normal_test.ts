import assert from "node:assert/strict";
import fc from "fast-check";
import { normalCdf, normalQuantile } from "../../src/stats/normal.ts";
import { assertClose } from "./close_to.ts";

/** Asserts twelve digits, also of numbers that are close to 0. */
function assertTwelveDigits(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.abs(expected), `${actual} is not ${expected}`);
}

Deno.test("normalCdf() equals SciPy's to twelve digits, in the lower tail as in the middle", () => {
  // SciPy 1.17.1: norm.cdf(z).
  const golden: [z: number, probability: number][] = [
    [-10, 7.61985302416047e-24],
    [-5, 2.866515718791933e-07],
    [-2.6, 0.004661188023718747],
    [-2.5, 0.006209665325776132],
    [-2.4, 0.008197535924596131],
    [-1, 0.15865525393145707],
    [-0.1, 0.460172162722971],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [1.96, 0.9750021048517795],
    [2.5, 0.9937903346742238],
    [4, 0.9999683287581669],
    [8.2, 0.9999999999999999],
  ];
  for (const [z, probability] of golden) assertTwelveDigits(normalCdf(z), probability);
});

Deno.test("normalCdf() is 0 and 1 where a number cannot tell the difference", () => {
  assert.deepEqual([normalCdf(-Infinity), normalCdf(-40), normalCdf(40), normalCdf(Infinity)], [0, 0, 1, 1]);
});

Deno.test("normalQuantile() equals SciPy's to twelve digits", () => {
  // SciPy 1.17.1: norm.ppf(p).
  const golden: [probability: number, z: number][] = [
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [1e-9, -5.9978070150076865],
    [0.005, -2.575829303548901],
    [0.01105, -2.288644777247584],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.6, 0.2533471031357997],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
  ];
  for (const [probability, z] of golden) assertTwelveDigits(normalQuantile(probability), z);
  assertClose(normalQuantile(0.5), 0);
});

Deno.test("normalQuantile() undoes normalCdf()", () => {
  fc.assert(fc.property(fc.double({ min: -8, max: 5, noNaN: true }), (z) => {
    assertClose(normalQuantile(normalCdf(z)), z);
  }));
});

Deno.test("normalQuantile() rejects what is no probability, and the two that have no quantile", () => {
  for (const probability of [0, 1, -0.1, 1.1, NaN]) {
    assert.throws(() => normalQuantile(probability), {
      name: "RangeError",
      message: `Cannot find a quantile as 'probability' must be above 0 and below 1: current value is ${probability}`,
    });
  }
});
