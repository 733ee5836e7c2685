import assert from "node:assert/strict";
import { cli } from "../../../src/harness/cli/cli.ts";
import { fakeIo } from "./fake_io.ts";

async function run(...args: string[]) {
  const io = fakeIo();
  return { exitCode: await cli(args, io), ...io.written };
}

Deno.test("cli() prints version, build and runtime when asked for --version", async () => {
  for (const flag of ["--version", "-V"]) {
    const { exitCode, stdout, stderr } = await run(flag);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /^puffinbench 0\.1\.0 \(source( [0-9a-f]{8})?, deno 2\.9\.6\)\n$/);
  }
});

Deno.test("cli() prints help to stdout and succeeds when asked for --help", async () => {
  for (
    const args of [["--help"], ["run", "--help"], ["gate", "--help"], ["calibrate", "--help"], ["report", "--help"], [
      "list",
      "-h",
    ], [
      "doctor",
      "--help",
    ], ["schema", "--help"]]
  ) {
    const { exitCode, stdout, stderr } = await run(...args);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /^Usage: puffinbench/);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
  }
});

Deno.test("cli() answers what it cannot obey with one sentence and exit code 2", async () => {
  const table: [commandLine: string, sentence: string][] = [
    [
      "",
      "Cannot start as there must be a command: one of run, ab, compare, baseline, gate, calibrate, report, history, list, frameworks, doctor, selftest, schema; --help says more",
    ],
    ["rnu", 'Cannot find the command "rnu": did you mean "run"?'],
    [
      "bench",
      'Cannot find the command "bench": there is only run, ab, compare, baseline, gate, calibrate, report, history, list, frameworks, doctor, selftest, schema',
    ],
    ["run --profle quick", "Cannot find the option --profle: did you mean --profile?"],
    ["run --profle=quick", "Cannot find the option --profle: did you mean --profile?"],
    ["run --colour never", "Cannot find the option --colour: did you mean --color?"],
    ["--verison", "Cannot find the option --verison: did you mean --version?"],
    ["run --zzz", 'Cannot find the option --zzz: "puffinbench run --help" lists those there are'],
    ["run --seed", "Cannot use --seed as it must be followed by a value: --seed <number>"],
    [
      "run --profile quik",
      'Cannot use --profile as its value must be one of quick, standard, gate: did you mean "quick" instead of "quik"?',
    ],
    ["run orchestraton", 'Cannot find the suite "orchestraton": did you mean "orchestration"?'],
    ["run --filter diamnd", 'Cannot find a benchmark for --filter "diamnd": did you mean "diamond"?'],
    ["run --frameworks langgrap", 'Cannot find the framework "langgrap": did you mean "langgraph"?'],
    ["list core", 'Cannot obey "list core" as "list" takes options only'],
  ];
  for (const [commandLine, sentence] of table) {
    const args = commandLine.split(" ").filter((arg) => arg !== "");
    assert.deepEqual(
      await run(...args),
      { exitCode: 2, stdout: "", stderr: `puffinbench: ${sentence}\n` },
      commandLine,
    );
  }
});

Deno.test("cli() refuses to run on another version of Deno", async () => {
  const io = fakeIo({ denoVersion: "2.8.0" });
  assert.equal(await cli(["list"], io), 2);
  assert.equal(io.written.stdout, "");
  assert.equal(
    io.written.stderr,
    'puffinbench: Cannot run on Deno 2.8.0 as it must be Deno 2.9.6: "npx deno@2.9.6" gets that version\n',
  );
});
