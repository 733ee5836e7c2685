import assert from "node:assert/strict";
import { Gate, heldWork } from "../../../src/harness/measure/held_runs.ts";
import { makeWork } from "../../../src/harness/workload/task_bodies.ts";

Deno.test("heldWork() holds runs up in their first task until the gate is opened, and then closes again", async () => {
  const gate = new Gate(), ledger = { executed: 0 };
  const plain = makeWork({ kind: "noop" }, { ledger: { executed: 0 }, wait: () => Promise.resolve() });
  const work = heldWork(makeWork({ kind: "noop" }, { ledger, wait: () => Promise.resolve() }), gate);
  const first = work.one(0, 5);
  assert.equal(await work.one(1, 5), await plain.one(1, 5));
  assert.equal(await work.join(2, [1, 2]), await plain.join(2, [1, 2]));
  assert.deepEqual([gate.waiting, ledger.executed], [1, 2]);
  gate.open();
  assert.equal(await first, await plain.one(0, 5));
  const second = work.one(0, 5);
  assert.equal(gate.waiting, 1);
  gate.open();
  await second;
  work.did(3);
  assert.equal(ledger.executed, 7);
});
