import assert from "node:assert/strict";
import { OutputTail } from "../../../src/harness/session/output_tail.ts";
import { obituaryOf, type WorkerExit } from "../../../src/harness/session/worker_exit.ts";

function obituary(exit: WorkerExit, stderr = "") {
  const tail = new OutputTail();
  tail.push(new TextEncoder().encode(stderr));
  return obituaryOf(exit, tail);
}

Deno.test("obituaryOf() names the exit code and quotes the last words", () => {
  assert.deepEqual(obituary({ kind: "exited", code: 7 }, "giving up\n"), {
    outOfMemory: false,
    reason: "exited by itself with code 7; its last words: giving up",
  });
});

Deno.test("obituaryOf() recognises a full heap by what V8 says of it", () => {
  const stderr = "# Fatal JavaScript out of memory: Reached heap limit\n#\n==== C stack trace ===\n 0x00";
  assert.deepEqual(obituary({ kind: "killed", signal: "SIGTRAP" }, stderr), {
    outOfMemory: true,
    reason: "ran out of memory",
  });
  assert.equal(obituary({ kind: "killed", signal: "SIGABRT" }, "JavaScript heap out of memory").outOfMemory, true);
});

Deno.test("obituaryOf() names the signal", () => {
  assert.equal(obituary({ kind: "killed", signal: "SIGSEGV" }).reason, "was killed by SIGSEGV");
});

Deno.test("obituaryOf() says who sends SIGKILL when the session did not", () => {
  assert.equal(
    obituary({ kind: "killed", signal: "SIGKILL" }).reason,
    "was killed by SIGKILL, as the kernel does when the machine runs out of memory",
  );
});

Deno.test("obituaryOf() says why a process could not be started", () => {
  assert.equal(obituary({ kind: "not-started", message: "no such file" }).reason, "could not be started: no such file");
});
