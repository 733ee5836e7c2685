/**
 * Real frameworks in Python, installed by the program itself and measured. Which ones is said by the variable
 * PUFFIN_PYTHON_FRAMEWORKS, as they come from a package index: plain Python needs none and is always measured.
 */
import assert from "node:assert/strict";
import { PYTHON_SUBJECTS } from "../../src/harness/adapters/python_facts.ts";
import { resultSchema } from "../../src/harness/session/result.ts";
import { endOf, inDirectory } from "./command.ts";
import { ENVIRONMENT, PROGRAM } from "./program.ts";

const NAMES = (Deno.env.get("PUFFIN_PYTHON_FRAMEWORKS") ?? "").split(",").filter((name) => name !== "");
const SUBJECTS = PYTHON_SUBJECTS.filter(({ environment }) => environment === null || NAMES.includes(environment));

/** Variables by which pip and uv find an index other than the usual one. */
const INDEX = Object.fromEntries(
  Object.entries(Deno.env.toObject()).filter(([name]) => /^(PIP|UV)_|_PROXY$|^SSL_CERT/i.test(name)),
);

async function program(directory: string, ...args: readonly string[]) {
  const env = { ...ENVIRONMENT, ...INDEX, LANG: "C.UTF-8", PUFFIN_CACHE_DIR: `${directory}/cache` };
  const ending = await endOf([...PROGRAM, ...args], { env, cwd: directory });
  assert.equal(ending.exitCode, 0, `${args.join(" ")}\n${ending.stdout}\n${ending.stderr}`);
  return ending;
}

Deno.test(`puffinbench installs, tries and measures ${["raw", ...NAMES].join(", ")} in Python`, () =>
  inDirectory(async (directory) => {
    if (NAMES.length > 0) await program(directory, "frameworks", "install", ...NAMES);
    const { stdout } = await program(directory, "frameworks", "doctor");
    for (const { id } of SUBJECTS) assert.ok(stdout.includes(`✓ ${id}  `), stdout);
    const frameworks = SUBJECTS.map(({ id }) => id).join(",");
    const run = ["run", "orchestration", "--filter", "*/diamond/noop", "--profile", "quick", "--format", "json"];
    const { stdout: json } = await program(directory, ...run, "--frameworks", frameworks);
    const [benchmark] = resultSchema.parse(JSON.parse(json)).benchmarks;
    assert.deepEqual(benchmark!.cells.map(({ subject }) => subject), ["control", ...SUBJECTS.map(({ id }) => id)]);
    for (const cell of benchmark!.cells) assert.equal(cell.status, "measured", JSON.stringify(cell).slice(0, 500));
  }));

Deno.test("puffinbench says of frameworks that are not installed what would install them", () =>
  inDirectory(async (directory) => {
    const run = ["run", "orchestration", "--filter", "*/diamond/noop", "--profile", "quick"];
    const { stdout } = await program(directory, ...run, "--frameworks", "prefect");
    assert.match(stdout.replace(/\s+/g, " "), /not installed: puffinbench frameworks install prefect/);
    const { stdout: list } = await program(directory, "frameworks", "list");
    assert.match(list, /^prefect +\d+\.\d+\.\d+ +not installed/m);
  }));
