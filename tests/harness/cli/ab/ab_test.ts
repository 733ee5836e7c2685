import assert from "node:assert/strict";
import { ab, type AbMeans, type AbOptions } from "../../../../src/harness/cli/ab/ab.ts";
import { git } from "../../../../src/harness/cli/ab/git.ts";
import type { CompareOptions } from "../../../../src/harness/cli/compare.ts";
import type { measuredSession } from "../../../../src/harness/cli/measured_session.ts";
import { UsageError } from "../../../../src/harness/cli/usage_error.ts";
import type { SessionPlan } from "../../../../src/harness/session/plan.ts";
import type { Cell, Result } from "../../../../src/harness/session/result.ts";
import { exampleResult } from "../../../fixtures/example_result.ts";
import { forkOf } from "../../compare/benchmark_fixture.ts";
import { fakeIo } from "../fake_io.ts";
import { repository } from "./repository.ts";

const WISHES: AbOptions["wishes"] = {
  base: "HEAD",
  head: undefined,
  suites: [],
  filters: ["diamond/noop"],
  framework: "./adapter.mjs",
  profile: "gate",
  pairs: 10,
  seed: 1,
  timeLimitMs: null,
  minEffect: 0.05,
  looks: 1,
};

const OPTIONS: AbOptions = {
  color: "never",
  ascii: false,
  argv: ["ab"],
  wishes: WISHES,
  saveResults: false,
  outputDir: "nowhere",
  format: "table",
  open: false,
  failOn: "regression",
};

/** Ten pairs to screen and ten to confirm. */
function outcome(base: Cell, head: Cell): Result {
  const result = exampleResult(), [benchmark] = result.benchmarks;
  const stage = { passes: 10, benchmarks: [benchmark!.id] };
  return {
    ...result,
    session: {
      ...result.session,
      stages: [{ kind: "screen", firstPass: 0, ...stage }, { kind: "confirm", firstPass: 10, ...stage }],
    },
    benchmarks: [{ ...benchmark!, cells: [base, head] }],
  };
}

const cellOf = (subject: string, ns: number): Cell => ({
  subject,
  status: "measured",
  forks: Array.from({ length: 20 }, (_, pass) => forkOf(pass, ns * (1 + 0.001 * Math.sin(7 * pass * ns)))),
});
const noIdiom = (subject: string): Cell => ({ subject, status: "unsupported", reason: "unknown shape" });

interface Scene {
  readonly root: string;
  readonly result?: Result;
  readonly options?: Partial<AbOptions>;
  /** Called while the session would run. */
  readonly meanwhile?: (plan: SessionPlan) => void | Promise<void>;
}

async function abIn(
  { root, result = outcome(cellOf("base", 1_000), cellOf("head", 1_000)), options, meanwhile }: Scene,
) {
  const io = fakeIo({ cwd: root, env: { LANG: "C.UTF-8", PUFFIN_LOCK: "off", XDG_CACHE_HOME: `${root}/.git/cache` } });
  const compared: CompareOptions[] = [];
  const plans: SessionPlan[] = [];
  const measure: typeof measuredSession = async (plan) => {
    plans.push(plan);
    await meanwhile?.(plan);
    return { result, journal: null };
  };
  const compare: AbMeans["compare"] = (given) => {
    compared.push(given);
    return Promise.resolve(0);
  };
  const exitCode = await ab({ ...OPTIONS, ...options }, io, { measure, compare });
  return { exitCode, plan: plans[0], compared, ...io.written };
}

Deno.test("ab() measures the module of two commits, each as it was, and leaves no checkout behind", async () => {
  await using repo = await repository();
  await repo.commit({ "adapter.mjs": "export default 1;" });
  const commit = await repo.commit({ "adapter.mjs": "export default 2;" });
  await repo.write("adapter.mjs", "export default 3;");
  const texts: string[] = [];
  const { plan, exitCode } = await abIn({
    root: repo.root,
    options: { wishes: { ...WISHES, base: "HEAD~1" } },
    meanwhile: ({ arms }) => {
      for (const { adapter } of arms) texts.push(Deno.readTextFileSync(new URL(adapter)));
    },
  });
  assert.deepEqual(texts, ["export default 1;", "export default 3;"]);
  assert.equal(exitCode, 0);
  assert.deepEqual(plan?.arms.map(({ id }) => id), ["base", "head"]);
  assert.equal(plan?.profile.forks, 10);
  const head = plan?.arms[1]?.build;
  assert.ok(head?.kind === "commit" && head.commit !== commit && head.name === "working tree");
  assert.equal((await git(["worktree", "list"], { cwd: repo.root })).split("\n").length, 1);
});

