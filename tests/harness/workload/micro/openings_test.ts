import assert from "node:assert/strict";
import fc from "fast-check";
import { isOpening } from "../../../../src/harness/workload/micro/openings.ts";

Deno.test("isOpening() lets some of a thousand operations through for every seed, and few of them", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seed) => {
    const openings = Array.from({ length: 1_000 }).filter((_, operation) => isOpening(seed, operation)).length;
    assert.ok(openings >= 1 && openings <= 20, `${openings}`);
  }));
});
