import assert from "node:assert/strict";
import * as fc from "fast-check";
import { EMPTY_FOLD, fold, foldNext, seedOf } from "../../../src/harness/workload/digest.ts";

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

/** FNV-1a, 32 bits, by its definition and with whole numbers of any size. */
function fnv1aOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  return Number(hash);
}

Deno.test("seedOf() is FNV-1a of name, iteration and task with slashes between", () => {
  assert.equal(seedOf("single", 0, 0), 4249601);
  assert.equal(seedOf("chain", 12, 345), fnv1aOf(new TextEncoder().encode("chain/12/345")));
});

Deno.test("seedOf() differs when the name, the iteration or the task differs", () => {
  const seeds = [seedOf("chain", 0, 0), seedOf("chain", 1, 0), seedOf("chain", 0, 1), seedOf("fanout", 0, 0)];
  assert.equal(new Set(seeds).size, 4);
});

Deno.test("fold() is FNV-1a of the values' bytes, lowest first", () => {
  fc.assert(fc.property(fc.array(uint32, { maxLength: 60 }), (values) => {
    const bytes = new DataView(new ArrayBuffer(values.length * 4));
    values.forEach((value, i) => bytes.setUint32(i * 4, value, true));
    assert.equal(fold(values), fnv1aOf(new Uint8Array(bytes.buffer)));
  }));
});

Deno.test("fold() differs when two different values change places", () => {
  fc.assert(fc.property(uint32, uint32, (a, b) => {
    fc.pre(a !== b);
    assert.notEqual(fold([a, b]), fold([b, a]));
  }));
});

Deno.test("foldNext() gives, value by value, what fold() gives at once", () => {
  fc.assert(fc.property(fc.array(uint32), (values) => {
    let folded = EMPTY_FOLD;
    for (const value of values) folded = foldNext(folded, value);
    assert.equal(folded, fold(values));
  }));
});
