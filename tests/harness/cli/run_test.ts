import assert from "node:assert/strict";
import { sha256Of } from "../../../src/harness/cli/report_file.ts";
import { run, type RunOptions } from "../../../src/harness/cli/run.ts";
import { resultSchema } from "../../../src/harness/session/result.ts";
import type { Grade } from "../../../src/harness/machine/grade.ts";
import type { Cell, Result } from "../../../src/harness/session/result.ts";
import type { SessionPlan } from "../../../src/harness/session/plan.ts";
import { JournalFile } from "../../../src/harness/session/journal.ts";
import { SUITES } from "../../../src/harness/suites/suites.ts";
import { exampleHeader } from "../../fixtures/example_header.ts";
import { sessionResult } from "../../golden/session_result.ts";
import { fakeIo } from "./fake_io.ts";

const OPTIONS: RunOptions = {
  suites: [],
  filters: [],
  profile: "quick",
  argv: ["run"],
  saveResults: false,
  outputDir: "nowhere",
  format: "table",
  open: false,
  color: "auto",
  ascii: false,
};

/** The made-up session with only those of its cells that a test wants. */
function resultWith(isWanted: (cell: Cell) => boolean): Result {
  const result = sessionResult();
  const benchmarks = result.benchmarks.map((benchmark) => ({ ...benchmark, cells: benchmark.cells.filter(isWanted) }));
  return { ...result, benchmarks };
}

const SOUND = resultWith(({ status }) => status === "measured");

async function runWith(result: Result, options: Partial<RunOptions> = {}) {
  const io = fakeIo();
  let plan: SessionPlan | undefined;
  const exitCode = await run({ ...OPTIONS, ...options }, io, {
    measure(given) {
      plan = given;
      return Promise.resolve({ result, journal: null });
    },
  });
  return { exitCode, plan: plan!, ...io.written };
}

Deno.test("run() plans all benchmarks and frameworks with a drawn seed when nothing is asked for", async () => {
  const { plan } = await runWith(SOUND);
  assert.deepEqual(plan.benchmarks, SUITES.flatMap(({ benchmarks }) => benchmarks));
  assert.deepEqual(plan.arms.map(({ id }) => id), ["control", "puffinflow", "langgraph", "llamaindex"]);
  assert.equal(plan.profile.name, "quick");
  assert.ok(Number.isInteger(plan.seed) && plan.seed >= 0 && plan.seed < 2 ** 32);
  assert.equal(plan.timeLimitMs, undefined);
});

Deno.test("run() plans what is asked for", async () => {
  const { plan } = await runWith(SOUND, {
    suites: ["orchestration"],
    filters: ["deep-chain/noop"],
    frameworks: ["langgraph"],
    profile: "gate",
    seed: 42,
    timeLimitMs: 5_000,
  });
  assert.deepEqual(plan.benchmarks.map(({ id }) => id), ["orchestration/deep-chain/noop"]);
  assert.deepEqual(plan.arms.map(({ id }) => id), ["control", "langgraph"]);
  assert.deepEqual([plan.profile.name, plan.seed, plan.timeLimitMs], ["gate", 42, 5_000]);
});

Deno.test("run() prints the report and succeeds when every cell is measured", async () => {
  const { exitCode, stdout, stderr } = await runWith(SOUND);
  assert.equal(exitCode, 0);
  assert.match(stdout, /^puffinbench 0\.1\.0 · quick · seed 7/);
  assert.equal(stderr, "");
});

Deno.test("run() ends with 4 and says why when a cell failed or did other work", async () => {
  const failed = await runWith(resultWith(({ status }) => status === "measured" || status === "failed"));
  assert.equal(failed.exitCode, 4);
  assert.equal(failed.stderr, "FAIL 1 cell failed (exit code 4)\n");
  const invalid = await runWith({
    ...SOUND,
    benchmarks: SOUND.benchmarks.map((benchmark) => ({
      ...benchmark,
      cells: [...benchmark.cells, { subject: "my-engine", status: "invalid", reason: "wrong digest" }],
    })),
  });
  assert.equal(invalid.exitCode, 4);
  assert.equal(invalid.stderr, "FAIL 3 cells did other work than agreed (exit code 4)\n");
});

Deno.test("run() ends with 4 when nothing was measured, for whatever reason", async () => {
  const { exitCode, stderr } = await runWith(resultWith(({ status }) => status === "unavailable"));
  assert.equal(exitCode, 4);
  assert.equal(stderr, "FAIL nothing was measured (exit code 4)\n");
});

Deno.test("run() succeeds when a framework is only missing or has no idiom", async () => {
  const { exitCode } = await runWith(resultWith(({ status }) => status !== "failed"));
  assert.equal(exitCode, 0);
});

