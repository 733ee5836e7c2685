import assert from "node:assert/strict";
import { cliffsDelta, varghaDelaney, winProbability } from "../../src/stats/vargha_delaney.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";

Deno.test("varghaDelaney() is SciPy's U as a share of all pairs, and cliffsDelta() the same from -1 to 1", () => {
  // SciPy 1.17.1: mannwhitneyu(x, y).statistic / (len(x) * len(y)).
  assert.equal(varghaDelaney(SIX, TEN), 30 / 60);
  assert.equal(varghaDelaney(FIFTEEN, TWENTY), 206 / 300);
  assert.equal(cliffsDelta(FIFTEEN, TWENTY), 2 * (206 / 300) - 1);
});

Deno.test("varghaDelaney() counts a tie as a half and knows both extremes", () => {
  assert.equal(varghaDelaney([1, 5], [1, 2, 9]), 2.5 / 6);
  assert.deepEqual([varghaDelaney([3, 4], [1, 2]), varghaDelaney([1, 2], [3, 4])], [1, 0]);
  assert.deepEqual([cliffsDelta([3, 4], [1, 2]), cliffsDelta([1, 2], [3, 4])], [1, -1]);
});

Deno.test("winProbability() is the share of pairs in which the candidate is the smaller", () => {
  assert.equal(winProbability([-0.1, -0.2, 0.3, 0]), 2.5 / 4);
  assert.equal(winProbability([-1]), 1);
  assert.throws(() => winProbability([]), { name: "RangeError" });
});
