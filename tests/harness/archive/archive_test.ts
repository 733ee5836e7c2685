import assert from "node:assert/strict";
import { Archive, INDEX_NAME } from "../../../src/harness/archive/archive.ts";
import { betweenSessionFloor, FEWEST_SESSIONS } from "../../../src/harness/archive/between_sessions.ts";
import type { Result } from "../../../src/harness/session/result.ts";
import { type MadeUpSession, storedSession } from "../compare/stored/stored_session.ts";

const around = (ns: number) => Array.from({ length: 8 }, (_, i) => ns * (1 + 0.001 * i));

function sessionAt(minute: number, ns: number, changes: MadeUpSession = {}): Result {
  const startedAt = `2026-01-02T03:${String(minute).padStart(2, "0")}:00.000Z`;
  return storedSession({ one: around(ns), two: around(2 * ns) }, { id: `session ${minute}`, startedAt, ...changes });
}

const STAMPS = { changedMs: 1, bytes: 2 };
const ALL = { subject: "puffinflow", isMeant: () => true, last: 100 } as const;

async function inDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const save = async (directory: string, minute: number, text: string) =>
  await Deno.writeTextFile(`${directory}/benchmark_results_20260102_03${String(minute).padStart(2, "0")}00.json`, text);

/** A result as a file has it: infinite bounds and undefined fields do not survive JSON, so neither is in there. */
const textOf = (result: Result) => JSON.stringify(result);

Deno.test("Archive.series() gives the sessions of a benchmark, oldest first", () => {
  using archive = new Archive("nowhere", ":memory:");
  for (const minute of [3, 1, 2]) archive.add({ name: `${minute}`, ...STAMPS }, sessionAt(minute, 1_000 * minute));
  const [one, two, ...others] = archive.series(ALL);
  assert.deepEqual(others, []);
  assert.deepEqual([one?.benchmark, two?.benchmark], ["suite/one", "suite/two"]);
  assert.deepEqual([one?.metric, one?.unit, one?.better], ["cpu", "ns", "lower"]);
  assert.deepEqual(one?.points.map(({ value }) => Math.round(value / 100)), [10, 20, 30]);
  assert.ok(one!.points.every(({ lo, value, hi, n }) => lo <= value && value <= hi && n === 8));
  assert.equal(archive.sessions, 3);
});

Deno.test("Archive.series() gives the latest sessions, of what is meant", () => {
  using archive = new Archive("nowhere", ":memory:");
  for (const minute of [1, 2, 3]) archive.add({ name: `${minute}`, ...STAMPS }, sessionAt(minute, 1_000));
  const found = archive.series({ ...ALL, last: 2, isMeant: (id) => id.endsWith("two") });
  assert.deepEqual(found.map(({ benchmark, points }) => [benchmark, points.map(({ at }) => at.slice(14, 16))]), [
    ["suite/two", ["02", "03"]],
  ]);
  assert.deepEqual(archive.series({ ...ALL, subject: "nobody" }), []);
});

Deno.test("Archive.series() keeps hosts apart, and takes that of the newest session", () => {
  using archive = new Archive("nowhere", ":memory:");
  archive.add({ name: "1", ...STAMPS }, sessionAt(1, 1_000, { hostFingerprint: "old" }));
  archive.add({ name: "2", ...STAMPS }, sessionAt(2, 1_000, { hostFingerprint: "new" }));
  archive.add({ name: "3", ...STAMPS }, sessionAt(0, 1_000, { hostFingerprint: null }));
  const minutes = (host?: string) => archive.series({ ...ALL, host })[0]?.points.map(({ at }) => at.slice(14, 16));
  assert.deepEqual([minutes(), minutes("old"), minutes("none")], [["02"], ["01"], undefined]);
});

Deno.test("Archive.series() leaves out what was measured before the work became another one", () => {
  using archive = new Archive("nowhere", ":memory:");
  archive.add({ name: "1", ...STAMPS }, sessionAt(1, 1_000, { changes: { tasks: 19 } }));
  archive.add({ name: "2", ...STAMPS }, sessionAt(2, 1_000));
  assert.deepEqual(archive.series(ALL).map(({ points }) => points.length), [1, 1]);
});

