import assert from "node:assert/strict";
import { examineMachine } from "../../../src/harness/machine/doctor.ts";
import type { Check } from "../../../src/harness/selftest/checks.ts";
import { CHECKS } from "../../../src/harness/selftest/checks.ts";
import { crossCheck } from "../../../src/harness/selftest/cross_check.ts";
import { CheckBroken, CheckSkipped, CheckUnfinished } from "../../../src/harness/selftest/scene.ts";
import { isPassed, runSelftest } from "../../../src/harness/selftest/selftest.ts";
import { SELFTEST_IDS, type SelftestId, type SelftestLine } from "../../../src/harness/selftest/selftest_line.ts";
import { selftestSchema } from "../../../src/harness/selftest/selftest_outcome.ts";
import { testScene } from "./test_scene.ts";

function lineOf(id: SelftestId, value = 0): SelftestLine {
  return { id, what: "it", value, unit: "count", n: 1, pass: { atMost: 0 } };
}

function checkOf(ids: readonly SelftestId[], run: Check["run"]): Check {
  return { title: ids.join(), ids, run };
}

const broken = checkOf(["V9"], () => Promise.reject(new CheckBroken("planted")));
const skipped = checkOf(["V4"], () => Promise.reject(new CheckSkipped("not here")));
const two = checkOf(["V3", "V2"], () => ({ lines: [lineOf("V3"), lineOf("V2")] }));

Deno.test("CHECKS have a title each, by which a journal knows them", () => {
  assert.equal(new Set(CHECKS.map(({ title }) => title)).size, CHECKS.length);
});

Deno.test("CHECKS cover every id", () => {
  assert.deepEqual(new Set(CHECKS.flatMap(({ ids }) => ids)), new Set(SELFTEST_IDS));
});

Deno.test("runSelftest() gives the lines in the order of their ids, and can be read back", async () => {
  const outcome = await runSelftest(SELFTEST_IDS, testScene(), [two, skipped]);
  assert.deepEqual(outcome.lines.map(({ id }) => id), ["V2", "V3"]);
  assert.deepEqual(selftestSchema.parse(JSON.parse(JSON.stringify(outcome))), outcome);
  assert.ok(isPassed(outcome));
});

Deno.test("runSelftest() makes no check that is not asked for, and gives no line of one", async () => {
  const outcome = await runSelftest(["V3"], testScene(), [two, broken]);
  assert.deepEqual(outcome.lines.map(({ id }) => id), ["V3"]);
  assert.deepEqual(outcome.missing, []);
});

Deno.test("runSelftest() goes on where a check is broken or left out, and says why", async () => {
  const outcome = await runSelftest(SELFTEST_IDS, testScene(), [broken, skipped, two]);
  assert.deepEqual(outcome.missing.map(({ ids, kind, why }) => [ids, kind, why]), [
    [["V9"], "broken", "planted"],
    [["V4"], "skipped", "not here"],
  ]);
  assert.equal(outcome.lines.length, 2);
  assert.equal(isPassed(outcome), false);
});

Deno.test("runSelftest() hands on what no check foresees", async () => {
  const wrong = checkOf(["V1"], () => Promise.reject(new TypeError("ours")));
  await assert.rejects(runSelftest(SELFTEST_IDS, testScene(), [wrong]), TypeError);
});

Deno.test("runSelftest() makes no check after it was stopped", async () => {
  const outcome = await runSelftest(SELFTEST_IDS, testScene({ signal: AbortSignal.abort() }), [two]);
  assert.deepEqual(outcome.lines, []);
  assert.deepEqual(outcome.missing.map(({ kind, why }) => [kind, why]), [["unfinished", "it was not begun"]]);
  assert.equal(isPassed(outcome), false);
});

Deno.test("runSelftest() has the figures of a check that was stopped, and what is missing", async () => {
  const part = checkOf(["V1"], () => ({ lines: [lineOf("V1")], unfinished: "1 of 2" }));
  const none = checkOf(["V2"], () => Promise.reject(new CheckUnfinished("0 of 2")));
  const outcome = await runSelftest(SELFTEST_IDS, testScene(), [part, none]);
  assert.deepEqual(outcome.lines.map(({ id }) => id), ["V1"]);
  assert.deepEqual(outcome.missing.map(({ ids, kind, why }) => [ids, kind, why]), [
    [["V1"], "unfinished", "1 of 2"],
    [["V2"], "unfinished", "0 of 2"],
  ]);
  assert.ok(isPassed(outcome));
});

Deno.test("runSelftest() calls no check broken that broke because it was stopped", async () => {
  const abort = new AbortController();
  const killed = checkOf(["V9"], () => {
    abort.abort();
    return Promise.reject(new CheckBroken("no answer"));
  });
  const { missing } = await runSelftest(SELFTEST_IDS, testScene({ signal: abort.signal }), [killed]);
  assert.deepEqual(missing.map(({ kind }) => kind), ["unfinished"]);
});

Deno.test("isPassed() holds every line to its limit", async () => {
  const outcome = await runSelftest(SELFTEST_IDS, testScene(), [checkOf(["V1"], () => ({ lines: [lineOf("V1", 1)] }))]);
  assert.equal(isPassed(outcome), false);
});

Deno.test("crossCheck() waits for a quiet machine", async () => {
  const examined = await examineMachine({ durationMs: 20 });
  const loud: typeof examineMachine = () => Promise.resolve({ ...examined, grade: "F" });
  await assert.rejects(
    crossCheck("80us", testScene({ effort: "full" }), loud),
    new CheckUnfinished("it needs a machine of grade C or better: this one has F now"),
  );
});

Deno.test("crossCheck() is left out of a reduced self-test and says how to make it", async () => {
  await assert.rejects(crossCheck("80us", testScene()), /scripts\/cross_check\.ts/);
});
