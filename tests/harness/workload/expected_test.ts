import assert from "node:assert/strict";
import { seedOf } from "../../../src/harness/workload/digest.ts";
import { expectedDigest } from "../../../src/harness/workload/expected.ts";
import type { Shape } from "../../../src/harness/workload/shape.ts";
import type { Workload } from "../../../src/harness/workload/workload.ts";

function workload(seedName: string, shape: Shape, kernel: Workload["kernel"]): Workload {
  return { seedName, shape, kernel };
}

const THOUSAND_ROUNDS = { kind: "cpu", rounds: 1000 } as const;

Deno.test("expectedDigest() reaches the published value of a chain of 20", () => {
  const chain = workload("chain", { kind: "chain", length: 20 }, THOUSAND_ROUNDS);
  assert.equal(expectedDigest(chain, seedOf("chain", 0, 0)), 1037077145);
});

Deno.test("expectedDigest() reaches the published value of a fan-out of 50", () => {
  const fanout = workload("fanout", { kind: "fanout", width: 50 }, THOUSAND_ROUNDS);
  assert.equal(expectedDigest(fanout, seedOf("fanout", 0, 0)), 531657405);
});

Deno.test("expectedDigest() reaches the published value of a diamond", () => {
  const diamond = workload("diamond", { kind: "diamond" }, THOUSAND_ROUNDS);
  assert.equal(expectedDigest(diamond, seedOf("diamond", 0, 0)), 2913950493);
});

Deno.test("expectedDigest() is the same for a kernel that waits and one that does nothing", () => {
  const shape = { kind: "fanout", width: 3 } as const;
  const waited = expectedDigest(workload("fanout", shape, { kind: "wait", waitMs: 10 }), 99);
  assert.equal(waited, expectedDigest(workload("fanout", shape, { kind: "noop" }), 99));
});

Deno.test("expectedDigest() keeps bits apart where a mixed value becomes 0", () => {
  // Task 0 passes 1 on, and 1 ^ 1 is the 0 that the kernel replaces.
  assert.equal(expectedDigest(workload("chain", { kind: "chain", length: 2 }, { kind: "noop" }), 1), 0x9e3779b9);
});
