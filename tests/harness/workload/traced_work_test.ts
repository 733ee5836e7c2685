import assert from "node:assert/strict";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";
import { type TraceStep, traceWork } from "../../../src/harness/workload/traced_work.ts";

Deno.test("traceWork() records the start of each body at once and its end when it has answered", async () => {
  const steps: TraceStep[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const bodies = makeWork({ kind: "wait", waitMs: 1 }, { ledger: { executed: 0 }, wait: () => released });
  const work = traceWork(bodies, steps);

  const outputs = Promise.all([work.one(1, 5), work.join(2, [5, 6])]);
  assert.deepEqual(steps, [["start", 1], ["start", 2]]);

  release();
  await outputs;
  assert.deepEqual(steps, [["start", 1], ["start", 2], ["end", 1], ["end", 2]]);
});

Deno.test("traceWork() answers and counts as the bodies that it wraps", async () => {
  const ledger = { executed: 0 };
  const bodies = makeWork({ kind: "cpu", rounds: 4 }, { ledger, wait: () => Promise.resolve() });
  const work = traceWork(bodies, []);
  assert.equal(await work.one(3, 11), await bodies.one(3, 11));
  assert.equal(await work.join(3, [1, 2]), await bodies.join(3, [1, 2]));
  assert.equal(ledger.executed, 4);
});
