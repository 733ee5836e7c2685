import assert from "node:assert/strict";
import {
  exportBaseline,
  listBaselines,
  setBaseline,
  showBaseline,
} from "../../../src/harness/cli/baseline/baseline.ts";
import { compare, type CompareOptions } from "../../../src/harness/cli/compare.ts";
import { history, type HistoryOptions } from "../../../src/harness/cli/history.ts";
import { UsageError } from "../../../src/harness/cli/usage_error.ts";
import type { Result } from "../../../src/harness/session/result.ts";
import { writeResult } from "../../../src/harness/session/result_file.ts";
import { type MadeUpBenchmark, type MadeUpSession, storedSession } from "../compare/stored/stored_session.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { normal } from "../../stats/noise.ts";
import { fakeIo } from "./fake_io.ts";

const around = (ns: number) => Array.from({ length: 10 }, (_, i) => ns * (1 + 0.002 * i));
const LOOKS = { color: "never", ascii: false } as const;

/** A directory of results with the commands on it. */
async function withResults(
  test: (scene: {
    readonly directory: string;
    readonly save: (result: Result) => Promise<string>;
    readonly compared: (options?: Partial<CompareOptions>, env?: Record<string, string>) => Promise<Outcome>;
  }) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  const compared = async (options: Partial<CompareOptions> = {}, env: Record<string, string> = {}) => {
    const io = fakeIo({ env: { LANG: "C.UTF-8", ...env }, cwd: directory });
    const usual = { baseline: undefined, current: undefined, threshold: 0.1, frameworks: [], outputDir: directory };
    const told = { failOn: "regression", format: "table", open: false, export: [] } as const;
    const exitCode = await compare({ ...LOOKS, ...usual, ...told, ...options }, io);
    return { exitCode, ...io.written };
  };
  try {
    await test({ directory, save: (result) => writeResult(directory, result), compared });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const sessionAt = (
  day: number,
  benchmarks: Readonly<Record<string, MadeUpBenchmark>>,
  changes: MadeUpSession = {},
): Result =>
  storedSession(benchmarks, {
    id: `${day}`,
    startedAt: `2026-03-${String(day).padStart(2, "0")}T00:00:00.000Z`,
    ...changes,
  });

Deno.test("compare() sets the newest result against baseline.json, and fails where it is slower", () =>
  withResults(async ({ directory, save, compared }) => {
    const first = await save(sessionAt(1, { one: around(1_000), gone: around(1_000) }));
    const io = fakeIo({ cwd: directory });
    assert.equal(await setBaseline({ ...LOOKS, file: first, name: undefined, outputDir: directory }, io), 0);
    await save(sessionAt(2, { one: around(1_300) }));
    const { exitCode, stdout, stderr } = await compared({}, { GITHUB_ACTIONS: "true" });
    assert.equal(exitCode, 1);
    assert.match(stdout, /against the baseline of 2026-03-01, limit ±10%/);
    assert.match(stdout, /▲ slower 1\n +one cpu .*\+30\.0%/);
    assert.match(stdout, /– missing 1\n +gone cpu/);
    assert.match(stderr, /^::error title=puffinbench::/m);
  }));

Deno.test("compare() only advises where the hosts differ, and fails where nothing can be compared", () =>
  withResults(async ({ save, compared }) => {
    const baseline = await save(sessionAt(1, { one: around(1_000) }, { hostFingerprint: "other" }));
    await save(sessionAt(2, { one: around(2_000) }));
    const advice = await compared({ baseline });
    assert.equal(advice.exitCode, 0);
    assert.match(advice.stdout.replaceAll(/\s+/g, " "), /advice, no verdict: the results are of different hosts/);
    const nothing = await save(sessionAt(3, { two: around(2_000) }));
    assert.equal((await compared({ baseline, current: nothing })).exitCode, 4);
  }));

Deno.test("compare() fails for what is missing or cannot be told only if it is told to", () =>
  withResults(async ({ save, compared }) => {
    const wide = Array.from({ length: 10 }, (_, i) => 1_000 * (0.5 + 0.1 * i));
    const baseline = await save(sessionAt(1, { one: around(1_000), gone: around(1), open: wide }));
    await save(sessionAt(2, { one: around(1_000), open: wide.map((ns) => ns * 1.1) }));
    const codes: number[] = [];
    for (const failOn of ["regression", "missing", "inconclusive", "any"] as const) {
      codes.push((await compared({ baseline, failOn })).exitCode);
    }
    assert.deepEqual(codes, [0, 1, 3, 1]);
  }));

Deno.test("compare() finds a baseline by its name and by its commit", () =>
  withResults(async ({ directory, save, compared }) => {
    const commit = "0123456789abcdef0123456789abcdef01234567";
    const first = await save(sessionAt(1, { one: around(1_000) }, { commit }));
    await setBaseline({ ...LOOKS, file: first, name: "v1", outputDir: directory }, fakeIo({ cwd: directory }));
    await save(sessionAt(2, { one: around(1_000) }));
    for (const baseline of ["v1", "0123456"]) {
      assert.equal((await compared({ baseline })).exitCode, 0);
    }
    for (const baseline of ["v2", "fffffff", "../v1", undefined]) {
      await assert.rejects(compared({ baseline }), UsageError);
    }
  }));

Deno.test("compare() writes reports in which a comparison with another session is called so", () =>
  withResults(async ({ directory, save, compared }) => {
    const baseline = await save(sessionAt(1, { one: around(1_000), gone: around(1_000) }));
    await save(sessionAt(2, { one: around(1_300) }));
    const path = `${directory}/report.json`;
    const { stdout, exitCode } = await compared({ baseline, format: "md", export: [{ format: "json", path }] });
    assert.equal(exitCode, 1);
    assert.match(stdout, /1 slower/);
    assert.match(stdout, /missing/);
    const { gate } = JSON.parse(await Deno.readTextFile(path));
    assert.deepEqual([gate.isPaired, gate.outcome, gate.counts.slower, gate.counts.missing], [false, "failed", 1, 1]);
  }));

Deno.test("compare() answers what is no result with one sentence that names the file", () =>
  withResults(async ({ directory, save, compared }) => {
    const sound = await save(sessionAt(1, { one: around(1_000) }));
    const whole = await Deno.readTextFile(sound);
    const broken: Readonly<Record<string, string>> = {
      "truncated": whole.slice(0, whole.length / 2),
      "corrupted": whole.replace('"machine":{', '"machine":7,"was":{'),
      "foreign": '{"benchmarks":[]}',
      "newer": whole.replace("puffinbench/2", "puffinbench/99"),
      "empty": "",
    };
    for (const [name, text] of Object.entries(broken)) {
      await Deno.writeTextFile(`${directory}/${name}.json`, text);
      await assert.rejects(compared({ baseline: `${name}.json` }), (error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, new RegExp(`^Cannot read the result .*${name}\\.json as `));
        assert.ok(!error.message.includes("\n"));
        return error.exitCode === 2;
      });
    }
  }));

Deno.test("baseline shows, lists and hands on what is kept", () =>
  withResults(async ({ directory, save }) => {
    const file = await save(sessionAt(1, { one: around(1_000) }));
    const io = fakeIo({ cwd: directory });
    const shared = { ...LOOKS, outputDir: directory };
    await listBaselines(shared, io);
    assert.match(io.written.stdout, /^no baselines in/);
    await setBaseline({ ...shared, file: undefined, name: "v1" }, io);
    await Deno.writeTextFile(`${directory}/baselines/broken.json`, "{");
    await listBaselines(shared, io);
    assert.match(io.written.stdout, /^v1 2026-03-01 00:00 · .* · 1 benchmark/m);
    assert.match(io.written.stdout, /^broken Cannot read the result/m);
    await showBaseline({ ...shared, baseline: "v1" }, io);
    assert.match(io.written.stdout, /^Host +.* fingerprint host/m);
    await exportBaseline({ outputDir: directory, baseline: "v1", output: "copy.json" }, io);
    assert.equal(await Deno.readTextFile(`${directory}/copy.json`), await Deno.readTextFile(file));
    await assert.rejects(setBaseline({ ...shared, file: undefined, name: "../v1" }, io), UsageError);
    await assert.rejects(
      exportBaseline({ outputDir: directory, baseline: "v1", output: "no/such/place" }, io),
      UsageError,
    );
  }));

Deno.test("history shows since when a benchmark is as fast as it is, and writes it as a page", () =>
  withResults(async ({ directory, save }) => {
    const random = randomFromSeed(1);
    for (let day = 1; day <= 24; day++) {
      const noise = Math.exp(0.01 * normal(random));
      await save(sessionAt(day, { one: around((day <= 12 ? 1_000 : 1_300) * noise), two: around(500 * noise) }));
    }
    const shown = async (changes: Partial<HistoryOptions>) => {
      const io = fakeIo({ cwd: directory });
      const usual = { benchmark: undefined, framework: "puffinflow", last: 120, host: undefined, output: undefined };
      const options = {
        ...LOOKS,
        ...usual,
        format: "table",
        open: false,
        rebuild: false,
        outputDir: directory,
      } as const;
      return { exitCode: await history({ ...options, ...changes }, io), ...io.written };
    };
    const { stdout, exitCode } = await shown({});
    assert.equal(exitCode, 0);
    assert.match(stdout, /^one cpu .*▲ \+(29|30|31)\.\d% since/m);
    assert.match(stdout, /^two cpu .*no change/m);
    const one = (await shown({ benchmark: "*/one", last: 20 })).stdout.split("\n");
    assert.equal(one.filter((line) => line.includes("2026-03-")).length, 20);
    assert.match(one.find((line) => line.includes("▲"))!, /2026-03-13/);
    assert.match((await shown({ format: "otava" })).stdout, /^time,commit,suite\/one:cpu,suite\/two:cpu\r\n2026-03-01/);
    assert.equal(JSON.parse((await shown({ format: "json", rebuild: true })).stdout).length, 2);
    assert.match((await shown({ format: "html" })).stdout, /benchmark_history\.html/);
    assert.match(await Deno.readTextFile(`${directory}/benchmark_history.html`), /id="history"/);
    assert.equal((await shown({ framework: "nobody" })).exitCode, 4);
  }));
