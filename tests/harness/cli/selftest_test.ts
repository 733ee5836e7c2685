import assert from "node:assert/strict";
import { cli } from "../../../src/harness/cli/cli.ts";
import { selftest, type SelftestOptions } from "../../../src/harness/cli/selftest.ts";
import { drawSelftest } from "../../../src/harness/cli/selftest_lines.ts";
import type { runSelftest } from "../../../src/harness/selftest/selftest.ts";
import { type SelftestOutcome, selftestSchema } from "../../../src/harness/selftest/selftest_outcome.ts";
import { fakeIo } from "./fake_io.ts";

const OUTCOME: SelftestOutcome = {
  schema: "puffinbench-selftest/1",
  effort: "full",
  seed: 1,
  spinners: 2,
  startedAt: "2026-01-01T00:00:00.000Z",
  elapsedMs: 61_000,
  lines: [
    {
      id: "V1",
      what: "identical code that the screen suspects, by processor time",
      value: 0.015,
      unit: "share",
      n: 200,
      pass: { atMost: 0.07 },
    },
    { id: "V3", what: "intervals", value: 0.9512, unit: "share", n: 1_000, pass: { atLeast: 0.92, atMost: 0.98 } },
    { id: "V4", what: "a call of nothing", value: 0.2841, unit: "nanoseconds", n: 7, pass: { atMost: 1 } },
    { id: "V6", what: "next to nothing", value: 1e-9, unit: "share", n: 3, pass: { atLeast: 0 } },
    { id: "V9", what: "lost pairs", value: 0, unit: "count", n: 12, pass: {} },
  ],
  alarmRates: [
    { rule: "puffinbench: the rule", rate: { value: 0.015, lo: 0.003, hi: 0.043, confidence: 0.95, n: 200 } },
    { rule: "another", rate: { value: 0.5, lo: 0.43, hi: 0.57, confidence: 0.95, n: 200 } },
  ],
  missing: [{ ids: ["V4"], title: "other tools", kind: "skipped", why: "not here" }],
};

const OPTIONS: SelftestOptions = {
  color: "never",
  ascii: false,
  effort: "reduced",
  only: ["V1"],
  spinners: 3,
  seed: 5,
  outputDir: "",
};

const answering = (outcome: SelftestOutcome): typeof runSelftest => () => Promise.resolve(outcome);

Deno.test("drawSelftest() prints figure, limit, n and what was measured within 80 columns", () => {
  const lines = drawSelftest(OUTCOME, { width: 80, color: "off", charset: "unicode" });
  assert.deepEqual(lines, [
    "          figure  limit          n      what was measured",
    "pass V1     1.5%  at most 7%     200    identical code that the screen suspects,",
    "                                        by processor time",
    "pass V3    95.1%  92% to 98%     1,000  intervals",
    "pass V4 0.284 ns  at most 1 ns   7      a call of nothing",
    "pass V6  <0.001%  at least 0%    3      next to nothing",
    "pass V9        0                 12     lost pairs",
    "skip V4  other tools: not here",
    "",
    "Identical code that is called changed, of 200 comparisons by wall time beside 2",
    "spinning threads, with exact 95 % intervals:",
    "  1.5%  0.3% to 4.3%    puffinbench: the rule",
    " 50.0%  43.0% to 57.0%  another",
    "",
    "5 lines measured in 61 s: all keep their limits",
  ]);
});

Deno.test("drawSelftest() says what failed, and counts a check that broke", () => {
  const missing = [{ ids: ["V9" as const], title: "killed gate", kind: "broken" as const, why: "no journal" }];
  const lines = [{ ...OUTCOME.lines[0]!, value: 0.5 }];
  assert.deepEqual(
    drawSelftest({ ...OUTCOME, lines, missing, alarmRates: [] }, {
      width: 80,
      color: "off",
      charset: "unicode",
    }).slice(1),
    [
      "FAIL V1      50%  at most 7%     200    identical code that the screen suspects,",
      "                                        by processor time",
      "FAIL V9  killed gate: no journal",
      "2 lines measured in 61 s: 2 failed",
    ],
  );
});

Deno.test("selftest() hands on what is asked for and succeeds where all lines pass", async () => {
  const io = fakeIo();
  let asked: unknown;
  const exitCode = await selftest(OPTIONS, io, (only, { effort, seed, spinners }) => {
    asked = { only, effort, seed, spinners };
    return Promise.resolve(OUTCOME);
  });
  assert.equal(exitCode, 0);
  assert.deepEqual(asked, { only: ["V1"], effort: "reduced", seed: 5, spinners: 3 });
  assert.equal(io.written.stderr, "puffinbench selftest · reduced · seed 5\n");
  assert.match(io.written.stdout, /^ +figure[^]*all keep their limits\n$/);
});

