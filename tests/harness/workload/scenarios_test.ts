import assert from "node:assert/strict";
import { frameworks } from "../../../src/harness/suites/frameworks.ts";
import { churn } from "../../../src/harness/workload/churn.ts";
import { expectedDigest } from "../../../src/harness/workload/expected.ts";
import {
  dependenciesOf,
  distinctTasks,
  fateOf,
  type GraphShape,
  taskCount,
} from "../../../src/harness/workload/shape.ts";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";
import { checkTrace } from "../../../src/harness/workload/trace_check.ts";
import type { TraceStep } from "../../../src/harness/workload/traced_work.ts";

const GRAPHS = frameworks.benchmarks.flatMap(({ id, shape }) => {
  return shape.kind === "micro" || shape.kind === "in-flight" ? [] : [{ id, shape }];
});

/** A trace in which each task runs as soon as its turn comes, failures included. */
function soundTrace(shape: GraphShape): TraceStep[] {
  return Array.from({ length: distinctTasks(shape) }, (_, task): TraceStep[] => {
    const { failures, ends } = fateOf(shape, task);
    const failed = Array.from({ length: failures }, (): TraceStep[] => [["start", task], ["fail", task]]).flat();
    return ends ? [...failed, ["start", task], ["end", task]] : failed;
  }).flat();
}

for (const { id, shape } of GRAPHS) {
  Deno.test(`the graph of ${id} numbers its tasks in an order in which they can run`, () => {
    for (let task = 0; task < distinctTasks(shape); task++) {
      const dependencies = dependenciesOf(shape, task);
      assert.deepEqual(dependencies, dependencies.toSorted((a, b) => a - b));
      assert.ok(dependencies.every((dependency) => dependency < task));
    }
    const steps = soundTrace(shape);
    assert.equal(checkTrace(shape, steps), null);
    assert.equal(steps.filter(([event]) => event === "start").length, taskCount(shape));
  });

  Deno.test(`the trace of ${id} is refused without its last task`, () => {
    const last = distinctTasks(shape) - 1, steps = soundTrace(shape).filter(([, task]) => task !== last);
    assert.equal(checkTrace(shape, steps), `task ${last} never started`);
  });
}

Deno.test("checkTrace() refuses a task that was not tried again", () => {
  const steps: TraceStep[] = [["start", 0], ["fail", 0], ["start", 0], ["fail", 0]];
  assert.equal(checkTrace({ kind: "retry" }, steps), "task 0 was given up after 2 failures");
});

Deno.test("checkTrace() refuses a task that failed and was not meant to", () => {
  assert.equal(
    checkTrace({ kind: "loop", turns: 2 }, [["start", 0], ["fail", 0]]),
    "task 0 failed, and was not meant to",
  );
});

Deno.test("checkTrace() refuses an attempt too many", () => {
  const attempt: TraceStep[] = [["start", 0], ["fail", 0]];
  const steps: TraceStep[] = [...attempt, ...attempt, ["start", 0], ["end", 0], ["start", 0]];
  assert.equal(checkTrace({ kind: "retry" }, steps), "task 0 started more than 3 times");
});

Deno.test("checkTrace() counts runs in flight together, and misses one that was left out", () => {
  const shape = { kind: "in-flight", runs: 2, each: { kind: "chain", length: 1 } } as const;
  const run: TraceStep[] = [["start", 0], ["end", 0]];
  assert.equal(checkTrace(shape, [...run, ...run]), null);
  assert.equal(checkTrace(shape, run), "task 0 ran 1 of 2 times");
  assert.equal(checkTrace(shape, [...run, ...run, ...run]), "task 0 started more than 2 times");
});

Deno.test("flaky() fails twice, each run for itself, and then tells the attempts in its output", async () => {
  const ledger = { executed: 0 };
  const work = makeWork({ kind: "noop" }, { ledger, wait: () => Promise.resolve() });
  for (const seed of [5, 6]) {
    for (let attempt = 0; attempt < 2; attempt++) {
      await assert.rejects(work.flaky(0, seed), { message: "meant to fail" });
    }
  }
  for (const seed of [5, 6]) {
    const expected = expectedDigest({ seedName: "retry", shape: { kind: "retry" }, kernel: { kind: "noop" } }, seed);
    assert.equal(await work.flaky(0, seed), expected);
  }
  assert.equal(ledger.executed, 6);
});

Deno.test("expectedDigest() folds the runs that are in flight, each with a seed of its own", () => {
  const each = { kind: "diamond" } as const, kernel = { kind: "noop" } as const;
  const digestOf = (runs: number) =>
    expectedDigest({ seedName: "x", shape: { kind: "in-flight", runs, each }, kernel }, 9);
  assert.notEqual(digestOf(2), digestOf(3));
  assert.equal(taskCount({ kind: "in-flight", runs: 10, each }), 40);
});

Deno.test("churn() gives what any other language gives", () => {
  assert.equal(churn(1, { buffers: 4, bytes: 65_536 }), 3793209713);
});
