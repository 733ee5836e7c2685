import assert from "node:assert/strict";
import fc from "fast-check";
import { shuffled } from "../../src/random/shuffle.ts";
import { randomFromSeed } from "../../src/random/xoshiro128.ts";

Deno.test("shuffled() keeps all items and leaves the given array as it is", () => {
  fc.assert(fc.property(fc.array(fc.integer()), fc.nat(2 ** 32 - 1), (items, seed) => {
    const before = [...items];
    const after = shuffled(items, randomFromSeed(seed));
    assert.deepEqual(items, before);
    assert.deepEqual(after.toSorted(), before.toSorted());
  }));
});

Deno.test("shuffled() gives the same order for the same seed", () => {
  const items = Array.from({ length: 52 }, (_, i) => i);
  assert.deepEqual(shuffled(items, randomFromSeed(9)), shuffled(items, randomFromSeed(9)));
  assert.notDeepEqual(shuffled(items, randomFromSeed(9)), shuffled(items, randomFromSeed(10)));
});

Deno.test("shuffled() gives each of the six orders of three items as often as chance allows", () => {
  const random = randomFromSeed(3);
  const counts = new Map<string, number>();
  for (let i = 0; i < 12_000; i++) {
    const order = shuffled(["a", "b", "c"], random).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  // Chi-square with 5 degrees of freedom exceeds 20.5 once in a thousand times.
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
  assert.ok(chiSquare < 20.5, `chi-square is ${chiSquare}`);
});
