import assert from "node:assert/strict";
import fc from "fast-check";
import { gaussianDensity, logDensity } from "../../src/stats/kde.ts";
import { assertClose } from "./close_to.ts";

const LATENCIES = [100, 101, 99, 103, 110, 98, 150, 152, 149, 101.5, 102, 97];

Deno.test("logDensity() equals SciPy's gaussian_kde at the same bandwidth", () => {
  // SciPy 1.17.1, statsmodels 0.15.0: h = 0.9 * qn_scale(log(x)) * len(x) ** -0.2;
  // gaussian_kde(log(x), bw_method=h / std(log(x), ddof=1))(log(grid)).
  const { x, density, bandwidth } = logDensity(LATENCIES, { points: 5, from: 90, to: 170 });
  assertClose(bandwidth, 0.03627264961748829);
  [90, 105.51011889467135, 123.69316876852983, 145.00978825806925, 170].forEach((at, i) => assertClose(x[i]!, at));
  [
    0.22238103432709588,
    3.4452031475742935,
    0.004908292168569895,
    1.6806768859298904,
    0.01146911093995626,
  ].forEach((expected, i) => assertClose(density[i]!, expected));
});

Deno.test("logDensity() adds up to one over its whole grid, which reaches beyond every value", () => {
  const samples = fc.array(fc.double({ min: 100, max: 200, noNaN: true }), { minLength: 2, maxLength: 60 });
  fc.assert(fc.property(samples, (values) => {
    const { x, density, bandwidth } = logDensity(values, { points: 4_000 });
    assert.equal(x.length, 4_000);
    assert.ok(x[0]! < Math.min(...values) && Math.max(...values) < x[3_999]!);
    const step = Math.log(x[1]! / x[0]!);
    // Equal values have a narrow peak, which may fall between two grid points.
    fc.pre(step < bandwidth);
    const area = density.reduce((sum, height) => sum + height * step, 0);
    // Three bandwidths leave out a thousandth on either side.
    assert.ok(area > 0.995 && area < 1.001, `${area}`);
  }));
});

Deno.test("logDensity() shows both of two modes", () => {
  const { x, density } = logDensity(LATENCIES);
  const heightAt = (at: number) => density[x.findIndex((value) => value >= at)]!;
  assert.equal(x.length, 256);
  assert.ok(heightAt(125) < heightAt(100) / 10 && heightAt(125) < heightAt(150) / 10);
});

Deno.test("logDensity() gives equal values a width of a hundredth of a percent", () => {
  const { x, density, bandwidth } = logDensity([100, 100, 100], { points: 3 });
  assert.equal(bandwidth, 1e-4);
  [100 * Math.exp(-3e-4), 100, 100 * Math.exp(3e-4)].forEach((at, i) => assertClose(x[i]!, at));
  assertClose(density[1]! / (1e4 / Math.sqrt(2 * Math.PI)), 1);
});

Deno.test("logDensity() does not mind the unit", () => {
  const inMicros = logDensity(LATENCIES);
  const inNanos = logDensity(LATENCIES.map((x) => 1_000 * x));
  inMicros.density.forEach((height, i) => assert.ok(Math.abs(inNanos.density[i]! - height) < 1e-6));
});

Deno.test("gaussianDensity() leaves out nothing that counts", () => {
  const grid = Float64Array.of(-8.5, 0, 8.5, 20);
  const density = gaussianDensity(Float64Array.of(0), { grid, bandwidth: 1 });
  assertClose(density[0]! / (Math.exp(-(8.5 ** 2) / 2) / Math.sqrt(2 * Math.PI)), 1);
  assertClose(density[1]!, 1 / Math.sqrt(2 * Math.PI));
  assert.equal(density[2], density[0]);
  assert.equal(density[3], 0);
});

Deno.test("logDensity() rejects values without a logarithm and grids that are none", () => {
  assert.throws(() => logDensity([1]), { name: "RangeError", message: /two values or more/ });
  assert.throws(() => logDensity([1, 0]), {
    name: "RangeError",
    message: "Cannot take logarithms as values must be above 0: one of them is 0",
  });
  for (const points of [1, 2.5, NaN]) {
    assert.throws(() => logDensity([1, 2], { points }), {
      name: "RangeError",
      message: `Cannot draw a density as 'points' must be an integer from 2: current value is ${points}`,
    });
  }
  for (const [from, to] of [[0, 1], [2, 2], [3, 2], [1, Infinity], [NaN, 2]] as const) {
    assert.throws(() => logDensity([1, 2], { from, to }), {
      name: "RangeError",
      message: `Cannot draw a density as it must go from above 0 to more: current values are ${from}, ${to}`,
    });
  }
});
