import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { survivors, testCommand } from "../../fixtures/tiny_session.ts";

Deno.test("runWorker() refuses to run when nobody listens on file descriptor 3", async () => {
  const { program, args, environment } = testCommand();
  const command = new Deno.Command(program, { args: [...args], env: environment, clearEnv: true, stdin: "null" });
  const { code, stderr } = await command.output();
  assert.equal(code, 2);
  assert.equal(
    new TextDecoder().decode(stderr),
    "Cannot run as a worker as file descriptor 3 must be a pipe: a session starts its own workers\n",
  );
});

Deno.test("runWorker() ends when its session is gone", async () => {
  const { program, args, environment, mark } = testCommand();
  const child = spawn(program, args, { env: environment, stdio: ["pipe", "ignore", "ignore", "pipe"] });
  child.stdin!.end();
  const code = await new Promise((resolve) => child.once("close", resolve));
  child.stdio[3]!.destroy();
  assert.equal(code, 0);
  assert.deepEqual(survivors(mark), []);
});