Deno.test("Archive.sync() reads what is new or changed, and forgets what is gone", () =>
  inDirectory(async (directory) => {
    using archive = new Archive(directory);
    await save(directory, 1, textOf(sessionAt(1, 1_000)));
    await save(directory, 2, textOf(sessionAt(2, 1_000)));
    await Deno.writeTextFile(`${directory}/notes.json`, "{}");
    assert.deepEqual(await archive.sync(), { read: 2, problems: [] });
    assert.deepEqual(await archive.sync(), { read: 0, problems: [] });
    await save(directory, 2, `${textOf(sessionAt(2, 5_000))}\n\n`);
    assert.equal((await archive.sync()).read, 1);
    assert.deepEqual(archive.series(ALL)[0]?.points.map(({ value }) => Math.round(value / 1_000)), [1, 5]);
    await Deno.remove(`${directory}/benchmark_results_20260102_030100.json`);
    await archive.sync();
    assert.equal(archive.sessions, 1);
    archive.clear();
    assert.equal(archive.sessions, 0);
    assert.equal((await archive.sync()).read, 1);
  }));

Deno.test("Archive.sync() names files that are no results, and goes on", () =>
  inDirectory(async (directory) => {
    using archive = new Archive(directory);
    const whole = textOf(sessionAt(1, 1_000));
    await save(directory, 1, whole);
    await save(directory, 2, whole.slice(0, 100));
    await save(directory, 3, '{"schema":"puffinbench/99"}');
    await save(directory, 4, "[]");
    const { read, problems } = await archive.sync();
    assert.equal(read, 4);
    assert.equal(archive.sessions, 1);
    assert.deepEqual(problems.map(({ file }) => file.slice(-11)), ["030200.json", "030300.json", "030400.json"]);
    assert.match(problems[0]!.problem, /must be JSON/);
    assert.match(problems[1]!.problem, /newer puffinbench/);
  }));

Deno.test("Archive keeps a session as long as one of its files is there", () =>
  inDirectory(async (directory) => {
    using archive = new Archive(directory);
    await save(directory, 1, textOf(sessionAt(1, 1_000)));
    await save(directory, 2, textOf(sessionAt(1, 1_000)));
    await archive.sync();
    assert.equal(archive.sessions, 1);
    await Deno.remove(`${directory}/benchmark_results_20260102_030100.json`);
    await archive.sync();
    assert.equal(archive.sessions, 1);
  }));

Deno.test("Archive makes an index anew that is broken or of another version", () =>
  inDirectory(async (directory) => {
    await Deno.writeTextFile(`${directory}/${INDEX_NAME}`, "this is no database, and longer than a page's header is");
    await save(directory, 1, textOf(sessionAt(1, 1_000)));
    {
      using archive = new Archive(directory);
      assert.equal((await archive.sync()).read, 1);
    }
    using again = new Archive(directory);
    assert.deepEqual([again.sessions, (await again.sync()).read], [1, 0]);
  }));

Deno.test("betweenSessionFloor() is what sessions of one commit differ by, once there are enough of them", () => {
  const point = (value: number, commit: string | null) => ({
    at: "",
    version: "1",
    commit,
    grade: null,
    value,
    lo: value,
    hi: value,
    n: 8,
  });
  const values = Array.from({ length: FEWEST_SESSIONS }, (_, i) => 1_000 * (1 + 0.1 * (i % 2)));
  assert.equal(betweenSessionFloor(values.slice(1).map((value) => point(value, "a"))), undefined);
  assert.equal(betweenSessionFloor(values.map((value) => point(value, null))), undefined);
  const floor = betweenSessionFloor(values.map((value) => point(value, "a")));
  assert.ok(floor !== undefined && Math.abs(floor - 0.1) < 1e-9);
});
