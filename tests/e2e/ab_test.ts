/** Base against head, as a workflow runs it: the action's own script on a repository of two commits. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { plantedModule } from "../../src/harness/selftest/planted_modules.ts";
import { repository } from "../harness/cli/ab/repository.ts";
import { endOf, inDirectory } from "./command.ts";
import { ENVIRONMENT, PROGRAM } from "./program.ts";

const ACTION = fileURLToPath(new URL("../../.github/actions/ab/ab.sh", import.meta.url));

/** Turns of a loop, many times what the rest of a run takes. */
const turns = (count: number) => `let x = seed | 1; for (let i = 0; i < ${count}; i++) x = x * 31 | 1; kept[0] = x;`;

const SMALLEST = "--filter diamond/noop --framework adapter.mjs --profile quick --pairs 6 --looks 1 --seed 1";

Deno.test("ab.sh fails with 1 where a commit is slower, and leaves summary, annotation, reports and exit code", async () => {
  await using repo = await repository();
  await repo.commit({ "adapter.mjs": plantedModule("subject", turns(20_000)) });
  await repo.commit({ "adapter.mjs": plantedModule("subject", turns(120_000)) });
  const output = `${repo.root}/.git/results`;
  const { exitCode, stdout, stderr } = await endOf(["bash", ACTION], {
    cwd: repo.root,
    env: {
      ...ENVIRONMENT,
      PUFFINBENCH: PROGRAM.join(" "),
      AB_BASE: "HEAD~1",
      AB_SUITES: "orchestration",
      AB_ARGUMENTS: SMALLEST,
      AB_OUTPUT_DIR: output,
      GITHUB_ACTIONS: "true",
      GITHUB_STEP_SUMMARY: `${repo.root}/.git/summary.md`,
      GITHUB_OUTPUT: `${repo.root}/.git/output`,
    },
  });
  assert.equal(exitCode, 1, stderr);
  assert.match(stdout, /diamond\/noop/);
  assert.match(stderr, /^::error title=puffinbench::/m);
  assert.equal(await Deno.readTextFile(`${repo.root}/.git/output`), "exit-code=1\n");
  assert.match(await Deno.readTextFile(`${repo.root}/.git/summary.md`), /1 slower/);
  const names = [...Deno.readDirSync(output)].map(({ name }) => name);
  for (const name of ["comment.md", "summary.md", "report.html", "junit.xml"]) assert.ok(names.includes(name), name);
  assert.ok(names.some((name) => /^benchmark_results_.*\.json$/.test(name)));
  assert.match(await Deno.readTextFile(`${output}/junit.xml`), /<failure type="slower"/);
});

Deno.test("ab.sh hands on what it is told, and ends as the program does", () =>
  inDirectory(async (directory) => {
    await Deno.writeTextFile(`${directory}/program`, '#!/bin/sh\nprintf "%s\\n" "$@" > arguments\nexit 4\n');
    await Deno.chmod(`${directory}/program`, 0o755);
    const env = { PATH: ENVIRONMENT.PATH!, PUFFINBENCH: "./program", AB_BASE: "main", AB_ARGUMENTS: "--pairs 8" };
    const { exitCode } = await endOf(["bash", ACTION], { cwd: directory, env });
    assert.equal(exitCode, 4);
    const given = (await Deno.readTextFile(`${directory}/arguments`)).split("\n");
    assert.deepEqual(given.slice(0, 7), ["ab", "--base", "main", "--head", "HEAD", "--fail-on", "regression"]);
    assert.ok(given.includes("--wait") && given.includes("--pairs"));
    const without = await endOf(["bash", ACTION], { cwd: directory, env: { ...env, AB_BASE: "" } });
    assert.notEqual(without.exitCode, 0);
  }));
