import assert from "node:assert/strict";
import fc from "fast-check";
import { nearest, slipsBetween } from "../../../src/harness/cli/nearest.ts";

Deno.test("slipsBetween() counts letters left out, added, mistaken and exchanged", () => {
  const table: [from: string, to: string, slips: number][] = [
    ["", "", 0],
    ["", "abc", 3],
    ["run", "run", 0],
    ["rn", "run", 1],
    ["ruun", "run", 1],
    ["ran", "run", 1],
    ["rnu", "run", 1],
    ["ca", "abc", 3],
    ["kitten", "sitting", 3],
  ];
  for (const [from, to, slips] of table) assert.equal(slipsBetween(from, to), slips, `${from} to ${to}`);
});

Deno.test("slipsBetween() is the same in both directions, and 0 for equal words only", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
  fc.assert(fc.property(word, word, (one, other) => {
    assert.equal(slipsBetween(one, other), slipsBetween(other, one));
    assert.equal(slipsBetween(one, other) === 0, one === other);
  }));
});

Deno.test("nearest() finds what was meant", () => {
  const names = ["quick", "standard", "gate"];
  const table: [word: string, meant: string | undefined][] = [
    ["quik", "quick"],
    ["Quick", "quick"],
    ["stand", "standard"],
    ["sandart", "standard"],
    ["gaet", "gate"],
    ["fast", undefined],
    ["", undefined],
  ];
  for (const [word, meant] of table) assert.equal(nearest(word, names), meant, word);
});