Deno.test("run() ends with 130 when it was interrupted, whatever else happened", async () => {
  const result = sessionResult();
  const interrupted = { ...result, session: { ...result.session, status: "interrupted" as const } };
  const { exitCode, stdout } = await runWith(interrupted);
  assert.equal(exitCode, 130);
  assert.match(stdout, /interrupted/);
});

Deno.test("run() prints the result and nothing else to stdout when the format is json", async () => {
  const { exitCode, stdout, stderr } = await runWith(SOUND, { format: "json" });
  assert.equal(exitCode, 0);
  assert.deepEqual(resultSchema.parse(JSON.parse(stdout)), SOUND);
  assert.equal(stderr, "");
});

Deno.test("run() saves the result and says where", async () => {
  const parent = await Deno.makeTempDir();
  try {
    const outputDir = `${parent}/new/results`;
    const { stdout } = await runWith(SOUND, { saveResults: true, outputDir });
    const [{ name } = { name: "" }] = [...Deno.readDirSync(outputDir)];
    assert.match(name, /^benchmark_results_\d{8}_\d{6}\.json$/);
    assert.deepEqual(JSON.parse(await Deno.readTextFile(`${outputDir}/${name}`)), SOUND);
    const shown = stdout.slice(stdout.indexOf("\nSaved ") + 7).replace(/\s/g, "");
    assert.equal(shown, `${outputDir}/${name}`);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("run() says where the result is on stderr when stdout carries JSON", async () => {
  const outputDir = await Deno.makeTempDir();
  try {
    const { stdout, stderr } = await runWith(SOUND, { saveResults: true, outputDir, format: "json" });
    assert.deepEqual(JSON.parse(stdout), SOUND);
    assert.match(stderr, /^Saved /);
  } finally {
    await Deno.remove(outputDir, { recursive: true });
  }
});

Deno.test("run() writes an HTML report beside the result it saves, named alike and by its digest", async () => {
  const outputDir = await Deno.makeTempDir();
  try {
    const { exitCode, stdout, stderr } = await runWith(SOUND, { saveResults: true, outputDir, format: "html" });
    assert.equal(exitCode, 0);
    const names = [...Deno.readDirSync(outputDir)].map(({ name }) => name).toSorted();
    assert.match(names[0]!, /^benchmark_report_\d{8}_\d{6}\.html$/);
    assert.equal(names[0]!.replace("report", "results").replace("html", "json"), names[1]);
    assert.equal(stdout.replaceAll(/\s+/g, ""), `Report${outputDir}/${names[0]}`);
    assert.match(stderr, /^Saved /);
    const digest = await sha256Of(`${outputDir}/${names[1]}`);
    assert.ok((await Deno.readTextFile(`${outputDir}/${names[0]}`)).includes(digest.slice(0, 16)));
  } finally {
    await Deno.remove(outputDir, { recursive: true });
  }
});

Deno.test("run() writes a report into --output-dir though it saves no result, and opens it if asked to", async () => {
  const parent = await Deno.makeTempDir();
  try {
    const outputDir = `${parent}/new`;
    const opened: string[] = [];
    const means = {
      measure: () => Promise.resolve({ result: SOUND, journal: null }),
      open: (path: string) => {
        opened.push(path);
        return Promise.resolve(null);
      },
    };
    const options: RunOptions = { ...OPTIONS, outputDir, format: "md", open: true };
    assert.equal(await run(options, fakeIo(), means), 0);
    assert.deepEqual([...Deno.readDirSync(outputDir)].map(({ name }) => `${outputDir}/${name}`), opened);
    assert.match(opened[0]!, /\/benchmark_report_\d{8}_\d{6}\.md$/);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("run() prints other forms of report and nothing else to stdout, and says there what failed", async () => {
  const { stdout, exitCode, stderr } = await runWith(sessionResult(), { format: "junit" });
  assert.match(stdout, /^<\?xml [^]*<\/testsuites>\n$/);
  assert.equal(exitCode, 4);
  assert.match(stderr, /^FAIL 1 cell failed/);
});

Deno.test("run() prints the table and ends with 2 when the report cannot be written", async () => {
  const outputDir = await Deno.makeTempFile();
  try {
    const { exitCode, stdout, stderr } = await runWith(SOUND, { format: "html", outputDir });
    assert.equal(exitCode, 2);
    assert.match(stdout, /^puffinbench 0\.1\.0 · quick/);
    assert.match(stderr, /^puffinbench: Cannot write the report as /);
  } finally {
    await Deno.remove(outputDir);
  }
});

Deno.test("run() refuses before it measures to open what is no report", async () => {
  const means = { measure: () => assert.fail("nothing is measured") };
  for (const format of ["table", "json"] as const) {
    await assert.rejects(run({ ...OPTIONS, format, open: true }, fakeIo(), means), {
      name: "UsageError",
      message:
        `Cannot use --open as there must be a report to open: --format is ${format}, html is what a browser shows`,
    });
  }
});

Deno.test("run() refuses before it measures when the directory for results cannot be made", async () => {
  const file = await Deno.makeTempFile();
  try {
    let hasMeasured = false;
    const promise = run({ ...OPTIONS, saveResults: true, outputDir: `${file}/results` }, fakeIo(), {
      measure() {
        hasMeasured = true;
        return Promise.resolve({ result: SOUND, journal: null });
      },
    });
    await assert.rejects(promise, { name: "UsageError", message: /^Cannot save results as --output-dir must be/ });
    assert.equal(hasMeasured, false);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("run() prints what was measured though it cannot be saved, and ends with 2", async () => {
  const parent = await Deno.makeTempDir();
  const outputDir = `${parent}/results`;
  const io = fakeIo();
  try {
    const exitCode = await run({ ...OPTIONS, saveResults: true, outputDir }, io, {
      async measure() {
        await Deno.remove(outputDir);
        await Deno.writeTextFile(outputDir, "in the way");
        return { result: SOUND, journal: null };
      },
    });
    assert.equal(exitCode, 2);
    assert.match(io.written.stdout, /^puffinbench 0\.1\.0/);
    assert.match(io.written.stderr, /^puffinbench: Cannot save the result in /);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("run() ends with 5 and measures nothing on a machine that is not good enough", async () => {
  const exitCode = await run({ ...OPTIONS, requireGrade: "A" }, fakeIo(), {
    isFit: (required) => Promise.resolve(required !== "A"),
    measure: () => assert.fail("nothing is measured"),
  });
  assert.equal(exitCode, 5);
});

Deno.test("run() ends with 5 on a machine that was not good enough meanwhile, and with 0 if it was", async () => {
  const ended = async (grade: Grade) => {
    const measure = () => Promise.resolve({ result: { ...SOUND, host: { ...SOUND.host, grade } }, journal: null });
    return await run({ ...OPTIONS, requireGrade: "B" }, fakeIo(), { isFit: () => Promise.resolve(true), measure });
  };
  assert.deepEqual([await ended("B"), await ended("C")], [0, 5]);
});

Deno.test("run() goes on with the plan of the journal, and takes no other", async () => {
  const outputDir = await Deno.makeTempDir();
  try {
    const wishes = {
      suites: ["orchestration"],
      filters: ["diamond/noop"],
      frameworks: ["control", "langgraph"],
      profile: "gate",
      seed: 42,
      timeLimitMs: 5_000,
      metrics: ["memory"],
    };
    const path = `${outputDir}/x.journal.ndjson`;
    JournalFile.create(path, exampleHeader({ wishes }))[Symbol.dispose]();
    const { plan, exitCode } = await runWith(SOUND, { resume: true, outputDir });
    assert.equal(exitCode, 0);
    assert.deepEqual(plan.arms.map(({ id }) => id), ["control", "langgraph"]);
    assert.deepEqual([plan.benchmarks.length, plan.profile.name, plan.seed, plan.timeLimitMs], [1, "gate", 42, 5_000]);
    await assert.rejects(runWith(SOUND, { resume: path, seed: 3 }), { message: /^Cannot plan and resume at once/ });
    const other = `${outputDir}/y.journal.ndjson`;
    JournalFile.create(other, exampleHeader({ wishes: { command: "gate" } }))[Symbol.dispose]();
    await assert.rejects(runWith(SOUND, { resume: other }), { message: /another command began it$/ });
  } finally {
    await Deno.remove(outputDir, { recursive: true });
  }
});

Deno.test("run() removes the journal of a session that is saved, and keeps that of one that was stopped", async () => {
  const outputDir = await Deno.makeTempDir();
  try {
    const journal = `${outputDir}/x.journal.ndjson`;
    const ending = async (result: Result) => {
      await Deno.writeTextFile(journal, "");
      const io = fakeIo();
      await run({ ...OPTIONS, saveResults: true, outputDir }, io, {
        measure: () => Promise.resolve({ result, journal }),
      });
      const isThere = await Deno.stat(journal).then(() => true, () => false);
      return { isThere, stderr: io.written.stderr };
    };
    assert.deepEqual(await ending(SOUND), { isThere: false, stderr: "" });
    const { session } = SOUND;
    const stopped = await ending({ ...SOUND, session: { ...session, status: "interrupted" } });
    assert.equal(stopped.isThere, true);
    assert.match(stopped.stderr, /to go on from here: puffinbench run --resume .*x\.journal\.ndjson\n$/);
  } finally {
    await Deno.remove(outputDir, { recursive: true });
  }
});

Deno.test("run() plans as many runs a process as are asked for, and leaves them open otherwise", async () => {
  assert.equal((await runWith(SOUND, { iterations: 50 })).plan.profile.iterations, 50);
  assert.equal((await runWith(SOUND)).plan.profile.iterations, undefined);
});
