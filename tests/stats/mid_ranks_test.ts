import assert from "node:assert/strict";
import fc from "fast-check";
import { midRanks } from "../../src/stats/mid_ranks.ts";

Deno.test("midRanks() gives equal values the mean of their ranks, as SciPy's rankdata does", () => {
  // SciPy 1.17.1: rankdata(x).
  assert.deepEqual(midRanks([1, 2, 2, 1, 3, 3, 2, 4]), [1.5, 4, 4, 1.5, 6.5, 6.5, 4, 8]);
  assert.deepEqual(midRanks([1.5, 1.5, 1.5, 2, 0.5, 4, 4, 7]), [3, 3, 3, 5, 1, 6.5, 6.5, 8]);
  assert.deepEqual(midRanks([]), []);
});

Deno.test("midRanks() always hands out the ranks 1 to n in total", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (values) => {
    const total = midRanks(values).reduce((sum, rank) => sum + rank, 0);
    assert.equal(total, values.length * (values.length + 1) / 2);
  }));
});
