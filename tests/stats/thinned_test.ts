import assert from "node:assert/strict";
import { thinned } from "../../src/stats/thinned.ts";

Deno.test("thinned() keeps a small sample as it is", () => {
  const ordered = Float64Array.of(1, 2, 3);
  assert.equal(thinned(ordered, 3), ordered);
});

Deno.test("thinned() picks the middles of equal stretches of a large one", () => {
  const hundred = Float64Array.from({ length: 100 }, (_, i) => i);
  assert.deepEqual([...thinned(hundred, 4)], [12, 37, 62, 87]);
  assert.deepEqual([...thinned(hundred, 1)], [50]);
  assert.deepEqual([...thinned(Float64Array.of(1, 2, 3), 2)], [1, 3]);
});
