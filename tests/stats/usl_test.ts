import assert from "node:assert/strict";
import fc from "fast-check";
import { type ThroughputPoint, uslFit } from "../../src/stats/usl.ts";
import { assertClose } from "./close_to.ts";

const pointsOf = (concurrencies: readonly number[], throughputs: readonly number[]): ThroughputPoint[] =>
  concurrencies.map((concurrency, i) => ({ concurrency, throughputPerSecond: throughputs[i]! }));

Deno.test("uslFit() equals SciPy's least squares of logarithms, inside its bounds and on them", () => {
  // SciPy 1.17.1: least_squares(log(model) - log(X), start, jac, method="lm", xtol=ftol=gtol=1e-15), with σ or κ
  // held at 0 where the bounded fit ends there.
  const golden: [ThroughputPoint[], [lambda: number, sigma: number, kappa: number, rSquared: number]][] = [
    [
      pointsOf([1, 2, 4, 8, 16, 32, 64], [955.16, 1878.91, 3548.68, 6531.08, 9897.24, 12219.42, 11230]),
      [964.5646550005582, 0.024683506524512667, 0.0007381114519795008, 0.9998134733682232],
    ],
    [
      pointsOf([1, 10, 25, 50, 100], [98, 880, 1720, 2450, 2390]),
      [97.8444943314441, 0.011348144430849496, 0.0001964924058272973, 0.9998606653093987],
    ],
    [pointsOf([1, 2, 4, 8], [100, 198, 405, 797]), [100.0138631783951, 0, 2.772305950012847e-05, 0.9998890676793727]],
    [pointsOf([1, 2, 4, 8], [100, 190, 340, 600]), [99.24473649288082, 0.04800845510748429, 0, 0.9996758057795213]],
    [
      pointsOf([1, 2, 4, 8], [100, 101, 99, 98]),
      [100.18667849159078, 0.9865774331609053, 0.00514465547536254, 0.8165309639676905],
    ],
  ];
  for (const [points, [lambda, sigma, kappa, rSquared]] of golden) {
    const fit = uslFit(points);
    assertClose(fit.lambda, lambda);
    assertClose(fit.sigma, sigma);
    assertClose(fit.kappa, kappa);
    assertClose(fit.rSquared, rSquared);
  }
});

Deno.test("uslFit() finds a law again in what it predicts, with its peak", () => {
  const laws = fc.tuple(
    fc.double({ min: 1, max: 1e5, noNaN: true }),
    fc.double({ min: 0, max: 0.9, noNaN: true }),
    fc.double({ min: 1e-5, max: 0.05, noNaN: true }),
  );
  fc.assert(fc.property(laws, ([lambda, sigma, kappa]) => {
    const throughputAt = (n: number) => lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
    const concurrencies = [1, 2, 4, 8, 16, 32, 64];
    const fit = uslFit(pointsOf(concurrencies, concurrencies.map(throughputAt)));
    assertClose(fit.lambda / lambda, 1);
    assertClose(fit.sigma, sigma);
    assertClose(fit.kappa, kappa);
    assertClose(fit.rSquared, 1);
    const peak = Math.max(1, Math.sqrt((1 - sigma) / kappa));
    assert.ok(Math.abs(fit.peak!.concurrency / peak - 1) < 1e-6);
    assert.ok(Math.abs(fit.peak!.throughputPerSecond / throughputAt(peak) - 1) < 1e-6);
  }));
});

Deno.test("uslFit() leaves throughput without a peak where it never falls", () => {
  const queueing = uslFit(pointsOf([1, 2, 4, 8], [100, 190, 340, 600]));
  assert.deepEqual([queueing.kappa, queueing.peak], [0, null]);
  const level = uslFit(pointsOf([1, 2, 4], [100, 100, 100]));
  assertClose(level.lambda, 100);
  assertClose(level.sigma, 1);
  assert.deepEqual([level.rSquared, level.peak], [1, null]);
});

Deno.test("uslFit() puts the peak at one where every further one is in the way", () => {
  const { peak } = uslFit(pointsOf([1, 2, 4, 8], [100, 55, 20, 6]));
  assert.equal(peak!.concurrency, 1);
});

Deno.test("uslFit() keeps σ between 0 and 1 and κ above 0, whatever it is given", () => {
  const throughputs = fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 5, maxLength: 5 });
  fc.assert(fc.property(throughputs, (values) => {
    const { lambda, sigma, kappa } = uslFit(pointsOf([1, 2, 4, 8, 16], values));
    assert.ok(lambda > 0 && Number.isFinite(lambda));
    assert.ok(sigma >= 0 && sigma <= 1 && kappa >= 0);
  }));
});

Deno.test("uslFit() scales λ with throughput and nothing else", () => {
  const points = pointsOf([1, 10, 25, 50, 100], [98, 880, 1720, 2450, 2390]);
  const fit = uslFit(points);
  const scaled = uslFit(points.map((point) => ({ ...point, throughputPerSecond: 60 * point.throughputPerSecond })));
  assertClose(scaled.lambda / 60, fit.lambda);
  assertClose(scaled.sigma, fit.sigma);
  assertClose(scaled.kappa, fit.kappa);
  assertClose(scaled.rSquared, fit.rSquared);
});

Deno.test("uslFit() rejects points that no law goes through", () => {
  assert.throws(() => uslFit(pointsOf([1, 2, 2], [1, 2, 2])), {
    name: "RangeError",
    message: "Cannot fit scalability as it takes three different concurrencies: there are 2",
  });
  for (const [concurrency, throughput] of [[0, 1], [1.5, 1], [2, 0], [2, NaN], [2, Infinity], [NaN, 1]] as const) {
    assert.throws(() => uslFit(pointsOf([1, 4, 8, concurrency], [1, 4, 8, throughput])), {
      name: "RangeError",
      message:
        `Cannot fit scalability as concurrency must be an integer from 1 and throughput above 0: current values are ${concurrency}, ${throughput}`,
    });
  }
});
