import assert from "node:assert/strict";
import { measuredSession } from "../../../src/harness/cli/measured_session.ts";
import type { Face } from "../../../src/harness/report/terminal/face.ts";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import type { SessionPlan } from "../../../src/harness/session/plan.ts";
import { readJournal } from "../../../src/harness/session/journal.ts";
import { PROFILES } from "../../../src/harness/session/profile.ts";
import { resultSchema } from "../../../src/harness/session/result.ts";
import { workerCommand } from "../../../src/harness/session/self_command.ts";
import { orchestration } from "../../../src/harness/suites/orchestration.ts";
import { fakeIo } from "./fake_io.ts";

const FACE: Face = { width: 80, color: "off", charset: "unicode" };

const NOWHERE = { kind: "nowhere" } as const;

/** One benchmark of plain code, with as little measuring as gives an interval. */
const PLAN: SessionPlan = {
  profile: { ...PROFILES.quick, rounds: 2, droppedRounds: 0, sampleMs: 1, warmUpMs: [1, 5], samplingBudgetMs: 5 },
  benchmarks: orchestration.benchmarks.filter(({ id }) => id === "orchestration/diamond/noop"),
  arms: plainArms(["control"]),
  seed: 1,
  cpuRounds: 1_000,
  workerCommand: workerCommand({ entry: new URL("../../../main.ts", import.meta.url).href }),
};

Deno.test("measuredSession() says at once what it does, then how it goes, and gives a whole result", async () => {
  const io = fakeIo();
  const { result, journal } = await measuredSession(PLAN, {
    io,
    face: FACE,
    argv: ["run", "--seed", "1"],
    keeping: NOWHERE,
  });
  assert.equal(journal, null);
  assert.deepEqual(resultSchema.parse(result), result);
  assert.equal(result.session.status, "completed");
  assert.deepEqual(result.session.argv, ["run", "--seed", "1"]);
  assert.equal(result.benchmarks[0]!.cells[0]!.status, "measured");
  assert.equal(io.written.stdout, "");
  const lines = io.written.stderr.split("\n");
  assert.deepEqual([...lines.slice(0, 2), lines.at(-2)], [
    "puffinbench · quick · seed 1 · 1 benchmark × 1 subject × 6 processes · about 5 s",
    "00:00 start  6 passes over 1 benchmark",
    "00:00 end    completed",
  ]);
});

/** A world in which Ctrl-C is pressed as soon as a text appears on the error stream. */
function interruptedAt(text: string, given: Parameters<typeof fakeIo>[0]) {
  const io = fakeIo(given);
  const { columns, write } = io.stderr;
  const pressing = (written: string) => {
    write(written);
    if (written.includes(text)) io.interrupt();
  };
  return { ...io, stderr: { columns, write: pressing } };
}

Deno.test("measuredSession() ends early with what there is when it is interrupted", async () => {
  const io = interruptedAt(" start ", {});
  const { result } = await measuredSession(PLAN, { io, face: FACE, argv: [], keeping: NOWHERE });
  assert.equal(result.session.status, "interrupted");
  assert.equal(result.benchmarks[0]!.cells[0]!.status, "interrupted");
  assert.match(io.written.stderr, /interrupted, ending the processes; what was finished is kept/);
});

Deno.test("measuredSession() draws its progress anew in place when a person watches", async () => {
  const io = interruptedAt("diamond/noop", { columns: 80, env: { TERM: "xterm" } });
  await measuredSession(PLAN, { io, face: FACE, argv: [], keeping: NOWHERE });
  assert.ok(io.written.stderr.includes("\r\x1b[2K00:00 elapsed"));
});

Deno.test("measuredSession() writes plain lines when the terminal is dumb or belongs to a CI", async () => {
  for (const env of [{ TERM: "xterm", CI: "true" }, { TERM: "dumb" }]) {
    const io = interruptedAt(" start ", { columns: 80, env });
    await measuredSession(PLAN, { io, face: FACE, argv: [], keeping: NOWHERE });
    assert.ok(!io.written.stderr.includes("\x1b"));
  }
});

Deno.test("measuredSession() keeps a journal of a session that is stopped, and goes on with it", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const keeping = { kind: "new", directory, wishes: null } as const;
    const stopped = await measuredSession(PLAN, {
      io: interruptedAt("2 of 6", {}),
      face: FACE,
      argv: ["run"],
      keeping,
    });
    assert.equal(stopped.result.session.status, "interrupted");
    assert.match(stopped.journal!, /benchmark_results_\d{8}_\d{6}_1\.journal\.ndjson$/);
    const content = await readJournal(stopped.journal!);
    assert.equal(content.records.filter(({ kind }) => kind === "block").length, 2);
    const journal = { path: stopped.journal!, content };
    const scene = {
      io: fakeIo(),
      face: FACE,
      argv: ["run", "--resume"],
      keeping: { kind: "resumed", journal },
    } as const;
    const { result } = await measuredSession(PLAN, scene);
    assert.deepEqual(resultSchema.parse(result), result);
    assert.deepEqual([result.session.status, result.session.argv], ["completed", ["run"]]);
    assert.equal(result.session.resumedAt.length, 1);
    const [cell] = result.benchmarks[0]!.cells;
    assert.ok(cell?.status === "measured");
    assert.deepEqual(cell.forks.map(({ pass }) => pass), [0, 1, 2, 3, 4, 5]);
    await assert.rejects(measuredSession({ ...PLAN, seed: 2 }, scene), /as the plan must be what it was/);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
