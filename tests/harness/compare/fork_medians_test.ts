import assert from "node:assert/strict";
import { forkMedians } from "../../../src/harness/compare/fork_medians.ts";
import { forkOf } from "./benchmark_fixture.ts";

Deno.test("forkMedians() divides the median of each quantity's samples by the batch", () => {
  const fork = forkOf(3, 0, {
    batch: 10,
    wallNs: [500, 900, 400],
    cpuNs: [300, 100, 200, 400],
    allocatedBytes: [6_400, 6_410, 6_390],
  });
  assert.deepEqual(forkMedians(fork), { pass: 3, wallNs: 50, cpuNs: 25, allocatedBytes: 640 });
});

Deno.test("forkMedians() rejects a process without samples", () => {
  assert.throws(() => forkMedians(forkOf(0, 1, { wallNs: [] })), { name: "RangeError" });
});
