import assert from "node:assert/strict";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { taskCount } from "../../../src/harness/workload/shape.ts";

Deno.test("orchestration lists three scenarios with three kernels each, by id", () => {
  assert.deepEqual(orchestration.benchmarks.map((benchmark) => benchmark.id), [
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

Deno.test("orchestration runs 20, 52 and 4 tasks", () => {
  const tasks = new Map(orchestration.benchmarks.map(({ scenario, shape }) => [scenario, taskCount(shape)]));
  assert.deepEqual([...tasks], [["deep-chain", 20], ["wide-fanout", 52], ["diamond", 4]]);
});

Deno.test("orchestration draws each scenario's seeds under one name", () => {
  const names = new Map(orchestration.benchmarks.map(({ scenario, seedName }) => [scenario, seedName]));
  assert.deepEqual([...names], [["deep-chain", "chain"], ["wide-fanout", "fanout"], ["diamond", "diamond"]]);
});

Deno.test("orchestration decides by processor time where tasks compute and by wall time where they wait", () => {
  for (const { kernel, primaryClock } of orchestration.benchmarks) {
    assert.equal(primaryClock, kernel === "wait" ? "wall" : "cpu");
  }
});

Deno.test("orchestration says of each benchmark what its reader learns", () => {
  const meanings = new Set(orchestration.benchmarks.map((benchmark) => benchmark.meaning));
  assert.equal(meanings.size, 9);
  for (const meaning of meanings) assert.match(meaning, /^[A-Z].*\.$/);
});
