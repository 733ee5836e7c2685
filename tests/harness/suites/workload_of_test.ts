import assert from "node:assert/strict";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { workloadOf } from "../../../src/harness/suites/workload_of.ts";

const [noop, cpu, wait] = orchestration.benchmarks;

Deno.test("workloadOf() keeps the benchmark's shape and seed name", () => {
  assert.deepEqual(workloadOf(noop!, 500), {
    seedName: "chain",
    shape: { kind: "chain", length: 20 },
    kernel: { kind: "noop" },
  });
});

Deno.test("workloadOf() sizes the cpu kernel with the calibrated rounds", () => {
  assert.deepEqual(workloadOf(cpu!, 500).kernel, { kind: "cpu", rounds: 500 });
});

Deno.test("workloadOf() waits ten milliseconds in the wait kernel", () => {
  assert.deepEqual(workloadOf(wait!, 500).kernel, { kind: "wait", waitMs: 10 });
});

for (const cpuRounds of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
  Deno.test(`workloadOf() refuses ${cpuRounds} rounds`, () => {
    assert.throws(() => workloadOf(cpu!, cpuRounds), {
      name: "RangeError",
      message: `Cannot size a workload as 'cpuRounds' must be a whole number from 1: current value is ${cpuRounds}`,
    });
  });
}
