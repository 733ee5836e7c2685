import assert from "node:assert/strict";
import fc from "fast-check";
import { incompleteBeta, inverseIncompleteBeta } from "../../src/stats/incomplete_beta.ts";
import { assertClose } from "./close_to.ts";

Deno.test("incompleteBeta() equals SciPy's betainc", () => {
  // SciPy 1.17.1: betainc(a, b, x).
  const golden: [x: number, a: number, b: number, probability: number][] = [
    [0.3, 2, 5, 0.5798250000000003],
    [0.5, 0.5, 0.5, 0.5],
    [0.9, 7, 2, 0.81310473],
    [0.01, 30, 1_000, 3.723732199049311e-07],
    [0.5, 500, 520, 0.734506577151153],
    [1e-5, 1, 3, 2.9999700001000004e-05],
    [0.999, 0.5, 20, 1],
    [0.25, 100_000, 300_500, 0.6761007426227477],
  ];
  for (const [x, a, b, probability] of golden) assertClose(incompleteBeta(x, { a, b }), probability);
});

Deno.test("incompleteBeta() is 0 at 0 and 1 at 1", () => {
  assert.deepEqual([incompleteBeta(0, { a: 2, b: 3 }), incompleteBeta(1, { a: 2, b: 3 })], [0, 1]);
});

Deno.test("incompleteBeta() counts binomial tails, as DLMF 8.17.5 says", () => {
  // Of three coins, at least two show heads with a probability of 4/8.
  assertClose(incompleteBeta(0.5, { a: 2, b: 2 }), 0.5);
  // Of four dice, at least one shows a six with a probability of 1 - (5/6)^4.
  assertClose(incompleteBeta(1 / 6, { a: 1, b: 4 }), 671 / 1_296);
});

Deno.test("inverseIncompleteBeta() equals SciPy's betaincinv", () => {
  // SciPy 1.17.1: betaincinv(a, b, p).
  const golden: [probability: number, a: number, b: number, x: number][] = [
    [0.025, 3, 8, 0.06673951117773447],
    [0.975, 1, 1_000_000, 3.688872650206488e-06],
    [0.5, 0.5, 0.5, 0.5],
    [1e-10, 2, 3, 4.082494015808333e-06],
    [0.9, 400, 3, 0.9972554732627893],
    [0.3, 0.1, 7, 5.469698547801302e-07],
  ];
  for (const [probability, a, b, x] of golden) {
    // Relatively, as some of them are tiny.
    assertClose(inverseIncompleteBeta(probability, { a, b }) / x, 1);
  }
});

Deno.test("inverseIncompleteBeta() undoes incompleteBeta()", () => {
  const shapes = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(shapes, shapes, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, probability) => {
      assertClose(incompleteBeta(inverseIncompleteBeta(probability, { a, b }), { a, b }), probability);
    }),
    { numRuns: 50 },
  );
});

Deno.test("incompleteBeta() and its inverse are only asked for probabilities", () => {
  assert.throws(() => incompleteBeta(1.5, { a: 1, b: 1 }), { name: "InvariantError" });
  assert.throws(() => inverseIncompleteBeta(-0.5, { a: 1, b: 1 }), { name: "InvariantError" });
});
