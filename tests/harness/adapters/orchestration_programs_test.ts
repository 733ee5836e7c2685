import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { CyclicBarrier } from "puffinflow/coordination";
import { orchestration as control } from "../../../src/harness/adapters/control/orchestration.ts";
import { orchestration as puffinflow } from "../../../src/harness/adapters/puffinflow/orchestration.ts";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { withForgetfulRuns, withIdleRuns, withMutant } from "./mutant.ts";
import { faultsOf, figuresOf, type MicroBenchmark, microOf } from "./program_trial.ts";

const BENCHMARKS = microOf(orchestration);

function benchmarkOf(id: string): MicroBenchmark {
  return BENCHMARKS.find((benchmark) => benchmark.id === `orchestration/${id}`)!;
}

for (const benchmark of BENCHMARKS) {
  for (const [subject, programs] of Object.entries({ control, puffinflow })) {
    if (programs[benchmark.scenario] === undefined) continue;
    Deno.test(`${subject} does all of ${benchmark.id} and answers what its oracle does`, async () => {
      assert.deepEqual(await faultsOf(programs, benchmark), []);
    });
  }
}

Deno.test("control has all programs of orchestration but the one of which plain code has nothing", () => {
  const missing = Object.keys(puffinflow).filter((scenario) => control[scenario] === undefined);
  assert.deepEqual(missing, ["setup-cost"]);
});

/** One of each program; parties that do not come keep the others waiting for ever, so those have a mutant of their own. */
const PROVED = Object.keys(puffinflow).filter((scenario) => scenario !== "coordination-growth")
  .map((scenario) => BENCHMARKS.find((benchmark) => benchmark.scenario === scenario)!);

for (const benchmark of PROVED) {
  Deno.test(`${benchmark.id} is void when a run answers what the one before it did`, async () => {
    assert.notDeepEqual(await withForgetfulRuns(() => faultsOf(puffinflow, benchmark)), []);
  });

  Deno.test(`${benchmark.id} is void when runs do nothing`, async () => {
    assert.notDeepEqual(await withIdleRuns(() => faultsOf(puffinflow, benchmark)), []);
  });
}

Deno.test("orchestration/coordination-growth is void when nobody waits at the meeting point", async () => {
  const arrival = Promise.resolve({ generation: 0, position: 0 });
  const mutant = { target: CyclicBarrier.prototype, method: "arrive", instead: () => () => arrival } as const;
  const faults = await withMutant(mutant, () => faultsOf(puffinflow, benchmarkOf("coordination-growth/points-5")));
  assert.equal(faults.length, 3);
});

Deno.test("layered-dag starts each state as soon as what it depends on is there", async () => {
  const figures = await figuresOf(puffinflow, benchmarkOf("layered-dag/states-1000"));
  assert.deepEqual(figures, { dependencies: 2_098, criticalPathStates: 50, dagExecutionEfficiencyPercent: 100 });
});

Deno.test("parallel-efficiency keeps as many tasks in flight as its limit allows", async () => {
  const figures = await figuresOf(puffinflow, benchmarkOf("parallel-efficiency/default"));
  assert.deepEqual([...new Set(Object.values(figures))], [100]);
  assert.equal(Object.keys(figures).length, 5);
});

Deno.test("parallel-workers keeps at most all workers busy", async () => {
  const figures = await figuresOf(puffinflow, benchmarkOf("parallel-workers/default"));
  const percent = figures["workerParallelizationEfficiencyPercent"]!;
  assert.ok(percent > 0 && percent <= 100, String(percent));
});

Deno.test("cascading-failure recovers what retries can and spares the rest", async () => {
  const figures = await figuresOf(puffinflow, benchmarkOf("cascading-failure/default"));
  assert.equal(figures["failureContainmentPercent"], 100);
  assert.equal(figures["upstreamFailedPercent"], 100);
  assert.ok(Math.abs(figures["expectedRecoveryRatePercent"]! - 97.64) < 0.01);
  assert.ok(Math.abs(figures["attemptsPerState"]! - figures["expectedAttemptsPerState"]!) < 0.05);
});

