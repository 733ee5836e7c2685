import assert from "node:assert/strict";
import { covers } from "../../src/stats/estimate.ts";

Deno.test("covers() counts the bounds in, and everything where there are none", () => {
  const estimate = { value: 2, lo: 1, hi: 3, confidence: 0.95, n: 6 };
  assert.deepEqual([0.99, 1, 2.5, 3, 3.01].map((value) => covers(estimate, value)), [false, true, true, true, false]);
  assert.ok(covers({ ...estimate, lo: -Infinity, hi: Infinity }, 1e300));
});
