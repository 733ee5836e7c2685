import assert from "node:assert/strict";
import { hodgesLehmann } from "../../src/stats/hodges_lehmann.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";
import { testIntervalLaws } from "./interval_laws.ts";

testIntervalLaws("hodgesLehmann()", hodgesLehmann);

Deno.test("hodgesLehmann() gives the shifts that SciPy's exact signed-rank test does not reject", () => {
  // SciPy 1.17.1: bounds of the shifts with wilcoxon(x - shift, method="exact").pvalue > 1 - confidence.
  const golden: [readonly number[], number, [value: number, lo: number, hi: number]][] = [
    [SIX, 0.95, [0.774, -5.866, 7.414]],
    [TEN, 0.95, [0.263, -1.196, 4.764]],
    [FIFTEEN, 0.95, [3.242, -0.1915, 8.3685]],
    [FIFTEEN, 0.9, [3.242, 0.421, 7.506]],
    [TWENTY, 0.95, [0.10775, -2.245, 1.375]],
  ];
  for (const [differences, confidence, [value, lo, hi]] of golden) {
    const estimate = hodgesLehmann(differences, { confidence });
    assertClose(estimate.value, value);
    assertClose(estimate.lo, lo);
    assertClose(estimate.hi, hi);
    assert.equal(estimate.confidence, confidence);
    assert.equal(estimate.n, differences.length);
  }
});

Deno.test("hodgesLehmann() gives five differences an interval at 90 %, which one in sixteen allows", () => {
  const { lo, hi } = hodgesLehmann([1, 2, 3, 4, 5], { confidence: 0.9 });
  assert.deepEqual([lo, hi], [1, 5]);
});

Deno.test("hodgesLehmann() keeps differences of 0, so that equal arms differ by exactly 0", () => {
  const { value, lo, hi } = hodgesLehmann([0, 0, 0, 0, 0, 0]);
  assert.deepEqual([value, lo, hi], [0, 0, 0]);
});
