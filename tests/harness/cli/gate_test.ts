import assert from "node:assert/strict";
import { JournalFile } from "../../../src/harness/session/journal.ts";
import { exampleHeader } from "../../fixtures/example_header.ts";
import { join } from "node:path";
import { calibrate, floorsOf } from "../../../src/harness/cli/calibrate.ts";
import { gate, type GateOptions } from "../../../src/harness/cli/gate.ts";
import type { OpenPairWishes } from "../../../src/harness/cli/gate_plan.ts";
import type { measuredSession } from "../../../src/harness/cli/measured_session.ts";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { junitReport } from "../../../src/harness/report/junit/junit_report.ts";
import type { SessionPlan } from "../../../src/harness/session/plan.ts";
import type { Cell, Result } from "../../../src/harness/session/result.ts";
import { readResult } from "../../../src/harness/session/result_file.ts";
import { exampleResult } from "../../fixtures/example_result.ts";
import { forkOf } from "../compare/benchmark_fixture.ts";
import { fakeIo } from "./fake_io.ts";

const WISHES: OpenPairWishes = {
  command: "gate",
  suites: [],
  filters: ["diamond/noop"],
  framework: "puffinflow",
  extraWorkPercent: 0,
  profile: "gate",
  pairs: 10,
  seed: 1,
  timeLimitMs: null,
  minEffect: 0.05,
  looks: 1,
};

const LOOKS = { color: "never", ascii: false } as const;
const OPTIONS: GateOptions = {
  ...LOOKS,
  argv: ["gate"],
  wishes: WISHES,
  saveResults: false,
  outputDir: "nowhere",
  format: "table",
  open: false,
  failOn: "regression",
};

/** A session of ten pairs to screen and ten to confirm, in which the candidate takes so many times as long. */
function resultOf(
  factor: number,
  { scatter = 0.001, status = "completed" as Result["session"]["status"] } = {},
): Result {
  const result = exampleResult();
  const cellOf = (subject: string, ns: number): Cell => ({
    subject,
    status: "measured",
    forks: Array.from(
      { length: 20 },
      (_, pass) => forkOf(pass, ns * (1 + scatter * Math.sin(7 * pass * ns + subject.charCodeAt(0)))),
    ),
  });
  const [benchmark] = result.benchmarks;
  const ids = [benchmark!.id];
  return {
    ...result,
    session: {
      ...result.session,
      status,
      stages: [
        { kind: "screen", firstPass: 0, passes: 10, benchmarks: ids },
        { kind: "confirm", firstPass: 10, passes: 10, benchmarks: ids },
      ],
    },
    benchmarks: [{ ...benchmark!, cells: [cellOf("reference", 1_000), cellOf("candidate", 1_000 * factor)] }],
  };
}

async function gateOn(result: Result, options: Partial<GateOptions> = {}, env: Record<string, string> = {}) {
  const io = fakeIo({ env: { LANG: "C.UTF-8", ...env } });
  let plan: SessionPlan | undefined;
  const measure: typeof measuredSession = (given) => {
    plan = given;
    return Promise.resolve({ result, journal: null });
  };
  const exitCode = await gate({ ...OPTIONS, ...options }, io, measure);
  return { exitCode, plan: plan!, ...io.written };
}

Deno.test("gate() plans a framework twice, the candidate slowed down if asked to, and stages that follow", async () => {
  const { plan } = await gateOn(resultOf(1), { wishes: { ...WISHES, extraWorkPercent: 10 } });
  assert.deepEqual(plan.arms, [
    { id: "reference", adapter: "puffinflow" },
    { id: "candidate", adapter: "puffinflow", extraWorkPercent: 10 },
  ]);
  assert.equal(plan.profile.forks, 10);
  assert.ok(plan.nextStage !== undefined);
});

Deno.test("gate() can set plain code against itself", async () => {
  const { plan } = await gateOn(resultOf(1), { wishes: { ...WISHES, framework: "control" } });
  assert.deepEqual(plan.arms.map(({ adapter }) => adapter), ["control", "control"]);
});

