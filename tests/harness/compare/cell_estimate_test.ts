import assert from "node:assert/strict";
import { estimateCell } from "../../../src/harness/compare/cell_estimate.ts";
import { forkOf, measured } from "./benchmark_fixture.ts";

Deno.test("estimateCell() takes the median and its interval over processes, never over samples", () => {
  const estimate = estimateCell(measured("puffinflow", [60, 10, 20, 30, 40, 50]));
  assert.deepEqual(estimate.cpuNs, { value: 35, lo: 10, hi: 60, confidence: 0.95, n: 6 });
  assert.deepEqual(estimate.wallNs, estimate.cpuNs);
  assert.deepEqual(estimate.allocatedBytes, { value: 64, lo: 64, hi: 64, confidence: 0.95, n: 6 });
});

Deno.test("estimateCell() gives infinite bounds when fewer than six processes were measured", () => {
  const { cpuNs } = estimateCell(measured("puffinflow", [1, 2, 3, 4, 5]));
  assert.deepEqual(cpuNs, { value: 3, lo: -Infinity, hi: Infinity, confidence: 0.95, n: 5 });
});

Deno.test("estimateCell() adds up the samples, the proved runs and the processes that were not steady", () => {
  const unsteady = { steady: false, elapsedMs: 500, iterations: 9 };
  const estimate = estimateCell({
    subject: "puffinflow",
    status: "measured",
    forks: [forkOf(0, 5, { provedRuns: 11 }), forkOf(1, 5, { provedRuns: 31, warmUp: unsteady })],
  });
  assert.deepEqual([estimate.samples, estimate.provedRuns, estimate.unsteadyForks], [6, 42, 1]);
  assert.deepEqual(estimate.forks.map(({ pass }) => pass), [0, 1]);
});
