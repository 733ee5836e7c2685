/**
 * Each planted fault is caught, named, and costs its own cell only. Every test runs a real session of
 * plain code beside the faulty adapter.
 */
import assert from "node:assert/strict";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import type { SessionPlan } from "../../../src/harness/session/plan.ts";
import type { Cell } from "../../../src/harness/session/result.ts";
import { runSession } from "../../../src/harness/session/session.ts";
import { faultyAdapter, type MarkedCommand, survivors, testCommand, tinyPlan } from "../../fixtures/tiny_session.ts";

interface Choice extends Partial<SessionPlan> {
  readonly workerCommand?: MarkedCommand;
}

/** Runs control and faulty adapter side by side; checks the control and the process table; returns the faulty cell. */
async function faultyCell(fault: string, choice: Choice = {}): Promise<Cell> {
  const workerCommand = choice.workerCommand ?? testCommand();
  const subject = faultyAdapter(fault);
  const { benchmarks, status } = await runSession(
    tinyPlan({ ...choice, workerCommand, arms: plainArms([subject, "control"]) }),
  );
  const [faulty, control] = benchmarks[0]!.cells;
  assert.equal(status, "completed");
  assert.ok(control?.status === "measured", `the control is measured: ${JSON.stringify(control)}`);
  assert.deepEqual(control.forks.map((fork) => fork.wallNs.length), [3]);
  assert.deepEqual(survivors(workerCommand.mark), []);
  return faulty!;
}

function reasonOf(cell: Cell): string {
  return "reason" in cell ? cell.reason : "";
}

Deno.test("runSession() calls a cell invalid and names the iteration when an output is wrong", async () => {
  const cell = await faultyCell("wrong-digest");
  assert.equal(cell.status, "invalid");
  assert.match(reasonOf(cell), /^gave 0x[0-9a-f]{8} instead of 0x[0-9a-f]{8} in iteration \d+$/);
});

Deno.test("runSession() calls a cell invalid when an answer is remembered from another seed", async () => {
  const cell = await faultyCell("ignores-seed");
  assert.equal(cell.status, "invalid");
  assert.match(reasonOf(cell), /^gave 0x[0-9a-f]{8} instead of 0x[0-9a-f]{8} in iteration 1$/);
});

Deno.test("runSession() counts the tasks when a state is skipped", async () => {
  const cell = await faultyCell("skips-task");
  assert.equal(cell.status, "invalid");
  assert.match(reasonOf(cell), /^executed 3 of 4 tasks in iteration \d+$/);
});

Deno.test("runSession() counts the tasks when a state is run twice though the output is right", async () => {
  const cell = await faultyCell("repeats-task");
  assert.equal(cell.status, "invalid");
  assert.match(reasonOf(cell), /^executed 5 of 4 tasks in iteration \d+$/);
});

Deno.test("runSession() names the time limit when a run loops for ever", async () => {
  const cell = await faultyCell("endless-loop", { timeLimitMs: 1_500 });
  assert.ok(cell.status === "failed" && cell.code === "time-limit");
  // A slow machine ends the warm-up before the fifth iteration.
  assert.match(cell.reason, /^did not answer "(warm-up" within 1505|sample" within 1500) ms$/);
});

Deno.test("runSession() kills a worker that loops for ever and ignores SIGTERM", async () => {
  const cell = await faultyCell("ignores-sigterm", { timeLimitMs: 1_500 });
  assert.ok(cell.status === "failed" && cell.code === "time-limit");
});

Deno.test("runSession() names the exit code when a framework exits", async () => {
  const cell = await faultyCell("exits");
  assert.deepEqual({ ...cell, subject: "" }, {
    subject: "",
    status: "failed",
    code: "exit",
    reason: "exited by itself with code 3",
  });
});

Deno.test("runSession() names the exit code when a framework exits with 0 after its last sample", async () => {
  const cell = await faultyCell("exits-on-close");
  assert.ok(cell.status === "failed" && cell.code === "exit");
  assert.equal(cell.reason, "exited by itself with code 0");
});

Deno.test("runSession() names the error when a run's promise is rejected", async () => {
  const cell = await faultyCell("throws");
  assert.ok(cell.status === "failed" && cell.code === "framework");
  assert.equal(cell.reason, "threw during a run: RangeError: planted in a run");
});

Deno.test("runSession() names the error when a promise is rejected that nobody awaits", async () => {
  const cell = await faultyCell("leaves-rejection");
  assert.ok(cell.status === "failed" && cell.code === "framework");
  assert.equal(cell.reason, "left a promise rejected that nobody awaits: RangeError: planted and never awaited");
});

Deno.test("runSession() names the error when a timer throws", async () => {
  const cell = await faultyCell("throws-from-timer");
  assert.ok(cell.status === "failed" && cell.code === "framework");
  assert.equal(cell.reason, "threw where nobody catches: RangeError: planted in a timer");
});

Deno.test("runSession() says so when nothing can settle a run any more", async () => {
  const cell = await faultyCell("never-settles");
  assert.ok(cell.status === "failed" && cell.code === "exit");
  assert.equal(cell.reason, "left its run waiting for a promise that nothing can settle any more");
});

Deno.test("runSession() tells a full heap from other deaths", async () => {
  const cell = await faultyCell("exhausts-memory", { workerCommand: testCommand({ maxHeapMib: 48 }) });
  assert.ok(cell.status === "failed" && cell.code === "out-of-memory");
  assert.equal(cell.reason, "ran out of memory");
});

Deno.test("runSession() takes nothing for a reply that is none", async () => {
  const cell = await faultyCell("prints-garbage");
  assert.ok(cell.status === "failed" && cell.code === "protocol");
  assert.equal(cell.reason, 'sent what is not a reply: "no reply at all"');
});

Deno.test("runSession() stops reading a line that never ends", async () => {
  const cell = await faultyCell("floods-replies");
  assert.ok(cell.status === "failed" && cell.code === "oversized");
  assert.match(cell.reason, /must not exceed 1048576 characters$/);
});

Deno.test("runSession() measures a framework that floods its output", async () => {
  const cell = await faultyCell("floods-output");
  assert.ok(cell.status === "measured", reasonOf(cell));
});

Deno.test("runSession() kills the child that a dead worker left behind", async () => {
  const cell = await faultyCell("leaves-child", { workerCommand: testCommand({ flags: ["--allow-run"] }) });
  assert.ok(cell.status === "failed" && cell.code === "exit");
  assert.equal(cell.reason, "exited by itself with code 4");
});

Deno.test("runSession() names the error when an adapter cannot build its graph", async () => {
  const cell = await faultyCell("throws-on-prepare");
  assert.ok(cell.status === "failed" && cell.code === "prepare");
  assert.equal(cell.reason, "threw while it built the graph: RangeError: planted while building");
});

Deno.test("runSession() names the error when an adapter throws while it is loaded", async () => {
  const cell = await faultyCell("throws-on-import");
  assert.ok(cell.status === "failed" && cell.code === "framework");
  assert.equal(cell.reason, "threw while it was loaded: RangeError: planted while loading");
});

Deno.test("runSession() calls a framework unavailable when its module is not there", async () => {
  const cell = await faultyCell("missing-module");
  assert.equal(cell.status, "unavailable");
  assert.match(reasonOf(cell), /^Module not found .*there_is_no_such_module/);
});

Deno.test("runSession() keeps apart what a framework cannot express", async () => {
  const cell = await faultyCell("unsupported");
  assert.deepEqual(cell, { subject: "faulty", status: "unsupported", reason: "has no idiom for it" });
});
