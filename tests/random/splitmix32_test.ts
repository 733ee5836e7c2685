import assert from "node:assert/strict";
import fc from "fast-check";
import { splitmix32 } from "../../src/random/splitmix32.ts";

Deno.test("splitmix32() gives the words of a separate C program", () => {
  assert.deepEqual(splitmix32(0, 4), [2462723854, 1020716019, 454327756, 1275600319]);
  assert.deepEqual(splitmix32(42, 4), [939911724, 3948730756, 321366731, 3317318717]);
  assert.deepEqual(splitmix32(2 ** 32 - 1, 4), [920564995, 4230986166, 697614773, 1778835764]);
});

Deno.test("splitmix32() never repeats a word among the first hundred of a seed", () => {
  fc.assert(fc.property(fc.nat(2 ** 32 - 1), (seed) => {
    assert.equal(new Set(splitmix32(seed, 100)).size, 100);
  }));
});
