import assert from "node:assert/strict";
import { tieSizes } from "../../src/stats/tie_sizes.ts";

Deno.test("tieSizes() counts equal values, the smallest first", () => {
  assert.deepEqual(tieSizes([5, 2, 5, 1, 2, 5]), [1, 2, 3]);
  assert.deepEqual(tieSizes([10, 9, 100]), [1, 1, 1]);
  assert.deepEqual(tieSizes([]), []);
});
