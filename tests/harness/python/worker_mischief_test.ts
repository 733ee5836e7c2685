/** What a worker in Python may do wrong: each is told from the others, in bounded time, and leaves nothing behind. */
import assert from "node:assert/strict";
import { replyOf, SubjectFault } from "../../../src/harness/session/cell_fault.ts";
import { ExpectedAnswers } from "../../../src/harness/session/proof.ts";
import type { ReplyBody, RequestBody } from "../../../src/harness/session/protocol.ts";
import { WorkerProcess } from "../../../src/harness/session/worker_process.ts";
import type { Workload } from "../../../src/harness/workload/workload.ts";
import { PythonPrograms, type PythonWorkerWishes } from "../../fixtures/python_worker.ts";
import { survivors } from "../../fixtures/tiny_session.ts";

/** Far longer than any answer takes: only tests of the limit itself wait for one. */
const PATIENT_MS = 120_000;
const WORKLOAD: Workload = { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "noop" } };
const SET_UP: RequestBody = { op: "set-up", adapter: "mischief", workload: WORKLOAD };
const TRACE: RequestBody = { op: "trace", iteration: 0 };

interface Wishes extends PythonWorkerWishes {
  readonly mischief: string;
  /** Limit of the traced run. */
  readonly limitMs?: number;
}

/** Sets a worker up and traces it; tells the reply or the fault. Nothing that it started may be left. */
async function traced({ limitMs = PATIENT_MS, ...wishes }: Wishes): Promise<ReplyBody | SubjectFault["fault"]> {
  await using programs = await PythonPrograms.write();
  const command = programs.command(wishes);
  const worker = new WorkerProcess(command, { paddingBytes: 0, graceMs: 200 });
  try {
    const ready = replyOf(await worker.request(SET_UP, { timeLimitMs: PATIENT_MS }));
    if (ready.op !== "set-up") return ready;
    return replyOf(await worker.request(TRACE, { timeLimitMs: limitMs }));
  } catch (error) {
    if (!(error instanceof SubjectFault)) throw error;
    return error.fault;
  } finally {
    await worker.kill();
    assert.deepEqual(survivors(command.mark), []);
  }
}

function faultOf(outcome: ReplyBody | SubjectFault["fault"]): { status: string; code: string | null; reason: string } {
  assert.ok("status" in outcome, JSON.stringify(outcome));
  return { status: outcome.status, code: "code" in outcome ? outcome.code : null, reason: outcome.reason };
}

for (const mischief of ["prints", "floods"]) {
  Deno.test(`A worker that ${mischief} to the streams of its framework is measured all the same`, async () => {
    const outcome = await traced({ mischief });
    assert.ok("op" in outcome && outcome.op === "traced", JSON.stringify(outcome));
    assert.equal(new ExpectedAnswers(WORKLOAD).digestFaultOf(0, outcome.digest), null);
  });
}

Deno.test("A worker whose framework writes into the channel fails with the code protocol", async () => {
  const { code, reason } = faultOf(await traced({ mischief: "garbage" }));
  assert.deepEqual([code, reason], ["protocol", 'sent what is not a reply: "this is no reply"']);
});

Deno.test("A worker that sends a line without an end fails with the code oversized", async () => {
  assert.equal(faultOf(await traced({ mischief: "huge" })).code, "oversized");
});

Deno.test("A worker that dies fails with the code exit and says how", async () => {
  const { code, reason } = faultOf(await traced({ mischief: "dies" }));
  assert.deepEqual([code, reason], ["exit", "exited by itself with code 7"]);
  assert.match(faultOf(await traced({ mischief: "crashes" })).reason, /^was killed by SIGSEGV/);
});

Deno.test("A worker that computes for ever fails with the code time-limit, though it says that it is alive", async () => {
  const { code } = faultOf(await traced({ mischief: "hangs", limitMs: 3_000, silenceLimitMs: PATIENT_MS }));
  assert.equal(code, "time-limit");
});

Deno.test("A worker that does not even say that it is alive fails with the code stuck", async () => {
  const { code, reason } = faultOf(await traced({ mischief: "stuck", silenceLimitMs: 3_000 }));
  assert.equal(code, "stuck");
  assert.match(reason, /^was asked for "trace" and has not said for \d+ ms that it is alive$/);
});

Deno.test("A worker that leaves children takes them along, those of other groups and sessions included", async () => {
  assert.equal(faultOf(await traced({ mischief: "forks", limitMs: 3_000 })).code, "time-limit");
});

Deno.test("A worker that ignores all polite signals is killed", async () => {
  const wishes = { mischief: "stubborn", limitMs: 2_000, cancelMs: 100 };
  assert.equal(faultOf(await traced(wishes)).code, "time-limit");
});

Deno.test("A worker whose framework says that a run failed, and raised nothing, is invalid", async () => {
  const { status, reason } = faultOf(await traced({ mischief: "status" }));
  assert.deepEqual([status, reason], ["invalid", "ended with status FAILED and raised nothing"]);
});

Deno.test("A worker without its framework is unavailable, and one that cannot build has failed", async () => {
  const missing = faultOf(await traced({ mischief: "missing" }));
  assert.deepEqual([missing.status, missing.reason], [
    "unavailable",
    "ModuleNotFoundError: No module named 'no_such_framework'",
  ]);
  assert.equal(faultOf(await traced({ mischief: "unready" })).code, "prepare");
});

Deno.test("A worker whose framework has no idiom for a workload says so", async () => {
  const outcome = await traced({ mischief: "unfit" });
  assert.ok("op" in outcome && outcome.op === "unsupported");
  assert.equal(outcome.reason, "has no idiom for it");
});
