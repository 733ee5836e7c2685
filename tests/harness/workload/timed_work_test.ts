/** Tests of task bodies that write down their times. */
import assert from "node:assert/strict";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";
import { emptyTaskTimes, timeWork } from "../../../src/harness/workload/timed_work.ts";
import type { Work } from "../../../src/harness/workload/work.ts";

/** Bodies that take 5 ms before they return their promise, and 2 ms more until it settles. */
function slowWork(clock: { ms: number }): Work {
  const act = async (output: number) => {
    clock.ms += 5;
    await null;
    clock.ms += 2;
    return output;
  };
  const plain = makeWork({ kind: "noop" }, { ledger: { executed: 0 }, wait: () => Promise.resolve() });
  return { ...plain, one: (_task, value) => act(value), join: (_task, values) => act(values.length), did: () => {} };
}

Deno.test("timeWork() ends a task that computes when its body returns, and one that waits when it settles", async () => {
  for (const [over, endedMs] of [["at-return", 6], ["at-settlement", 8]] as const) {
    const clock = { ms: 1 }, times = emptyTaskTimes(3);
    const work = timeWork(slowWork(clock), { times, nowMs: () => clock.ms, over });
    assert.equal(await work.one(1, 7), 7);
    assert.deepEqual([...times.startedMs], [NaN, 1, NaN]);
    assert.deepEqual([...times.endedMs], [NaN, endedMs, NaN]);
  }
});

Deno.test("timeWork() leaves what joins compute and what programs did as it was", async () => {
  const clock = { ms: 0 }, did: number[] = [];
  const bodies = { ...slowWork(clock), did: (operations: number) => void did.push(operations) };
  const work = timeWork(bodies, { times: emptyTaskTimes(1), nowMs: () => clock.ms, over: "at-settlement" });
  assert.equal(await work.join(0, [4, 5, 6]), 3);
  work.did(9);
  assert.deepEqual(did, [9]);
});
