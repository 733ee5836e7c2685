/** The command line, as a shell sees it. */
import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { endOf, inDirectory } from "./command.ts";
import { assertPlain } from "./printed.ts";
import { ENVIRONMENT, PROGRAM, puffinbench, RUNS_FROM_SOURCE } from "./program.ts";

Deno.test("puffinbench --version names the version, the build and the runtime", () =>
  inDirectory(async (directory) => {
    const { exitCode, stdout, stderr } = await puffinbench(directory, "--version");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const kind = RUNS_FROM_SOURCE ? "source" : "(?:portable|compiled)";
    const version = `^puffinbench ${RegExp.escape(config.version)} \\(${kind}\\b[^)]*, deno ${Deno.version.deno}\\)\n$`;
    assert.match(stdout, new RegExp(version));
  }));

for (const args of [["--help"], ["run", "--help"], ["list"], ["list", "--long"], ["doctor"]]) {
  Deno.test(`puffinbench ${args.join(" ")} prints plain text of at most 80 columns`, () =>
    inDirectory(async (directory) => {
      const { stdout, stderr } = await puffinbench(directory, ...args);
      assert.notEqual(stdout, "");
      assertPlain(stdout);
      assertPlain(stderr);
      assert.deepEqual(await Array.fromAsync(Deno.readDir(directory)), []);
    }));
}

Deno.test("puffinbench list names the suites, the benchmarks and the frameworks", () =>
  inDirectory(async (directory) => {
    const { exitCode, stdout } = await puffinbench(directory, "list");
    assert.equal(exitCode, 0);
    for (const name of ["orchestration", "diamond/noop", "deep-chain/cpu", "puffinflow", "langgraph", "llamaindex"]) {
      assert.ok(stdout.includes(name), name);
    }
  }));

for (
  const [args, sentence] of [
    ["rnu", /the command "rnu": did you mean "run"\?/],
    ["run --profle quick", /the option --profle: did you mean --profile\?/],
    ["run --profile quik", /did you mean "quick"/],
    ["run orchestraton", /the suite "orchestraton": did you mean "orchestration"\?/],
    ["run --filter diamnd", /did you mean "diamond"\?/],
    ["run --frameworks langgrap", /the framework "langgrap": did you mean "langgraph"\?/],
  ] as const
) {
  Deno.test(`puffinbench ${args} says in one sentence what was probably meant`, () =>
    inDirectory(async (directory) => {
      const { exitCode, stdout, stderr } = await puffinbench(directory, ...args.split(" "));
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.match(stderr, /^puffinbench: Cannot [^\n]*\n$/);
      assert.match(stderr, sentence);
    }));
}

for (
  const { environment, escapes } of [{ environment: {}, escapes: true }, {
    environment: { NO_COLOR: "1" },
    escapes: false,
  }]
) {
  const given = escapes ? "unless NO_COLOR is set" : "when NO_COLOR is set";
  Deno.test(`puffinbench list on a terminal ${escapes ? "is set in bold and dim" : "is plain"} ${given}`, () =>
    inDirectory(async (directory) => {
      // util-linux's script gives the command a terminal.
      const command = ["script", "--quiet", "--return", "--command", quoted([...PROGRAM, "list"]), "/dev/null"];
      const env = { ...ENVIRONMENT, TERM: "xterm", ...environment };
      const { exitCode, stdout } = await endOf(command, { env, cwd: directory });
      assert.equal(exitCode, 0);
      assert.match(stdout, /orchestration/);
      assert.equal(stdout.includes("\x1b["), escapes);
    }));
}

function quoted(command: readonly string[]): string {
  return command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
}
