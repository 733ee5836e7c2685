import assert from "node:assert/strict";
import { couplesOf, pairDifference } from "../../../src/harness/compare/pair_differences.ts";
import { forkOf } from "./benchmark_fixture.ts";

const LOG_2 = Math.log(2);

Deno.test("couplesOf() pairs processes of the same pass, in the order of passes", () => {
  const couples = couplesOf({ reference: [forkOf(2, 1), forkOf(0, 1)], candidate: [forkOf(0, 2), forkOf(1, 2)] });
  assert.deepEqual(couples.map(({ reference, candidate }) => [reference.pass, candidate.pass]), [[0, 0]]);
});

Deno.test("pairDifference() compares times round by round: what disturbs both of a round cancels out", () => {
  const reference = forkOf(0, 1, { wallNs: [100, 900, 200] });
  const candidate = forkOf(0, 1, { wallNs: [200, 1_800, 400] });
  assert.ok(Math.abs(pairDifference({ reference, candidate }, "wallNs")! - LOG_2) < 1e-12);
});

Deno.test("pairDifference() compares medians per run where rounds do not match", () => {
  const reference = forkOf(0, 1, { batch: 1, wallNs: [100, 100] });
  const candidate = forkOf(0, 1, { batch: 2, wallNs: [400, 400, 400] });
  assert.ok(Math.abs(pairDifference({ reference, candidate }, "wallNs")! - LOG_2) < 1e-12);
});

Deno.test("pairDifference() compares bytes by their medians, and knows no ratio with nothing", () => {
  const reference = forkOf(0, 1, { allocatedBytes: [10, 10, 1_000] });
  const candidate = forkOf(0, 1, { allocatedBytes: [20, 20, 20] });
  assert.ok(Math.abs(pairDifference({ reference, candidate }, "allocatedBytes")! - LOG_2) < 1e-12);
  const none = forkOf(0, 1, { allocatedBytes: [0, 0, 0] });
  assert.equal(pairDifference({ reference: none, candidate }, "allocatedBytes"), null);
});
