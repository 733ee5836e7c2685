import assert from "node:assert/strict";
import { tailOf } from "../../src/stats/confidence.ts";
import { assertClose } from "./close_to.ts";

Deno.test("tailOf() leaves half of the doubt to either side", () => {
  assertClose(tailOf(0.95), 0.025);
  assertClose(tailOf(0.5), 0.25);
});

Deno.test("tailOf() rejects a confidence that is not between 0 and 1", () => {
  for (const confidence of [0, 1, -0.5, 95, NaN]) {
    assert.throws(() => tailOf(confidence), {
      name: "RangeError",
      message: `Cannot find an interval as 'confidence' must be above 0 and below 1: current value is ${confidence}`,
    });
  }
});
