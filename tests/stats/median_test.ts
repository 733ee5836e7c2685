import assert from "node:assert/strict";
import { median, medianOfSorted } from "../../src/stats/median.ts";

Deno.test("median() is the middle value, or the mean of the two middle ones", () => {
  assert.equal(median([5]), 5);
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([10, 9, 1, 2]), 5.5);
});

Deno.test("median() sorts by size, not by text, and leaves the values as they are", () => {
  const values = [100, 9, 20];
  assert.equal(median(values), 20);
  assert.deepEqual(values, [100, 9, 20]);
});

Deno.test("median() rejects an empty sample and values that are not finite", () => {
  assert.throws(() => median([]), { name: "RangeError", message: /it is empty$/ });
  assert.throws(() => median([1, NaN, 2]), { name: "RangeError", message: /one of them is NaN$/ });
});

Deno.test("medianOfSorted() takes the order as given", () => {
  assert.equal(medianOfSorted(Float64Array.of(1, 2, 4, 8)), 3);
});
