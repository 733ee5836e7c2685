import assert from "node:assert/strict";
import type { SelftestLine } from "../../../src/harness/selftest/selftest_line.ts";
import { benchmarksNamed, measurePairs, type PairPlan } from "../../../src/harness/selftest/pair_session.ts";
import { CheckUnfinished, type Scene } from "../../../src/harness/selftest/scene.ts";
import { runSelftest } from "../../../src/harness/selftest/selftest.ts";
import { readTrials, SelftestJournal, type TrialsHeader } from "../../../src/harness/selftest/selftest_journal.ts";
import { TINY_PROFILE } from "../../fixtures/tiny_session.ts";
import { exampleHeader } from "../../fixtures/example_header.ts";
import { testScene } from "./test_scene.ts";

const HEADER: Omit<TrialsHeader, "schema"> = {
  effort: "full",
  seed: 1,
  spinners: 0,
  tool: exampleHeader().tool,
  hostFingerprint: "0123456789abcdef",
};

const LINE: SelftestLine = { id: "V5", what: "it", value: 0, unit: "count", n: 1, pass: { atMost: 0 } };

async function withPath(act: (path: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await act(`${directory}/some.trials.ndjson`);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function resumed(path: string, nowMs: () => number = () => 0): Promise<SelftestJournal> {
  return SelftestJournal.resume(path, await readTrials(path), nowMs);
}

Deno.test("SelftestJournal keeps what checks found, and time without pauses", () =>
  withPath(async (path) => {
    let ms = 1_000;
    {
      using journal = SelftestJournal.create(path, HEADER, () => ms);
      ms += 500;
      journal.keep("a check", { lines: [LINE] });
      assert.equal(journal.found("another"), undefined);
    }
    ms = 90_000;
    using again = await resumed(path, () => ms);
    assert.deepEqual(again.found("a check")!.lines, [LINE]);
    assert.equal(again.spentMs, 500);
    ms += 250;
    assert.equal(again.spentMs, 750);
  }));

Deno.test("SelftestJournal keeps the records of sessions apart", () =>
  withPath(async (path) => {
    {
      using journal = SelftestJournal.create(path, HEADER, () => 0);
      journal.sessionOf("forward").append({ kind: "resumed", at: "2026-01-01T00:00:00.000Z" });
    }
    using again = await resumed(path);
    assert.equal(again.sessionOf("forward").records.length, 1);
    assert.equal(again.sessionOf("backward").records.length, 0);
  }));

Deno.test("readTrials() refuses another file", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(path, "{}\n");
    await assert.rejects(readTrials(path), /must begin with the header of puffinbench-trials\/1/);
  }));

Deno.test("runSelftest() makes no check again that the journal has", () =>
  withPath(async (path) => {
    using journal = SelftestJournal.create(path, HEADER, () => 0);
    let made = 0;
    const check = { title: "it", ids: ["V5" as const], run: () => (made++, { lines: [LINE] }) };
    const scene = testScene({ journal });
    const [first, second] = [
      await runSelftest(["V5"], scene, [check]),
      await runSelftest(["V5"], { ...scene, signal: AbortSignal.abort() }, [check]),
    ];
    assert.equal(made, 1);
    assert.deepEqual(second.lines, first.lines);
  }));

const PLAN: PairPlan = {
  title: "pieces",
  profile: TINY_PROFILE,
  benchmarks: benchmarksNamed(["diamond/noop", "deep-chain/noop"]),
  reference: "control",
  arms: [{ id: "same", adapter: "control" }],
  pairs: 6,
  comparisons: 2,
};
const BLOCKS = 2 * 6 * 2;

/** A scene that is stopped once the journal has so many blocks more. */
function stoppedAfter(blocks: number, journal: SelftestJournal): Scene {
  const abort = new AbortController();
  let left = blocks;
  const sessionOf = (title: string) => {
    const session = journal.sessionOf(title);
    return {
      records: session.records,
      append: (record: Parameters<typeof session.append>[0]) => {
        session.append(record);
        if (record.kind === "block" && --left === 0) abort.abort();
      },
    };
  };
  const { spentMs } = journal;
  const spied = { spentMs, found: () => undefined, keep: () => {}, sessionOf };
  return testScene({ signal: abort.signal, journal: spied });
}

Deno.test("measurePairs() in pieces measures every block once, and says how much is done", () =>
  withPath(async (path) => {
    SelftestJournal.create(path, HEADER, () => 0)[Symbol.dispose]();
    {
      using journal = await resumed(path);
      const early = measurePairs(PLAN, stoppedAfter(5, journal));
      await assert.rejects(early, new CheckUnfinished(`5 of ${BLOCKS} blocks of processes are measured`));
    }
    {
      using journal = await resumed(path);
      const { comparisons, unfinished } = await measurePairs(PLAN, stoppedAfter(9, journal));
      assert.equal(unfinished, `14 of ${BLOCKS} blocks of processes are measured`);
      assert.equal(comparisons.length, 2);
    }
    using journal = await resumed(path);
    const { comparisons, benchmarks, unfinished } = await measurePairs(PLAN, testScene({ journal }));
    assert.equal(unfinished, null);
    assert.equal(comparisons.length, 4);
    const passes = benchmarks.flatMap(({ cells }) =>
      cells.map((cell) => cell.status === "measured" ? cell.forks.map(({ pass }) => pass) : [])
    );
    for (const found of passes) assert.deepEqual(found, Array.from({ length: 12 }, (_, pass) => pass));
    const { records } = await readTrials(path);
    const blocks = records.flatMap((record) => record.kind === "session" ? [record.record.kind] : []);
    assert.equal(blocks.filter((kind) => kind === "block").length, BLOCKS);
  }));
