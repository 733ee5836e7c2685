import assert from "node:assert/strict";
import { counted, countText } from "../../src/units/count.ts";

Deno.test("countText() puts commas between thousands", () => {
  assert.deepEqual([0, 999, 1_000, 1_234_567].map(countText), ["0", "999", "1,000", "1,234,567"]);
});

Deno.test("counted() takes the singular for one only", () => {
  assert.equal(counted(0, "run"), "0 runs");
  assert.equal(counted(1, "run"), "1 run");
  assert.equal(counted(1_500, "process", "processes"), "1,500 processes");
});
