/** Whole sessions, as small as the quick profile lets them be. */
import assert from "node:assert/strict";
import { type Result, resultSchema } from "../../src/harness/session/result.ts";
import { BARE_TOOLS, pathOf } from "./bare_path.ts";
import { endOf, inDirectory, spawn } from "./command.ts";
import { assertPlain } from "./printed.ts";
import { ENVIRONMENT, PROGRAM, RUNS_FROM_SOURCE } from "./program.ts";

const SMALLEST = "run orchestration --filter */diamond/noop --profile quick".split(" ");

/** Said when every subject has been measured in one process. */
const FIRST_PASS = /pass +1 of 6/;

/** Nothing that a built file could lean on: an empty home, and only the tools that it needs to unpack itself. */
async function bareEnvironment(home: string): Promise<Record<string, string>> {
  if (RUNS_FROM_SOURCE) return { ...ENVIRONMENT };
  return { HOME: `${home}/home`, PATH: await pathOf(home, BARE_TOOLS), PUFFIN_LOCK: "off" };
}

/** The one result in the directory; a session that was stopped leaves its journal beside it. */
async function savedResult(directory: string): Promise<Result> {
  const names = (await Array.fromAsync(Deno.readDir(`${directory}/benchmark_results`))).map(({ name }) => name);
  const [name, ...others] = names.filter((name) => name.endsWith(".json"));
  assert.match(name!, /^benchmark_results_\d{8}_\d{6}\.json$/);
  assert.deepEqual(others, []);
  const journals = names.filter((name) => name.endsWith(".journal.ndjson"));
  assert.equal(names.length, 1 + journals.length);
  const result = resultSchema.parse(JSON.parse(await Deno.readTextFile(`${directory}/benchmark_results/${name}`)));
  assert.equal(journals.length, result.session.status === "interrupted" ? 1 : 0);
  return result;
}

Deno.test("puffinbench run measures, prints a table and saves every sample with its proof", () =>
  inDirectory(async (directory) => {
    const command = [...PROGRAM, ...SMALLEST, "--save-results", "--seed", "7"];
    const { exitCode, stdout, stderr } = await endOf(command, {
      env: await bareEnvironment(directory),
      cwd: directory,
    });
    assert.equal(exitCode, 0, stderr);
    assertPlain(stdout);
    assertPlain(stderr);
    for (const word of ["PuffinFlow", "LangGraph", "LlamaIndex", "diamond/noop", "runs recomputed and found right"]) {
      assert.ok(stdout.includes(word), word);
    }
    const { session, benchmarks } = await savedResult(directory);
    assert.deepEqual([session.status, session.seed, session.profile.name], ["completed", 7, "quick"]);
    assert.deepEqual(benchmarks.map(({ id }) => id), ["orchestration/diamond/noop"]);
    assert.equal(benchmarks[0]!.cells.length, 4);
    for (const cell of benchmarks[0]!.cells) {
      assert.ok(cell.status === "measured", `${cell.subject} is ${cell.status}`);
      assert.equal(cell.forks.length, session.profile.forks);
      for (const fork of cell.forks) {
        const recordedRuns = fork.batch * fork.wallNs.length;
        assert.ok(recordedRuns > 0 && fork.provedRuns >= recordedRuns);
      }
    }
  }));

Deno.test("puffinbench run ends its processes, keeps the result and exits with 130 at Ctrl-C", () =>
  inDirectory(async (directory) => {
    const command = [...PROGRAM, ...SMALLEST, "--frameworks", "puffinflow", "--save-results", "--format", "json"];
    // A process group of its own, so that what it leaves behind can be told from everything else.
    const child = spawn(["setsid", ...command], { env: ENVIRONMENT, cwd: directory });
    const stdout = new Response(child.stdout).text();
    let told = "";
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      if (!FIRST_PASS.test(told) && FIRST_PASS.test(told + text)) child.kill("SIGINT");
      told += text;
    }
    assert.equal((await child.status).code, 130, told);
    assert.match(told, /interrupted/);
    assert.deepEqual(await processesOf(child.pid), []);
    const printed = resultSchema.parse(JSON.parse(await stdout));
    assert.equal(printed.session.status, "interrupted");
    assert.deepEqual(await savedResult(directory), printed);
  }));

/** Processes that belong to a group, ended ones that nobody asked about included. */
async function processesOf(group: number): Promise<string[]> {
  const { stdout } = await endOf(["ps", "-A", "-o", "pgid=,pid=,args="], { env: ENVIRONMENT });
  return stdout.split("\n").filter((line) => line.trim().startsWith(`${group} `));
}
