import assert from "node:assert/strict";
import { ratioText, turnedRatioText } from "../../src/units/ratio.ts";

Deno.test("turnedRatioText() turns ratios below 1 and shows at most three digits", () => {
  const table: [value: number, lo: number, hi: number, text: string][] = [
    [1.6, 1.59, 1.62, "above 1.60 1.59–1.62"],
    [0.86, 0.85, 0.87, "below 1.16 1.15–1.18"],
    [54.41, 53.8, 54.8, "above 54.4 53.8–54.8"],
    [304.4, 300.6, 308.2, "above 304 301–308"],
    [1_234, 1_190, 1_280, "above 1,230 1,190–1,280"],
    [1.02, 0.98, 1.06, "above 1.02 0.98–1.06"],
    [1, 1, 1, "above 1.00 1.00–1.00"],
  ];
  for (const [value, lo, hi, expected] of table) {
    const text = turnedRatioText({ value, lo, hi });
    assert.equal(`${text.direction} ${text.factor} ${text.lo}–${text.hi}`, expected);
  }
});

Deno.test("ratioText() leaves a ratio on its side of 1", () => {
  assert.deepEqual(ratioText({ value: 0.97, lo: 0.91, hi: 1.04 }), { factor: "0.97", lo: "0.91", hi: "1.04" });
});
