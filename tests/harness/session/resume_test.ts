/**
 * A session that is stopped anywhere and taken up again measures what it would have measured without the
 * break: no block twice, none left out, the same order, the same padding (V9).
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import { readJournal } from "../../../src/harness/session/journal.ts";
import type { JournalRecord, SessionJournal } from "../../../src/harness/session/journal_record.ts";
import type { SessionOutcome, SessionPlan } from "../../../src/harness/session/plan.ts";
import { runSession } from "../../../src/harness/session/session.ts";
import {
  faultyAdapter,
  survivors,
  testCommand,
  TINY_BENCHMARK,
  TINY_CHAIN,
  TINY_PROFILE,
  tinyPlan,
} from "../../fixtures/tiny_session.ts";

/** Two benchmarks in two passes: eight records in all. */
const PLAN = tinyPlan({
  profile: { ...TINY_PROFILE, forks: 2, rounds: 1, droppedRounds: 0 },
  benchmarks: [TINY_BENCHMARK, TINY_CHAIN],
  arms: plainArms(["control"]),
});
const RECORDS = 8;

/** A journal in memory that breaks at a write: before the record is kept, or after. */
function breakingJournal(
  records: readonly JournalRecord[],
  breaksAt: { readonly write: number; readonly isKept: boolean },
): SessionJournal & { readonly kept: JournalRecord[] } {
  const kept: JournalRecord[] = [];
  let writes = 0;
  return {
    records,
    kept,
    append(record) {
      const breaks = ++writes === breaksAt.write;
      if (!breaks || breaksAt.isKept) kept.push(structuredClone(record));
      if (breaks) throw new Error("planted at a write");
    },
  };
}

const blocksOf = (records: readonly JournalRecord[]) => records.filter((record) => record.kind === "block");

/** What the seed decides about a session, block by block. */
function drawnBy(records: readonly JournalRecord[]) {
  return blocksOf(records).map(({ pass, benchmark, arms }) => ({
    pass,
    benchmark,
    padding: arms.map(({ arm, outcome }) => [arm, outcome.kind === "fork" ? outcome.fork.paddingBytes : null]),
  }));
}

function assertWhole({ benchmarks, status }: SessionOutcome): void {
  assert.equal(status, "completed");
  for (const { cells } of benchmarks) {
    for (const cell of cells) {
      assert.ok(cell.status === "measured");
      assert.deepEqual(cell.forks.map(({ pass }) => pass), [0, 1]);
    }
  }
}

Deno.test("runSession() goes on after a break at any write as if there had been none", async () => {
  const whole = breakingJournal([], { write: Infinity, isKept: true });
  assertWhole(await runSession(PLAN, { journal: whole }));
  assert.equal(whole.kept.length, RECORDS);
  for (let write = 1; write <= RECORDS; write++) {
    const isKept = write % 2 === 0;
    const first = breakingJournal([], { write, isKept });
    await assert.rejects(runSession(PLAN, { journal: first }), /planted at a write/);
    const second = breakingJournal(first.kept, { write: Infinity, isKept: true });
    const outcome = await runSession(PLAN, { journal: second });
    assertWhole(outcome);
    assert.equal(outcome.resumedAt.length, first.kept.length > 0 ? 1 : 0);
    assert.deepEqual(drawnBy([...first.kept, ...second.kept]), drawnBy(whole.kept), `broken at write ${write}`);
  }
});

Deno.test("runSession() takes nothing up that a lost cell has ended", async () => {
  const plan = { ...PLAN, arms: plainArms(["control", "no-such-adapter"]) };
  const first = breakingJournal([], { write: 4, isKept: true });
  await assert.rejects(runSession(plan, { journal: first }), /planted/);
  const second = breakingJournal(first.kept, { write: Infinity, isKept: true });
  const { benchmarks } = await runSession(plan, { journal: second });
  assert.deepEqual(benchmarks.map(({ cells }) => cells.map(({ status }) => status)), [
    ["measured", "failed"],
    ["measured", "failed"],
  ]);
  const tried = blocksOf(second.kept).map(({ benchmark, arms }) => [benchmark, arms.length]);
  const lostBefore = blocksOf(first.kept)[0]!.benchmark;
  for (const [benchmark, arms] of tried) if (benchmark === lostBefore) assert.equal(arms, 1);
});

/** Runs a session in a process of its own and kills that when it has said a word so many times. */
async function killedAt(path: string, plan: SessionPlan, { word, times }: { word: string; times: number }) {
  const script = new URL("../../fixtures/journaled_session.ts", import.meta.url).pathname;
  const child = spawn(Deno.execPath(), ["run", "-A", script, path, JSON.stringify(plan)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let said = 0;
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line === word && ++said === times) child.kill("SIGKILL");
  }
  await ended;
  return child.signalCode;
}

/** Waits until no process of a command is left; the guardian needs a moment. */
async function goneWithin(mark: string, ms: number): Promise<boolean> {
  for (const started = performance.now(); performance.now() - started < ms;) {
    if (survivors(mark).length === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

Deno.test("runSession() loses at most the block under way when it is killed, and leaves no process", async () => {
  const directory = await Deno.makeTempDir();
  try {
    for (const point of [{ word: "started", times: 1 }, { word: "block", times: 2 }, { word: "started", times: 4 }]) {
      const path = `${directory}/${point.word}${point.times}.journal.ndjson`;
      const command = testCommand();
      const plan = { ...PLAN, workerCommand: command };
      assert.equal(await killedAt(path, plan, point), "SIGKILL");
      assert.ok(await goneWithin(command.mark, 3_000), "no worker outlives its session");
      const { records } = await readJournal(path);
      const least = point.word === "block" ? point.times : point.times - 1;
      assert.ok(blocksOf(records).length >= least, `${blocksOf(records).length} blocks are kept`);
      const journal = breakingJournal(records, { write: Infinity, isKept: true });
      assertWhole(await runSession(plan, { journal }));
      const places = blocksOf([...records, ...journal.kept]).map(({ pass, benchmark }) => `${pass} ${benchmark}`);
      assert.equal(new Set(places).size, 4);
      assert.equal(places.length, 4);
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("no worker outlives a killed session though it loops for ever and listens to nothing", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const command = testCommand();
    const arms = plainArms([faultyAdapter("ignores-sigterm")]);
    const plan = { ...PLAN, arms, workerCommand: command };
    const path = `${directory}/loop.journal.ndjson`;
    const killed = killedAt(path, plan, { word: "never said", times: 1 });
    const script = "journaled_session";
    // The session is killed by us once its worker is there; it may be in its loop by then or not.
    while (survivors(command.mark).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 400));
    for (const pid of sessionsOf(path, script)) Deno.kill(pid, "SIGKILL");
    assert.equal(await killed, "SIGKILL");
    assert.ok(await goneWithin(command.mark, 3_000));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

/** Finds the processes of a session by its journal. */
function sessionsOf(path: string, script: string): number[] {
  const ids = [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter(Number.isInteger);
  return ids.filter((pid) => {
    try {
      const line = Deno.readTextFileSync(`/proc/${pid}/cmdline`);
      return line.includes(path) && line.includes(script);
    } catch {
      return false;
    }
  });
}
