import assert from "node:assert/strict";
import { type MachineLock, takeMachineLock } from "../../../src/harness/session/machine_lock.ts";

const ADA = { pid: 7, since: "2026-01-02T03:04:05.000Z", command: "run orchestration" };

function taken(path: string, pid: number): MachineLock {
  const lock = takeMachineLock(path, { ...ADA, pid });
  assert.ok(lock.kind === "taken");
  return lock;
}

async function withLockFile(test: (path: string) => void | Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(`${directory}/lock`);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("takeMachineLock() gives the lock to one at a time, and tells the others who has it", () =>
  withLockFile((path) => {
    {
      using _lock = taken(path, 7);
      assert.deepEqual(takeMachineLock(path, { ...ADA, pid: 8 }), { kind: "busy", holder: ADA });
    }
    using _next = taken(path, 8);
  }));

Deno.test("takeMachineLock() takes over what a process left that is no more", () =>
  withLockFile(async (path) => {
    const program = `
      const file = Deno.openSync(${JSON.stringify(path)}, { create: true, write: true });
      file.lockSync(true);
      file.writeSync(new TextEncoder().encode(${JSON.stringify(JSON.stringify(ADA))}));
      Deno.kill(Deno.pid, "SIGKILL");`;
    await new Deno.Command(Deno.execPath(), { args: ["eval", program], stdout: "null", stderr: "null" }).output();
    assert.match(await Deno.readTextFile(path), /"pid":7/);
    using _lock = taken(path, 8);
  }));

Deno.test("takeMachineLock() does not make up a holder of a lock whose file says nothing", () =>
  withLockFile((path) => {
    using file = Deno.openSync(path, { create: true, write: true });
    file.lockSync(true);
    assert.deepEqual(takeMachineLock(path, ADA), { kind: "busy", holder: null });
  }));
