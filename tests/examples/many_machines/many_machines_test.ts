import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { REPOSITORY_ROOT } from "../../../scripts/repository_root.ts";
import { RedisServer } from "../../engine/distributed/redis_server.ts";

/** A program of this folder as a process. */
function started(program: string, url: string): Deno.ChildProcess {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--config", `${REPOSITORY_ROOT}/deno.json`, path],
    env: { REDIS_URL: url },
    stdin: "null",
    stdout: "piped",
  }).spawn();
}

/** Reads what a process prints until it contains a text. */
async function printed(process: Deno.ChildProcess, text: string): Promise<void> {
  let output = "";
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  while (!output.includes(text)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`"${text}" was not printed, but: ${output}`);
    output += value;
  }
  void (async () => {
    while (!(await reader.read()).done);
  })();
}

Deno.test("two workers work on reports, one is killed, and all reports are there", async () => {
  await using server = await RedisServer.start("always");
  const workers = [started("./worker.ts", server.url), started("./worker.ts", server.url)];
  await Promise.all(workers.map((worker) => printed(worker, "is ready")));
  const submit = started("./submit.ts", server.url);
  const lines = new Response(submit.stdout).text();
  // Reports are under way as soon as the first worker has taken some: the lock of a run is a key.
  const { Redis } = await import("ioredis");
  const redis = new Redis(server.url);
  while ((await redis.keys("*:lock")).length < 4) await new Promise((done) => setTimeout(done, 10));
  redis.disconnect();
  workers[0]!.kill("SIGKILL");
  await workers[0]!.status;
  assert.equal((await submit.status).code, 0);
  assert.match(
    await lines,
    /^40 runs are submitted\n(?:.*\n){3}40 are done, the last one: A report on what is known of puffin 40\n$/,
  );
  workers[1]!.kill("SIGTERM");
  assert.equal((await workers[1]!.status).code, 0);
});
