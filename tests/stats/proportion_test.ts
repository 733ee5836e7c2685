import assert from "node:assert/strict";
import { shareOf } from "../../src/stats/proportion.ts";

Deno.test("shareOf() divides successes by trials", () => {
  assert.equal(shareOf({ successes: 59, trials: 60 }), 59 / 60);
  assert.equal(shareOf({ successes: 0, trials: 1 }), 0);
});

Deno.test("shareOf() rejects counts that cannot be", () => {
  for (const trials of [0, -1, 2.5, NaN]) {
    assert.throws(() => shareOf({ successes: 0, trials }), {
      name: "RangeError",
      message: `Cannot find a share as 'trials' must be an integer from 1: current value is ${trials}`,
    });
  }
  for (const successes of [-1, 11, 0.5, NaN]) {
    assert.throws(() => shareOf({ successes, trials: 10 }), {
      name: "RangeError",
      message: `Cannot find a share as 'successes' must be an integer from 0 to 10: current value is ${successes}`,
    });
  }
});