Deno.test("gate() succeeds when nothing changed, and says what it could not have seen", async () => {
  const { exitCode, stdout } = await gateOn(resultOf(1));
  assert.equal(exitCode, 0);
  assert.match(stdout, /1 same/);
  assert.match(stdout.replaceAll(/\s+/g, " "), /noise floor UNKNOWN in 1, taken as 5%/);
});

Deno.test("gate() ends with 1 for a confirmed regression, and not for an improvement", async () => {
  const slower = await gateOn(resultOf(1.2));
  assert.equal(slower.exitCode, 1);
  assert.match(slower.stdout, /^▲ slower 1\n +diamond\/noop cpu .* \+20\.0%/m);
  const faster = await gateOn(resultOf(0.8));
  assert.equal(faster.exitCode, 0);
  assert.match(faster.stdout, /^▼ faster 1$/m);
});

Deno.test("gate() ends with 3 for what cannot be told only if that is to fail, with 4 for what is invalid", async () => {
  const noisy = resultOf(1.01, { scatter: 0.9 });
  assert.equal((await gateOn(noisy)).exitCode, 0);
  assert.equal((await gateOn(noisy, { failOn: "inconclusive" })).exitCode, 3);
  const { benchmarks: [benchmark = assert.fail()], ...rest } = resultOf(1);
  const cells = [benchmark.cells[0]!, { subject: "candidate", status: "invalid", reason: "gave 1" } as const];
  const broken = await gateOn({ ...rest, benchmarks: [{ ...benchmark, cells }] });
  assert.equal(broken.exitCode, 4);
  assert.match(broken.stdout, /^✗ invalid 1\n.*candidate: invalid: gave 1/sm);
});

Deno.test("gate() ends with 130 when it was interrupted, whatever it found by then", async () => {
  assert.equal((await gateOn(resultOf(1.2, { status: "interrupted" }))).exitCode, 130);
});

Deno.test("gate() prints its decision as JSON, with both stages of what was confirmed", async () => {
  const { stdout } = await gateOn(resultOf(1.2), { format: "json" });
  const { rows, candidates } = JSON.parse(stdout);
  assert.equal(candidates, 1);
  assert.equal(rows[0].verdict.kind, "regressed");
  assert.ok(rows[0].screen.p <= 0.05 && rows[0].confirm.logRatio.n === 10);
});

