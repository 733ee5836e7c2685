import assert from "node:assert/strict";
import * as fc from "fast-check";
import { fold, seedOf } from "../../../src/harness/workload/digest.ts";
import { xorshift32 } from "../../../src/harness/workload/kernel.ts";

/** The kernel as it is calibrated for the test vectors. */
const kernel = (seed: number) => xorshift32(seed, 1000);

Deno.test("xorshift32() reaches the published values", () => {
  assert.equal(xorshift32(1, 1), 270369);
  assert.equal(xorshift32(1, 1000), 269958183);
  assert.equal(kernel(seedOf("single", 0, 0)), 3373449397);
});

Deno.test("xorshift32() and fold() together reach the published values of a run with a lost branch", () => {
  const produced = kernel(seedOf("partial", 0, 0));
  const survivors = [0, 1, 2, 4, 5, 6, 7, 8, 9].map((branch) => kernel(produced ^ (branch + 1)));
  assert.equal(kernel(fold(survivors)), 1695411841);
});

Deno.test("xorshift32() reaches the published value of a run with three retries", () => {
  assert.equal(kernel(seedOf("retry", 0, 0) ^ 3), 1927437039);
});

Deno.test("xorshift32() returns the seed when it takes no rounds", () => {
  assert.equal(xorshift32(4294967295, 0), 4294967295);
});

Deno.test("xorshift32() starts from the golden ratio when the seed is 0", () => {
  assert.equal(xorshift32(0, 0), 0x9e3779b9);
  assert.equal(xorshift32(0, 7), xorshift32(0x9e3779b9, 7));
});

Deno.test("xorshift32() continues where fewer rounds stopped", () => {
  const rounds = fc.integer({ min: 0, max: 50 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 0xffffffff }), rounds, rounds, (seed, first, second) => {
    assert.equal(xorshift32(xorshift32(seed, first), second), xorshift32(seed, first + second));
  }));
});
