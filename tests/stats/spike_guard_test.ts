import assert from "node:assert/strict";
import { withoutSpikes } from "../../src/stats/spike_guard.ts";
import { assertClose } from "./close_to.ts";

Deno.test("withoutSpikes() cuts a spike off at two deviations above the median around it", () => {
  const calm = withoutSpikes([0, 2, 1, 3, 90, 2, 1, 3, 2, 4]);
  // Neighbours differ by 2, -1, 2, 87, -88, -1, 2, -1, 2: 2 in the median, and 3 from it in the median.
  assertClose(calm[4]!, 2 + 2 * 1.4826 * 3 / Math.SQRT2);
  assert.deepEqual(calm.toSpliced(4, 1), [0, 2, 1, 3, 2, 1, 3, 2, 4]);
});

Deno.test("withoutSpikes() leaves a step where it is", () => {
  const step = [1, 1.2, 0.9, 1.1, 1, 5, 5.2, 4.9, 5.1, 5];
  const calm = withoutSpikes(step);
  assert.ok(Math.max(...calm.slice(0, 5)) <= 1.2 && Math.min(...calm.slice(5)) >= 4.9);
});

Deno.test("withoutSpikes() smooths a series that hardly moves to its running median", () => {
  assert.deepEqual(withoutSpikes([5, 5, 5, 9, 5, 5, 5, 5, 9]), new Array(9).fill(5));
  assert.deepEqual(withoutSpikes([5, 5, 5, 5, 8, 8, 8, 8]), [5, 5, 5, 5, 8, 8, 8, 8]);
});

Deno.test("withoutSpikes() leaves the series as it is given", () => {
  const series = [1, 1, 9, 1, 1, 1];
  withoutSpikes(series);
  assert.deepEqual(series, [1, 1, 9, 1, 1, 1]);
});
