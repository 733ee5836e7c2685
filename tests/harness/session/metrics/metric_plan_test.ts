import assert from "node:assert/strict";
import {
  graphsOf,
  METRIC_EFFORTS,
  METRIC_NAMES,
  metricTurns,
} from "../../../../src/harness/session/metrics/metric_plan.ts";
import { orchestration } from "../../../../src/harness/suites/orchestration.ts";

const benchmarks = orchestration.benchmarks.filter(({ shape }) => shape.kind !== "micro");
const subjects = { benchmarks, arms: [{ id: "control" }, { id: "puffinflow" }], seed: 7 };

Deno.test("graphsOf() takes the smallest graph, also with waiting tasks for a load, and every graph to be defined", () => {
  const [smallest] = graphsOf("cold-start", benchmarks);
  assert.equal(smallest!.tasks, Math.min(...graphsOf("define", benchmarks).map(({ tasks }) => tasks)));
  assert.deepEqual(graphsOf("memory", benchmarks), [smallest]);
  assert.deepEqual(graphsOf("load", benchmarks).map(({ workload }) => workload.kernel.kind), ["noop", "wait"]);
  const scenarios = new Set(benchmarks.map(({ scenario }) => scenario));
  assert.equal(graphsOf("define", benchmarks).length, scenarios.size);
});

Deno.test("metricTurns() goes metric by metric, each repeat with all subjects in a random order", () => {
  const effort = { ...METRIC_EFFORTS.standard, coldStarts: 20, processes: 6 };
  const turns = metricTurns({ ...effort, names: ["memory", "cold-start"] }, subjects);
  assert.deepEqual(turns.slice(0, 40).map(({ metric }) => metric), new Array(40).fill("cold-start"));
  assert.equal(turns.length, 20 * 2 + 6 * 2);
  for (let first = 0; first < 40; first += 2) {
    assert.deepEqual(turns.slice(first, first + 2).map(({ arm }) => arm).toSorted(), ["control", "puffinflow"]);
  }
  assert.notEqual(new Set(turns.slice(0, 40).map(({ arm }, index) => `${index % 2} ${arm}`)).size, 2);
});

Deno.test("metricTurns() depends on nothing but plan and seed", () => {
  const plan = { ...METRIC_EFFORTS.quick, names: METRIC_NAMES };
  assert.deepEqual(metricTurns(plan, subjects), metricTurns(plan, subjects));
});