Deno.test("ab() leaves no checkout behind when measuring breaks", async () => {
  await using repo = await repository();
  await repo.commit({ "adapter.mjs": "export default 1;" });
  const broken = () => {
    throw new RangeError("broken");
  };
  await assert.rejects(abIn({ root: repo.root, meanwhile: broken }), RangeError);
  assert.equal((await git(["worktree", "list"], { cwd: repo.root })).split("\n").length, 1);
});

Deno.test("ab() ends with 1 for a confirmed regression, and with 4 where one side gave a wrong answer", async () => {
  await using repo = await repository();
  await repo.commit({ "adapter.mjs": "export default 1;" });
  const slower = await abIn({ root: repo.root, result: outcome(cellOf("base", 1_000), cellOf("head", 1_200)) });
  assert.equal(slower.exitCode, 1);
  assert.match(slower.stdout, /diamond\/noop/);
  const invalid: Cell = { subject: "head", status: "invalid", reason: "gave 1" };
  assert.equal((await abIn({ root: repo.root, result: outcome(cellOf("base", 1_000), invalid) })).exitCode, 4);
});

Deno.test("ab() calls what only the head can do new, what only the base can missing, and neither measured", async () => {
  await using repo = await repository();
  await repo.commit({ "adapter.mjs": "export default 1;" });
  const only = async (base: Cell, head: Cell) => await abIn({ root: repo.root, result: outcome(base, head) });
  const added = await only(noIdiom("base"), cellOf("head", 1_000));
  assert.equal(added.exitCode, 4);
  assert.match(added.stdout, /new/i);
  assert.match((await only(cellOf("base", 1_000), noIdiom("head"))).stdout, /missing/i);
  assert.equal((await only(noIdiom("base"), noIdiom("head"))).exitCode, 4);
});

Deno.test("ab() compares two saved results as they are, and refuses to pair one with a build", async () => {
  await using repo = await repository();
  await repo.commit({ "adapter.mjs": "export default 1;" });
  await repo.write("a.json", "{}");
  await repo.write("b.json", "{}");
  const files = { ...WISHES, base: "a.json", head: "b.json" };
  const { compared: [given], plan } = await abIn({ root: repo.root, options: { wishes: files } });
  assert.deepEqual([given?.baseline, given?.current], [`${repo.root}/a.json`, `${repo.root}/b.json`]);
  assert.equal(given?.threshold, 0.05);
  assert.equal(plan, undefined);
  for (const wishes of [{ ...files, head: "HEAD" }, { ...files, head: undefined }, { ...WISHES, base: undefined }]) {
    await assert.rejects(abIn({ root: repo.root, options: { wishes } }), UsageError);
  }
});

Deno.test("ab() refuses to measure a checkout that is not of this program by its framework's name", async () => {
  await using repo = await repository();
  await repo.commit({ "main.ts": "export {};" });
  await assert.rejects(
    abIn({ root: repo.root, options: { wishes: { ...WISHES, framework: "puffinflow" } } }),
    (error) => error instanceof UsageError && /it is of another program/.test(error.message),
  );
  await assert.rejects(
    abIn({ root: repo.root, options: { wishes: { ...WISHES, framework: "../elsewhere.mjs" } } }),
    (error) => error instanceof UsageError && /--framework/.test(error.message),
  );
});

Deno.test("ab() sets two built programs against each other, by what they are and not by their names", async () => {
  await using repo = await repository();
  await repo.commit({ "a.txt": "" });
  for (const name of ["old", "new"]) {
    await repo.write(name, `#!/bin/sh\n# ${name}\n`);
    await Deno.chmod(`${repo.root}/${name}`, 0o755);
  }
  const wishes = { ...WISHES, base: "./old", head: "./new", framework: "puffinflow" };
  const { plan } = await abIn({ root: repo.root, options: { wishes } });
  assert.deepEqual(plan?.arms.map(({ workerCommand }) => [workerCommand?.program, workerCommand?.args]), [
    [`${repo.root}/old`, ["__worker"]],
    [`${repo.root}/new`, ["__worker"]],
  ]);
  assert.match(plan?.arms[0]?.workerCommand?.environment.DENO_V8_FLAGS ?? "", /--expose-gc/);
  const digests = plan?.arms.map(({ build }) => build?.kind === "program" ? build.sha256 : "");
  assert.equal(new Set(digests).size, 2);
});
