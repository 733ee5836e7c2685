import assert from "node:assert/strict";
import { mad, robustDeviation } from "../../src/stats/mad.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";

Deno.test("mad() and robustDeviation() equal SciPy's median_abs_deviation", () => {
  // SciPy 1.17.1: median_abs_deviation(x) and median_abs_deviation(x, scale=1/1.4826).
  const golden: [readonly number[], raw: number, scaled: number][] = [
    [SIX, 2.5495, 3.7798887],
    [TEN, 1.385, 2.053401],
    [FIFTEEN, 3.49, 5.174274],
    [TWENTY, 2.067, 3.0645342],
  ];
  for (const [values, raw, scaled] of golden) {
    assertClose(mad(values), raw);
    assertClose(robustDeviation(values), scaled);
  }
});

Deno.test("mad() does not notice how far out a single value lies", () => {
  assert.equal(mad([1, 2, 3, 4, 1e9]), mad([1, 2, 3, 4, 5]));
});
