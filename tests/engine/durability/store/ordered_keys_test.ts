import assert from "node:assert/strict";
import fc from "fast-check";
import { OrderedKeys } from "../../../../src/engine/durability/store/ordered_keys.ts";
import { randomFromSeed } from "../../../../src/random/xoshiro128.ts";

/** Adds and removes at random, and compares with a sorted array. */
function play(seed: number, steps: number, distinct: number): void {
  const random = randomFromSeed(seed), keys = new OrderedKeys(), model = new Set<string>();
  for (let i = 0; i < steps; i++) {
    const key = String(random.below(distinct));
    if (model.delete(key)) keys.remove(key);
    else {
      model.add(key);
      keys.add(key);
    }
  }
  const sorted = [...model].sort();
  for (const [from, before] of [["", "\xff"], ["3", "7"], ["55", "550"], ["9", "1"], ["", ""], ["a", "b"]]) {
    const expected = sorted.filter((key) => key >= from! && key < before!);
    assert.deepEqual([...keys.ascending(from!, before!)], expected);
    assert.deepEqual([...keys.descending(from!, before!)], expected.toReversed());
  }
}

Deno.test("OrderedKeys walks up and down any stretch, whatever was added and removed", () => {
  fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (seed, steps) => play(seed, steps, 40)));
});

Deno.test("OrderedKeys keeps order over many chunks, and when they are emptied", () => {
  play(1, 20_000, 9_000);
  const keys = new OrderedKeys(), all = Array.from({ length: 3_000 }, (_, index) => String(10_000 + index));
  for (const key of all) keys.add(key);
  assert.deepEqual([...keys.descending("", "\xff")], all.toReversed());
  for (const key of all) keys.remove(key);
  assert.deepEqual([...keys.ascending("", "\xff")], []);
  assert.deepEqual([...keys.descending("", "\xff")], []);
});
