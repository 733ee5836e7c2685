import assert from "node:assert/strict";
import { checkProbabilities } from "../../src/stats/p_values.ts";

Deno.test("checkProbabilities() names the first value that is no probability", () => {
  checkProbabilities([0, 0.5, 1]);
  checkProbabilities([]);
  for (const odd of [-0.1, 1.1, NaN]) {
    assert.throws(() => checkProbabilities([0.5, odd]), {
      name: "RangeError",
      message: `Cannot adjust p-values as each must be from 0 to 1: one of them is ${odd}`,
    });
  }
});
