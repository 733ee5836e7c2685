import assert from "node:assert/strict";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { taskCount } from "../../../src/harness/workload/shape.ts";

const graphs = orchestration.benchmarks.filter(({ shape }) => shape.kind !== "micro");
const programs = orchestration.benchmarks.filter(({ shape }) => shape.kind === "micro");

Deno.test("orchestration lists three graphs with three kernels each, by id", () => {
  assert.deepEqual(graphs.map((benchmark) => benchmark.id), [
    "orchestration/deep-chain/noop",
    "orchestration/deep-chain/cpu",
    "orchestration/deep-chain/wait",
    "orchestration/wide-fanout/noop",
    "orchestration/wide-fanout/cpu",
    "orchestration/wide-fanout/wait",
    "orchestration/diamond/noop",
    "orchestration/diamond/cpu",
    "orchestration/diamond/wait",
  ]);
});

Deno.test("orchestration lists what is more than a plain graph after them", () => {
  assert.deepEqual(programs.map(({ id }) => id.replace("orchestration/", "")), [
    "wide-fanout/limit-8",
    "layered-dag/states-1000",
    "parallel-efficiency/default",
    "parallel-workers/default",
    "cascading-failure/default",
    "partial-isolation/default",
    "resource-contention/default",
    "memory-pressure/default",
    ...[10, 25, 50, 100, 1_000, 10_000].map((runs) => `horizontal-scaling/runs-${runs}`),
    ...[5, 15, 30, 50].map((points) => `coordination-growth/points-${points}`),
    ...[1, 20, 200].map((states) => `setup-cost/states-${states}`),
  ]);
});

Deno.test("orchestration runs graphs of 20, 52 and 4 tasks", () => {
  const tasks = new Map(graphs.map(({ scenario, shape }) => [scenario, taskCount(shape)]));
  assert.deepEqual([...tasks], [["deep-chain", 20], ["wide-fanout", 52], ["diamond", 4]]);
});

Deno.test("orchestration draws each scenario's seeds under one name", () => {
  const names = new Map(graphs.map(({ scenario, seedName }) => [scenario, seedName]));
  assert.deepEqual([...names], [["deep-chain", "chain"], ["wide-fanout", "fanout"], ["diamond", "diamond"]]);
});

Deno.test("orchestration decides by processor time where tasks compute and by wall time where they wait", () => {
  for (const { kernel, primaryClock } of graphs) {
    assert.equal(primaryClock, kernel === "wait" ? "wall" : "cpu");
  }
});

Deno.test("orchestration says of each benchmark what its reader learns", () => {
  const meanings = orchestration.benchmarks.map((benchmark) => benchmark.meaning);
  assert.equal(new Set(graphs.map((benchmark) => benchmark.meaning)).size, 9);
  for (const meaning of meanings) assert.match(meaning, /^[A-Z].*\.$/);
});
