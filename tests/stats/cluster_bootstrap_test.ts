import assert from "node:assert/strict";
import { clusterBootstrap } from "../../src/stats/cluster_bootstrap.ts";
import { covers } from "../../src/stats/estimate.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";
import { assertClose } from "./close_to.ts";
import { drawn, normal, rateOf } from "./noise.ts";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanOfAll = (clusters: readonly (readonly number[])[]) => mean(clusters.flat());

Deno.test("clusterBootstrap() takes the bounds from equally far into both ends of the resamples", () => {
  // Every cluster the same but for a counter, so that the resamples' figures are 1, 2, … 39 in that order.
  let resample = -1;
  const { value, lo, hi, confidence, n } = clusterBootstrap(new Array(6).fill(0), () => ++resample, {
    random: randomFromSeed(1),
    resamples: 39,
  });
  assert.deepEqual({ value, lo, hi, confidence, n }, { value: 0, lo: 1, hi: 39, confidence: 0.95, n: 6 });
});

Deno.test("clusterBootstrap() draws whole clusters, as many as there are, and each as often as any", () => {
  const clusters = ["a", "b", "c", "d", "e", "f"];
  const counts = new Map(clusters.map((cluster) => [cluster, 0]));
  clusterBootstrap(clusters, (drawnClusters) => {
    assert.equal(drawnClusters.length, 6);
    for (const cluster of drawnClusters) counts.set(cluster, counts.get(cluster)! + 1);
    return 0;
  }, { random: randomFromSeed(2), resamples: 1_000 });
  for (const count of counts.values()) assert.ok(Math.abs(count - 1_001) < 150);
});

Deno.test("clusterBootstrap() repeats itself from a seed", () => {
  const clusters = drawn(8, () => [1, 2, 3]).map((values, i) => values.map((value) => value * i));
  const estimate = () => clusterBootstrap(clusters, meanOfAll, { random: randomFromSeed(3), resamples: 99 });
  assert.deepEqual(estimate(), estimate());
});

Deno.test("clusterBootstrap() comes close to SciPy's percentile bootstrap", () => {
  // SciPy 1.17.1: bootstrap((x,), mean, n_resamples=1_000_000, method="percentile", rng=1).confidence_interval.
  const clusters = [3.355, -1.744, -5.866, 0.92, -0.041, 7.414];
  const { value, lo, hi } = clusterBootstrap(clusters, mean, { random: randomFromSeed(4), resamples: 20_000 });
  assertClose(value, mean(clusters));
  assert.ok(Math.abs(lo - -2.550333) < 0.1 && Math.abs(hi - 3.968667) < 0.1, `${lo} ${hi}`);
});

Deno.test("clusterBootstrap() covers the truth though samples of one process resemble each other", () => {
  const random = randomFromSeed(5);
  const coverage = rateOf(150, () => {
    const forks = drawn(15, () => {
      const centre = normal(random);
      return drawn(10, () => centre + normal(random));
    });
    return covers(clusterBootstrap(forks, meanOfAll, { random, resamples: 199 }), 0);
  });
  // Percentile intervals of 15 clusters are a little short; drawing samples would cover about half the time.
  assert.ok(coverage > 0.87 && coverage < 0.99, `${coverage}`);
});

Deno.test("clusterBootstrap() gives no bounds where clusters or resamples are too few", () => {
  const bounds = (clusters: number, resamples: number, confidence: number) => {
    const { lo, hi } = clusterBootstrap(drawn(clusters, () => 1), mean, {
      random: randomFromSeed(6),
      resamples,
      confidence,
    });
    return [lo, hi];
  };
  assert.deepEqual(bounds(5, 999, 0.95), [-Infinity, Infinity]);
  assert.deepEqual(bounds(6, 999, 0.95), [1, 1]);
  assert.deepEqual(bounds(6, 38, 0.95), [-Infinity, Infinity]);
  assert.deepEqual(bounds(5, 999, 0.9), [1, 1]);
});

Deno.test("clusterBootstrap() rejects options out of bounds, no cluster, and a statistic without a value", () => {
  const random = randomFromSeed(7);
  for (const resamples of [0, 1.5, NaN]) {
    assert.throws(() => clusterBootstrap([1], mean, { random, resamples }), {
      name: "RangeError",
      message: `Cannot resample as 'resamples' must be an integer from 1: current value is ${resamples}`,
    });
  }
  assert.throws(() => clusterBootstrap([], mean, { random }), { name: "RangeError", message: /there is none$/ });
  assert.throws(() => clusterBootstrap([1], mean, { random, confidence: 1 }), { name: "RangeError" });
  assert.throws(() => clusterBootstrap([1], () => NaN, { random }), { name: "RangeError", message: /NaN$/ });
});

Deno.test("clusterBootstrap() draws two thousand times where nothing is said", () => {
  let calls = 0;
  clusterBootstrap([1, 2], () => ++calls, { random: randomFromSeed(8) });
  assert.equal(calls, 2_001);
});
