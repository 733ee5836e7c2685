import assert from "node:assert/strict";
import type { WorkerCommand } from "../../../src/harness/session/self_command.ts";
import { WorkerProcess } from "../../../src/harness/session/worker_process.ts";
import { survivors, testCommand } from "../../fixtures/tiny_session.ts";

const LIMITS = { timeLimitMs: 20_000 };
const BYE = { v: 2, id: 1, op: "bye" };

/** A command that runs a shell script in a worker's place. */
function script(text: string): WorkerCommand & { readonly mark: string } {
  return { ...testCommand(), program: "/bin/sh", args: ["-c", text] };
}

function start(command: WorkerCommand, graceMs = 100): WorkerProcess {
  return new WorkerProcess(command, { paddingBytes: 3, graceMs });
}

Deno.test("WorkerProcess.request() returns the worker's reply", async () => {
  const worker = start(testCommand(), 5_000);
  assert.deepEqual(await worker.request({ op: "shut-down" }, LIMITS), { kind: "reply", reply: BYE });
  await worker.close();
});

Deno.test("WorkerProcess numbers its requests and its worker repeats the numbers", async () => {
  const worker = start(testCommand(), 5_000);
  const setUp = { op: "set-up", adapter: "nobody", workload: undefined as never } as const;
  const first = await worker.request(setUp, LIMITS);
  const second = await worker.request({ op: "shut-down" }, LIMITS);
  await worker.close();
  assert.ok(first.kind === "reply" && first.reply.op === "failed");
  assert.deepEqual([first.reply.id, second.kind === "reply" && second.reply.id], [1, 2]);
});

Deno.test("WorkerProcess.request() returns a death when the program cannot be started", async () => {
  const worker = start({ ...testCommand(), program: "/nowhere/at/all" });
  const outcome = await worker.request({ op: "shut-down" }, LIMITS);
  assert.ok(outcome.kind === "died");
  assert.match(outcome.reason, /^could not be started: /);
  assert.equal(worker.pid, null);
  await worker.close();
});

Deno.test("WorkerProcess.request() returns the death of a worker that died before it was asked", async () => {
  const worker = start(script("echo 'so be it' >&2; exit 9"));
  await worker.close();
  const outcome = await worker.request({ op: "shut-down" }, LIMITS);
  assert.deepEqual(outcome, {
    kind: "died",
    outOfMemory: false,
    reason: "exited by itself with code 9; its last words: so be it",
  });
});

Deno.test("WorkerProcess.request() returns the reply that a worker left before it died", async () => {
  const worker = start(script(`read request; echo '${JSON.stringify(BYE)}' >&3; exit 9`));
  const outcome = await worker.request({ op: "shut-down" }, LIMITS);
  await worker.close();
  assert.deepEqual(outcome, { kind: "reply", reply: BYE });
});

Deno.test("WorkerProcess.request() kills a worker that answers too late, and quotes it", async () => {
  const command = script("echo 'nearly there' >&2; sleep 600");
  const worker = start(command);
  const outcome = await worker.request({ op: "trace", iteration: 0 }, { timeLimitMs: 1_000 });
  assert.deepEqual(outcome, {
    kind: "time-limit",
    reason: 'did not answer "trace" within 1000 ms; its last words: nearly there',
  });
  assert.deepEqual(survivors(command.mark), []);
});

Deno.test("WorkerProcess.kill() kills a group that ignores SIGTERM", async () => {
  const command = script("trap '' TERM; sleep 600 & echo ready >&3; wait");
  const worker = start(command);
  // Its line is no reply, so the request ends as soon as the trap is set.
  const outcome = await worker.request({ op: "shut-down" }, LIMITS);
  assert.equal(outcome.kind, "garbage");
  assert.deepEqual(survivors(command.mark), []);
});

Deno.test("WorkerProcess.close() does not wait for a child that holds the dead worker's streams open", async () => {
  const command = script("sleep 600 & exit 0");
  const worker = start(command);
  await worker.close();
  assert.deepEqual(survivors(command.mark), []);
});

Deno.test("WorkerProcess.close() kills the child of a worker that ended in order", async () => {
  const command = script("sleep 600 >/dev/null 2>&1 3>&- & exit 0");
  const worker = start(command, 5_000);
  await worker.close();
  assert.deepEqual(survivors(command.mark), []);
});

Deno.test("WorkerProcess.request() takes a reply to another request for garbage", async () => {
  const worker = start(script(`read request; echo '{"v":2,"id":2,"op":"bye"}' >&3; sleep 600`));
  const outcome = await worker.request({ op: "shut-down" }, LIMITS);
  assert.deepEqual(outcome, {
    kind: "garbage",
    reason: String.raw`sent what is not a reply: "{\"v\":2,\"id\":2,\"op\":\"bye\"}"`,
  });
});

Deno.test("WorkerProcess.request() takes a reply of another protocol for garbage", async () => {
  const worker = start(script(`read request; echo '{"v":1,"id":1,"op":"bye"}' >&3; sleep 600`));
  assert.equal((await worker.request({ op: "shut-down" }, LIMITS)).kind, "garbage");
});

Deno.test("WorkerProcess.request() stops waiting at once when it is interrupted", async () => {
  const worker = start(script("sleep 600"));
  const controller = new AbortController();
  const asked = worker.request({ op: "shut-down" }, { ...LIMITS, signal: controller.signal });
  controller.abort();
  assert.deepEqual(await asked, { kind: "interrupted" });
});

Deno.test("WorkerProcess gives its worker the environment of the command, the padding and nothing else", async () => {
  const worker = start({ ...script(""), args: ["-c", "env | sort >&2; exit 1"], environment: { ONLY: "this" } });
  const outcome = await worker.request({ op: "shut-down" }, LIMITS);
  assert.ok(outcome.kind === "died");
  assert.match(outcome.reason, /ONLY=this \| PUFFIN_PADDING=xxx \| PWD=[^|]*$/);
});
