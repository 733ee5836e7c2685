import assert from "node:assert/strict";
import { fold } from "../../../src/harness/workload/digest.ts";
import { xorshift32 } from "../../../src/harness/workload/kernel.ts";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";

const neverWaits = () => Promise.reject(new Error("Only the wait kernel may wait"));

Deno.test("makeWork() mixes the task's number into what a single dependency gave", async () => {
  const work = makeWork({ kind: "cpu", rounds: 9 }, { ledger: { executed: 0 }, wait: neverWaits });
  assert.equal(await work.one(6, 77), xorshift32(77 ^ 6, 9));
});

Deno.test("makeWork() folds what a join was given, in its order", async () => {
  const work = makeWork({ kind: "noop" }, { ledger: { executed: 0 }, wait: neverWaits });
  assert.equal(await work.join(3, [5, 8]), fold([5, 8]));
});

Deno.test("makeWork() gives 32-bit unsigned integers for values with the highest bit set", async () => {
  const work = makeWork({ kind: "noop" }, { ledger: { executed: 0 }, wait: neverWaits });
  assert.equal(await work.one(1, 0xffffffff), 0xfffffffe);
});

for (const kernel of [{ kind: "noop" }, { kind: "cpu", rounds: 2 }, { kind: "wait", waitMs: 10 }] as const) {
  Deno.test(`makeWork() counts every body of the ${kernel.kind} kernel once`, async () => {
    const ledger = { executed: 0 };
    const work = makeWork(kernel, { ledger, wait: () => Promise.resolve() });
    await Promise.all([work.one(0, 1), work.one(1, 1), work.join(2, [1, 1])]);
    assert.equal(ledger.executed, 3);
  });
}

Deno.test("makeWork() waits for the kernel's time before it counts or answers", async () => {
  const ledger = { executed: 0 };
  const waits: number[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const wait = (waitMs: number) => {
    waits.push(waitMs);
    return released;
  };
  const work = makeWork({ kind: "wait", waitMs: 10 }, { ledger, wait });

  const outputs = Promise.all([work.one(2, 40), work.join(3, [7])]);
  assert.deepEqual(waits, [10, 10]);
  assert.equal(ledger.executed, 0);

  release();
  assert.deepEqual(await outputs, [42, fold([7])]);
  assert.equal(ledger.executed, 2);
});