Deno.test("partial-isolation leaves good states alone and nothing behind", async () => {
  const { failureIsolationRatePercent, leakedLeases } = await figuresOf(
    puffinflow,
    benchmarkOf("partial-isolation/default"),
  );
  assert.deepEqual({ failureIsolationRatePercent, leakedLeases }, {
    failureIsolationRatePercent: 100,
    leakedLeases: 0,
  });
});

Deno.test("resource-contention uses what there is as well as an order without overtaking can", async () => {
  const figures = await figuresOf(puffinflow, benchmarkOf("resource-contention/default"));
  // By hand: 8 orders of 300 unit-milliseconds each take 380 ms in all, of 8 units.
  assert.equal(figures["resourceUtilizationPercent"], 100 * 8 * 300 / (8 * 380));
  assert.equal(figures["schedulingEfficiencyPercent"], figures["resourceUtilizationPercent"]);
  assert.deepEqual([figures["waitMsP50"], figures["waitMsP99"]], [10, 40]);
});

Deno.test("memory-pressure cannot tell what is retained where garbage is not collected on demand", async () => {
  await assert.rejects(figuresOf(puffinflow, benchmarkOf("memory-pressure/default")), /as the process must have/);
});

Deno.test("memory-pressure finds a hundred megabytes at the peak, of which hardly anything is left", () => {
  const program = import.meta.resolve("../../../src/harness/adapters/puffinflow/orchestration/memory_pressure.ts");
  const code = `const { memoryPressure } = await import("${program}");
    console.log(JSON.stringify(await memoryPressure({ operations: 12, did() {} }).figures()));`;
  const config = fileURLToPath(import.meta.resolve("../../../deno.json"));
  const flags = ["eval", "--no-check", "--v8-flags=--expose-gc", "--config", config, code];
  const figures: Record<string, number> = JSON.parse(execFileSync(Deno.execPath(), flags).toString());
  assert.ok(Math.abs(figures["peakExtraMegabytes"]! - 100) < 1, JSON.stringify(figures));
  assert.ok(figures["memoryReclaimedPercent"]! > 90 && figures["memoryReclaimedPercent"]! <= 100);
});

Deno.test("horizontal-scaling and coordination-growth tell of their families once, and no efficiency is above 100 %", async () => {
  const scaling = await figuresOf(puffinflow, benchmarkOf("horizontal-scaling/runs-100"));
  assert.ok(scaling["scalingEfficiencyPercent"]! > 0 && scaling["scalingEfficiencyPercent"]! <= 100);
  assert.ok(scaling["scalingFactor"]! <= 10 && scaling["maxThroughputPerSecond"]! <= 10_000);
  assert.deepEqual(await figuresOf(puffinflow, benchmarkOf("horizontal-scaling/runs-10")), {});
  const growth = await figuresOf(puffinflow, benchmarkOf("coordination-growth/points-50"));
  assert.ok(growth["coordinationOverheadGrowth"]! > 0 && growth["wakeLatencyUsP99"]! >= growth["wakeLatencyUsP50"]!);
  const fewer = await figuresOf(puffinflow, benchmarkOf("coordination-growth/points-5"));
  assert.deepEqual(Object.keys(fewer), ["wakeLatencyUsP50", "wakeLatencyUsP99", "maxCoordinationLatencyUs"]);
});

Deno.test("wide-fanout and setup-cost tell times that a run does not show", async () => {
  for (const id of ["wide-fanout/limit-8", "setup-cost/states-20"]) {
    const figures = Object.values(await figuresOf(puffinflow, benchmarkOf(id)));
    assert.ok(figures.length > 0 && figures.every((figure) => figure >= 0 && figure < 1e6), id);
  }
});
