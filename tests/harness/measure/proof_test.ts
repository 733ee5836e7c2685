import assert from "node:assert/strict";
import fc from "fast-check";
import { foldFirst } from "../../../src/harness/measure/proof.ts";
import { fold } from "../../../src/harness/workload/digest.ts";

Deno.test("foldFirst() folds the first values of a buffer and none beyond", () => {
  const uint32 = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(fc.property(fc.array(uint32), fc.array(uint32), (held, stale) => {
    assert.equal(foldFirst(Uint32Array.from([...held, ...stale]), held.length), fold(held));
  }));
});
