import assert from "node:assert/strict";
import { probedModel } from "../../../src/harness/compare/probed_model.ts";
import type { BenchmarkResult } from "../../../src/harness/session/result.ts";
import { benchmarkOf, forkOf } from "./benchmark_fixture.ts";

/** A fan-out of tasks that wait, in which so many were seen at once, process by process. */
function fanoutOf(width: number, peaks: readonly number[]): BenchmarkResult {
  const forks = peaks.map((peakTasks, pass) => forkOf(pass, 1, { peakTasks }));
  return benchmarkOf([{ subject: "engine", status: "measured", forks }], {
    id: `frameworks/fanout-${width}/wait`,
    workload: { seedName: "fanout", shape: { kind: "fanout", width }, kernel: { kind: "wait", waitMs: 10 } },
  });
}

Deno.test("probedModel() tells the peak in the widest graph of waits", () => {
  const benchmarks = [fanoutOf(10, [10, 10]), fanoutOf(50, [49, 50])];
  assert.deepEqual(probedModel({ benchmarks }, "engine"), {
    overlaps: true,
    peakTasks: 50,
    widestStage: 50,
    benchmark: "frameworks/fanout-50/wait",
  });
});

Deno.test("probedModel() says of waits that come one after the other that they do not overlap", () => {
  assert.equal(probedModel({ benchmarks: [fanoutOf(10, [1, 1])] }, "engine")?.overlaps, false);
});

Deno.test("probedModel() is null where nothing was traced that could overlap", () => {
  const chain = benchmarkOf([{ subject: "engine", status: "measured", forks: [forkOf(0, 1, { peakTasks: 1 })] }]);
  assert.equal(probedModel({ benchmarks: [chain] }, "engine"), null);
  assert.equal(probedModel({ benchmarks: [fanoutOf(10, [10])] }, "another"), null);
});
