import assert from "node:assert/strict";
import { type CellFault, replyOf, SessionInterrupt, SubjectFault } from "../../../src/harness/session/cell_fault.ts";
import type { WorkerOutcome } from "../../../src/harness/session/worker_process.ts";

function faultOf(outcome: WorkerOutcome): CellFault {
  try {
    replyOf(outcome);
  } catch (error) {
    if (error instanceof SubjectFault) return error.fault;
  }
  throw new Error("a fault was expected");
}

const failed = (code: "import" | "prepare" | "framework" | "protocol"): WorkerOutcome => ({
  kind: "reply",
  reply: { v: 1, id: 1, op: "failed", code, message: "it\nbroke" },
});

Deno.test("replyOf() returns a reply that is not one of failure", () => {
  const reply = { v: 1, id: 1, op: "bye" } as const;
  assert.equal(replyOf({ kind: "reply", reply }), reply);
});

Deno.test("replyOf() makes a missing module an unavailable subject", () => {
  assert.deepEqual(faultOf(failed("import")), { status: "unavailable", reason: "it broke" });
});

Deno.test("replyOf() keeps the worker's code for every other failure", () => {
  for (const code of ["prepare", "framework", "protocol"] as const) {
    assert.deepEqual(faultOf(failed(code)), { status: "failed", code, reason: "it broke" });
  }
});

Deno.test("replyOf() tells a full heap from another death", () => {
  const died = (outOfMemory: boolean) => faultOf({ kind: "died", outOfMemory, reason: "why" });
  assert.deepEqual(died(true), { status: "failed", code: "out-of-memory", reason: "why" });
  assert.deepEqual(died(false), { status: "failed", code: "exit", reason: "why" });
});

Deno.test("replyOf() names an overdue answer and one that is none", () => {
  assert.deepEqual(faultOf({ kind: "time-limit", reason: "why" }), {
    status: "failed",
    code: "time-limit",
    reason: "why",
  });
  assert.deepEqual(faultOf({ kind: "garbage", reason: "why" }), { status: "failed", code: "protocol", reason: "why" });
});

Deno.test("replyOf() ends the block, not the cell, when the session was interrupted", () => {
  assert.throws(() => replyOf({ kind: "interrupted" }), SessionInterrupt);
});