Deno.test("gate() writes its decision in forms of report, with the exit code that it has in a table", async () => {
  const markdown = await gateOn(resultOf(1.2), { format: "md" });
  assert.equal(markdown.exitCode, 1);
  assert.match(markdown.stdout, /\*\*Failed\*\* · /);
  assert.match(markdown.stdout, /1 slower, 0 faster, 0 same, 0 can’t tell/);
  const junit = await gateOn(resultOf(1.2), { format: "junit" });
  assert.match(junit.stdout, /<failure type="slower" message="slower: \+20\.0%/);
  const terminal = await gateOn(resultOf(1), { format: "terminal" });
  assert.equal(terminal.exitCode, 0);
  assert.match(terminal.stdout, /^Verdict +0 slower, 0 faster, 1 same, 0 can’t tell/m);
});

Deno.test("gate() writes an HTML report beside the result it saves", async () => {
  const outputDir = await Deno.makeTempDir();
  try {
    await gateOn(resultOf(1.2), { format: "html", saveResults: true, outputDir });
    const names = [...Deno.readDirSync(outputDir)].map(({ name }) => name).toSorted();
    assert.match(names[0]!, /^benchmark_report_\d{8}_\d{6}\.html$/);
    assert.match(await Deno.readTextFile(`${outputDir}/${names[0]}`), /Gate failed: 1 over the ±5% limit/);
  } finally {
    await Deno.remove(outputDir, { recursive: true });
  }
});

Deno.test("gate() annotates a workflow run of GitHub in every form, once", async () => {
  for (const format of ["table", "json", "md"] as const) {
    const { stderr } = await gateOn(resultOf(1.2), { format }, { GITHUB_ACTIONS: "true" });
    assert.match(stderr, /^::error title=puffinbench::diamond\/noop became slower by 20\.0%25[^\n]*\n$/, format);
  }
});

Deno.test("calibrate() keeps floors that a gate on this host then goes by", async () => {
  const cache = await Deno.makeTempDir();
  try {
    const io = fakeIo({ env: { XDG_CACHE_HOME: cache, LANG: "C.UTF-8" } });
    const result = resultOf(1, { scatter: 0.2 });
    const wishes: OpenPairWishes = { ...WISHES, command: "calibrate", pairs: 20 };
    const exitCode = await calibrate({ ...LOOKS, argv: [], wishes }, io, (plan) => {
      assert.equal(plan.nextStage, undefined);
      return Promise.resolve({ result, journal: null });
    });
    assert.equal(exitCode, 0);
    assert.match(io.written.stdout, /^diamond\/noop cpu +\d+\.\d\d%\nKept for 30 days in\n/);
    const floors = floorsOf(result, { framework: "puffinflow", pairs: 20 });
    assert.deepEqual(floors.map(({ metric, pairs }) => [metric, pairs]), [["cpu", 20]]);
    assert.ok(floors[0]!.value > 0.01);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});

Deno.test("calibrate() that was stopped says how to go on, and goes on as it was planned", async () => {
  const cache = await Deno.makeTempDir();
  try {
    const io = fakeIo({ env: { XDG_CACHE_HOME: cache, LANG: "C.UTF-8" } });
    const wishes: OpenPairWishes = { ...WISHES, command: "calibrate", pairs: 20, seed: 9 };
    const path = `${cache}/puffinbench/calibrations/some.journal.ndjson`;
    const stopped = await calibrate({ ...LOOKS, argv: [], wishes }, io, (_plan, { keeping }) => {
      assert.equal(keeping.kind, "new");
      const kept = keeping.kind === "new" ? keeping.wishes : null;
      JournalFile.create(path, exampleHeader({ wishes: kept }))[Symbol.dispose]();
      const result = resultOf(1);
      const session = { ...result.session, status: "interrupted" as const };
      return Promise.resolve({ result: { ...result, session }, journal: path });
    });
    assert.equal(stopped, 130);
    assert.match(io.written.stderr, /puffinbench calibrate --resume .*some\.journal\.ndjson\n$/);
    const other: OpenPairWishes = { ...wishes, pairs: 6, seed: 1 };
    const exitCode = await calibrate({ ...LOOKS, argv: [], wishes: other, resume: true }, io, (plan, { keeping }) => {
      assert.deepEqual([plan.profile.forks, plan.seed, keeping.kind], [20, 9, "resumed"]);
      return Promise.resolve({ result: resultOf(1, { scatter: 0.2 }), journal: path });
    });
    assert.equal(exitCode, 0);
    await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});

Deno.test("calibrate() needs a place to keep what it measures, before it measures", async () => {
  const io = fakeIo({ env: {} });
  await assert.rejects(calibrate({ ...LOOKS, argv: [], wishes: WISHES }, io, () => assert.fail()), {
    name: "UsageError",
    message: "Cannot keep noise floors as there must be a home: set HOME or XDG_CACHE_HOME",
  });
});

Deno.test("gate() saves its rules, so that a report of the file says what the gate said", async () => {
  const outputDir = await Deno.makeTempDir();
  try {
    const options: GateOptions = { ...OPTIONS, saveResults: true, outputDir, format: "junit" };
    const { stdout } = await gateOn(resultOf(1.2), { ...options, wishes: { ...WISHES, minEffect: 0.02 } });
    const [file] = [...Deno.readDirSync(outputDir)].map(({ name }) => name);
    const saved = await readResult(join(outputDir, file!));
    assert.equal(saved.gate?.minEffect, 0.02);
    assert.equal(junitReport(buildModel(saved)), stdout);
    assert.match(stdout, /slower/);
  } finally {
    await Deno.remove(outputDir, { recursive: true });
  }
});