Deno.test("selftest() ends with 4 where a line fails, and with 130 where it is stopped", async () => {
  const failed = { ...OUTCOME, lines: [{ ...OUTCOME.lines[0]!, value: 1 }] };
  assert.equal(await selftest(OPTIONS, fakeIo(), answering(failed)), 4);
  const io = fakeIo();
  const stopped = await selftest({ ...OPTIONS, only: [] }, io, (_only, { signal }) => {
    io.interrupt();
    assert.ok(signal.aborted);
    return Promise.resolve(OUTCOME);
  });
  assert.equal(stopped, 130);
});

Deno.test("drawSelftest() tells of checks that are left out for one reason in one line, and of millions in short", () => {
  const left = (title: string) => ({ ids: ["V4" as const], title, kind: "skipped" as const, why: "not here" });
  const lines = [{ ...OUTCOME.lines[4]!, n: 4_000_000 }];
  const missing = [left("one"), left("another")];
  assert.deepEqual(
    drawSelftest({ ...OUTCOME, lines, missing, alarmRates: [] }, { width: 80, color: "off", charset: "unicode" })
      .slice(1, 3),
    [
      "pass V9        0                 4M     lost pairs",
      "skip V4  one, another: not here",
    ],
  );
});

Deno.test("drawSelftest() says how far a self-test went that was stopped", () => {
  const missing = [{
    ids: ["V1" as const],
    title: "identical code",
    kind: "unfinished" as const,
    why: "3 of 9 blocks",
  }];
  const lines = [{ ...OUTCOME.lines[0]!, n: 12, planned: 200 }];
  assert.deepEqual(
    drawSelftest({ ...OUTCOME, lines, missing, alarmRates: [] }, { width: 80, color: "off", charset: "unicode" })
      .slice(1),
    [
      "pass V1     1.5%  at most 7%     12     identical code that the screen suspects,",
      "                                        by processor time (12 of 200 so far)",
      "part V1  identical code: 3 of 9 blocks",
      "1 line measured in 61 s: all keep their limits; 1 check not finished",
    ],
  );
});

Deno.test("selftest() stops when its time is over, and succeeds if what there is keeps its limits", async () => {
  const io = fakeIo();
  const exitCode = await selftest({ ...OPTIONS, budgetMs: 1 }, io, async (_only, { signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return OUTCOME;
  });
  assert.equal(exitCode, 0);
  assert.match(io.written.stderr, /the time is over/);
});

async function withDirectory(act: (outputDir: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await act(`${directory}/new`);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const FULL: SelftestOptions = { ...OPTIONS, effort: "full", spinners: undefined, seed: undefined };

Deno.test("selftest() that is full keeps its trials, and goes on with those of the newest journal", () =>
  withDirectory(async (outputDir) => {
    const io = fakeIo();
    await selftest({ ...FULL, outputDir, seed: 7, spinners: 1 }, io, (_only, { journal }) => {
      journal!.keep("a check", { lines: [OUTCOME.lines[0]!] });
      return Promise.resolve(OUTCOME);
    });
    const [, path] = /puffinbench selftest --resume (.*_7\.trials\.ndjson)\n$/.exec(io.written.stderr) ?? [];
    assert.ok(path !== undefined, io.written.stderr);
    for (const resume of [true, path] as const) {
      await selftest({ ...FULL, outputDir, effort: "reduced", resume }, fakeIo(), (_only, scene) => {
        assert.deepEqual([scene.effort, scene.seed, scene.spinners], ["full", 7, 1]);
        assert.deepEqual(scene.journal!.found("a check")!.lines, [OUTCOME.lines[0]!]);
        return Promise.resolve(OUTCOME);
      });
    }
    const refused = selftest({ ...FULL, outputDir, resume: true, seed: 8 }, fakeIo(), answering(OUTCOME));
    await assert.rejects(refused, /with another --seed as it was begun with 7: current value is 8/);
  }));

Deno.test("selftest() says where there is nothing to go on with", () =>
  withDirectory(async (outputDir) => {
    const resumed = selftest({ ...FULL, outputDir, resume: true }, fakeIo(), answering(OUTCOME));
    await assert.rejects(resumed, /no journal in .*: a full self-test leaves one/);
  }));

Deno.test("selftest() writes what was found to a file", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const output = `${directory}/new/selftest.json`;
    await selftest({ ...OPTIONS, output }, fakeIo(), answering(OUTCOME));
    assert.deepEqual(selftestSchema.parse(JSON.parse(await Deno.readTextFile(output))), OUTCOME);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("cli() measures the lines that --only names and refuses others", async () => {
  const io = fakeIo();
  assert.equal(await cli(["selftest", "--only", "V5", "--seed", "1"], io), 0);
  assert.match(io.written.stdout, /pass V5 +0 +at most 0 +11/);
  const wrong = fakeIo();
  assert.equal(await cli(["selftest", "--only", "V13"], wrong), 2);
  assert.match(wrong.written.stderr, /Cannot use --only/);
});
