import assert from "node:assert/strict";
import { medianInterval } from "../../src/stats/order_statistic_interval.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";
import { assertClose } from "./close_to.ts";
import { testIntervalLaws } from "./interval_laws.ts";

testIntervalLaws("medianInterval()", medianInterval);

Deno.test("medianInterval() gives SciPy's interval of the median", () => {
  // SciPy 1.17.1: numpy.median(x), quantile_test(x, q=0, p=0.5).confidence_interval(0.95).
  const golden: [readonly number[], [value: number, lo: number, hi: number]][] = [
    [SIX, [0.4395, -5.866, 7.414]],
    [TEN, [0.189, -1.197, 2.028]],
    [FIFTEEN, [1.475, -1.754, 8.461]],
    [TWENTY, [0.2855, -1.78, 1.379]],
  ];
  for (const [sample, [value, lo, hi]] of golden) {
    const estimate = medianInterval(sample);
    assertClose(estimate.value, value);
    assertClose(estimate.lo, lo);
    assertClose(estimate.hi, hi);
  }
});

Deno.test("medianInterval() narrows when less confidence will do", () => {
  // P(no head or one of ten) = 11/1024: two tails leave 97.9 %; with two heads 56/1024 they leave 89.1 %.
  const sample = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const bounds = (confidence: number) => {
    const { lo, hi } = medianInterval(sample, { confidence });
    return [lo, hi];
  };
  assert.deepEqual(bounds(0.978), [2, 9]);
  assert.deepEqual(bounds(0.891), [2, 9]);
  assert.deepEqual(bounds(0.89), [3, 8]);
});
