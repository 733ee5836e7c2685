import assert from "node:assert/strict";
import { resultSchema } from "../../../src/harness/session/result.ts";
import { WORKER_VERB } from "../../../src/harness/session/self_command.ts";

const MAIN = new URL("../../../main.ts", import.meta.url);

function command(args: readonly string[]) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN.href, ...args],
    env: { LANG: "C.UTF-8", NO_COLOR: "1", PUFFIN_LOCK: "off" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

async function main(...args: string[]) {
  const { code, stdout, stderr } = await command(args).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

Deno.test("main.ts prints its version", async () => {
  const { code, stdout, stderr } = await main("--version");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^puffinbench \d+\.\d+\.\d+ \(.+\)\n$/);
});

Deno.test("main.ts hands the exit code of the command line on", async () => {
  const { code, stdout, stderr } = await main("rnu");
  assert.deepEqual([code, stdout], [2, ""]);
  assert.equal(stderr, 'puffinbench: Cannot find the command "rnu": did you mean "run"?\n');
});

Deno.test("main.ts is no worker for somebody at a terminal", async () => {
  const { code, stdout, stderr } = await main(WORKER_VERB);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /a session starts its own workers/);
});

Deno.test("main.ts measures in workers of its own and prints the result as JSON", async () => {
  const filter = ["--filter", "diamond/noop", "--frameworks", "control"];
  const args = ["run", "orchestration", "--profile", "quick", ...filter, "--format", "json"];
  const { code, stdout, stderr } = await main(...args, "--seed", "7");
  assert.equal(code, 0, stderr);
  const { session, benchmarks } = resultSchema.parse(JSON.parse(stdout));
  assert.deepEqual([session.seed, session.argv.slice(0, 3)], [7, ["run", "orchestration", "--profile"]]);
  const [cell] = benchmarks[0]!.cells;
  assert.equal(cell?.status, "measured");
  assert.equal(cell.forks.length, 6);
  assert.match(stderr, /^puffinbench · quick · seed 7 · 1 benchmark × 1 subject × 6 processes · about \d+ s\n/);
});

Deno.test("main.ts prints what it has and ends with 130 when it is told to stop", async () => {
  const child = command(["run", "--profile", "quick", "--frameworks", "control", "--format", "json"]).spawn();
  const reader = child.stderr.getReader();
  let progress = "";
  while (!progress.includes(" start ")) progress += new TextDecoder().decode((await reader.read()).value);
  child.kill("SIGINT");
  reader.releaseLock();
  const { code, stdout } = await child.output();
  assert.equal(code, 130);
  assert.equal(resultSchema.parse(JSON.parse(new TextDecoder().decode(stdout))).session.status, "interrupted");
});

Deno.test("main.ts is content when its reader has gone", async () => {
  await using child = command(["list", "--long"]).spawn();
  await child.stdout.cancel();
  const { code } = await child.status;
  const errors = await new Response(child.stderr).text();
  assert.deepEqual([code, errors], [0, ""]);
});
