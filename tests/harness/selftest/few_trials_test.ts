import assert from "node:assert/strict";
import fc from "fast-check";
import { widened } from "../../../src/harness/selftest/few_trials.ts";

Deno.test("widened() lets chance take a share as far as a binomial does in 200 self-tests", () => {
  // P(more than 4 of 12 at 7 %) = 0.0008, P(more than 3) = 0.0076.
  assert.deepEqual(widened({ atMost: 0.07 }, 12), { atMost: 4 / 12 });
  // P(fewer than 17 of 20 at 95 %) = 0.016, P(fewer than 16) = 0.0026.
  assert.equal(widened({ atLeast: 0.95 }, 20).atLeast, 1 - 4 / 20);
});

Deno.test("widened() leaves out the bounds that there are not", () => {
  assert.deepEqual(widened({}, 10), {});
});

Deno.test("widened() only ever widens, and comes to the limit itself as trials grow", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 1, max: 2_000 }),
      (share, trials) => {
        const { atLeast = NaN, atMost = NaN } = widened({ atLeast: share, atMost: share }, trials);
        assert.ok(atLeast <= share + 1 / trials && share - 1 / trials <= atMost);
        // Three deviations of a binomial, and the step of a count.
        const room = 3 * Math.sqrt(share * (1 - share) / trials) + 2 / trials;
        assert.ok(atMost - share <= room && share - atLeast <= room, `${atLeast} ${share} ${atMost} of ${trials}`);
      },
    ),
  );
});
