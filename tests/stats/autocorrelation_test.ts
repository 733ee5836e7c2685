import assert from "node:assert/strict";
import { lagOneCorrelation, lagOneCorrelationDespiteSteps } from "../../src/stats/autocorrelation.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";
import { drawn, normal } from "./noise.ts";

Deno.test("lagOneCorrelation() equals statsmodels' acf at a lag of one", () => {
  // statsmodels 0.15.0: tsa.acf(x, nlags=1, fft=False)[1].
  const golden: [readonly number[], number][] = [
    [SIX, 0.02669606392272629],
    [TEN, -0.1028705452920293],
    [FIFTEEN, 0.049580335386433035],
    [TWENTY, 0.1701695709134311],
  ];
  for (const [series, correlation] of golden) assertClose(lagOneCorrelation(series), correlation);
});

Deno.test("lagOneCorrelation() is 0 for a series that does not vary", () => {
  assert.equal(lagOneCorrelation([3, 3, 3]), 0);
  assert.equal(lagOneCorrelation([3]), 0);
  assert.equal(lagOneCorrelation([]), 0);
});

Deno.test("lagOneCorrelation() is negative for a series that alternates and positive for one that drifts", () => {
  assert.ok(lagOneCorrelation([1, -1, 1, -1, 1, -1]) < -0.8);
  assert.ok(lagOneCorrelation([1, 2, 3, 4, 5, 6]) > 0.4);
});

Deno.test("lagOneCorrelationDespiteSteps() tells resemblance from steps, where lagOneCorrelation() does not", () => {
  const random = randomFromSeed(1);
  const independent = drawn(2_000, () => normal(random)).map((x, i) => Math.floor(i / 500) % 2 === 0 ? x : x + 10);
  let last = 0;
  const resembling = drawn(2_000, () => last = 0.5 * last + normal(random));
  assert.ok(lagOneCorrelation(independent) > 0.9);
  assert.ok(Math.abs(lagOneCorrelationDespiteSteps(independent)) < 0.1);
  assert.ok(Math.abs(lagOneCorrelationDespiteSteps(resembling) - 0.5) < 0.1);
});

Deno.test("lagOneCorrelationDespiteSteps() is 0 where most measurements do not vary", () => {
  assert.equal(lagOneCorrelationDespiteSteps([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 9]), 0);
});

Deno.test("lagOneCorrelationDespiteSteps() works out by hand", () => {
  // Squares of differences: at a lag of one 1, 4, 9, at a lag of two 1, 1.
  assertClose(lagOneCorrelationDespiteSteps([0, 1, -1, 2]), 1 / (14 / 3) - 1);
});
