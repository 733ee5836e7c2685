import assert from "node:assert/strict";
import { rankInterval, tailIndex } from "../../src/stats/rank_interval.ts";
import { signedRankProbabilities } from "../../src/stats/signed_rank.ts";

Deno.test("tailIndex() finds the ranks that the 95 % interval of a Hodges–Lehmann estimate ends at", () => {
  // Counted out with Python's fractions: the largest k with P(W+ <= k - 1) <= 1/40.
  const golden: [n: number, k: number][] = [[6, 1], [10, 9], [15, 26], [20, 53], [30, 138], [60, 649]];
  for (const [n, k] of golden) assert.equal(tailIndex(signedRankProbabilities(n), 0.95), k);
});

Deno.test("tailIndex() is 0 when no interval is sure enough", () => {
  assert.equal(tailIndex(signedRankProbabilities(5), 0.95), 0);
  assert.equal(tailIndex(signedRankProbabilities(6), 0.99), 0);
});

Deno.test("tailIndex() rejects a confidence that is not between 0 and 1", () => {
  for (const confidence of [0, 1, -0.5, 95, NaN]) {
    assert.throws(() => tailIndex(Float64Array.of(0.5, 0.5), confidence), {
      name: "RangeError",
      message: `Cannot find an interval as 'confidence' must be above 0 and below 1: current value is ${confidence}`,
    });
  }
});

Deno.test("rankInterval() refuses a distribution that does not belong to its candidates", () => {
  const data = { ordered: Float64Array.of(1, 2, 3), probabilities: Float64Array.of(0.5, 0.5), n: 3 };
  assert.throws(() => rankInterval(data), { name: "InvariantError" });
});
