import assert from "node:assert/strict";
import { percentileShifts } from "../../../src/harness/report/percentile_shifts.ts";
import type { Fork } from "../../../src/harness/session/result.ts";
import { forkOf } from "../compare/benchmark_fixture.ts";

/** Ten processes of as many samples each, all of them stretched by one and the slowest by another factor. */
function forks(samples: number, { all = 1, slow = 1 } = {}): Fork[] {
  return Array.from({ length: 10 }, (_, pass) => {
    const cpuNs = Array.from({ length: samples }, (_, i) => (1_000 + i) * all * (i >= 0.85 * samples ? slow : 1));
    return forkOf(pass, 1, { batch: 1, cpuNs });
  });
}

Deno.test("percentileShifts() finds the same shift in all percentiles when every run got slower", () => {
  const shifts = percentileShifts({ reference: forks(60), candidate: forks(60, { all: 1.25 }) }, "cpuNs");
  assert.deepEqual(shifts.map(({ share }) => share), [0.1, 0.25, 0.5, 0.75, 0.9]);
  for (const { estimate } of shifts) assert.ok(Math.abs(estimate.value - 0.25) < 1e-9);
});

Deno.test("percentileShifts() finds a shift in the highest percentile alone when slow runs got slower", () => {
  const shifts = percentileShifts({ reference: forks(60), candidate: forks(60, { slow: 2 }) }, "cpuNs");
  assert.deepEqual(shifts.map(({ estimate }) => Math.round(100 * estimate.value)), [0, 0, 0, 0, 100]);
});

Deno.test("percentileShifts() leaves out percentiles that a process has too few samples for", () => {
  const shares = (samples: number) =>
    percentileShifts({ reference: forks(60), candidate: forks(samples) }, "cpuNs").map(({ share }) => share);
  assert.deepEqual(shares(25), [0.25, 0.5, 0.75]);
  assert.deepEqual(shares(5), []);
});

Deno.test("percentileShifts() says nothing without pairs or of readings that are 0", () => {
  assert.deepEqual(percentileShifts({ reference: [], candidate: forks(60) }, "cpuNs"), []);
  assert.deepEqual(percentileShifts({ reference: forks(60, { all: 0 }), candidate: forks(60) }, "cpuNs"), []);
});
