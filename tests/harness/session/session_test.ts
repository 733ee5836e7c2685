import assert from "node:assert/strict";
import { plainArms } from "../../../src/harness/session/arm_plan.ts";
import type { LostCell, SessionEvent } from "../../../src/harness/session/progress.ts";
import type { Fork } from "../../../src/harness/session/result.ts";
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

type EventOf<Kind extends SessionEvent["kind"]> = Extract<SessionEvent, { kind: Kind }>;

function ofKind<Kind extends SessionEvent["kind"]>(events: readonly SessionEvent[], kind: Kind): EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.kind === kind);
}

const COLUMNS = [
  "wallNs",
  "cpuNs",
  "allocatedBytes",
  "gcCount",
  "gcNs",
  "voluntarySwitches",
  "involuntarySwitches",
  "minorFaults",
  "majorFaults",
  "rssBytes",
  "startedMs",
] as const satisfies readonly (keyof Fork)[];

Deno.test("runSession() keeps every recorded sample of every process with what it consumed", async () => {
  const { benchmarks, status } = await runSession(tinyPlan({ profile: { ...TINY_PROFILE, forks: 2 } }));
  const cell = benchmarks[0]!.cells[0]!;
  assert.ok(cell.status === "measured");
  assert.equal(status, "completed");
  assert.deepEqual(cell.forks.map((fork) => fork.pass), [0, 1]);
  for (const fork of cell.forks) {
    for (const column of COLUMNS) assert.equal(fork[column].length, 3, column);
    assert.ok(fork.wallNs.every((wallNs) => wallNs > 0));
    assert.ok(fork.importNs > 0 && fork.prepareNs > 0 && fork.firstRunNs > 0);
    assert.deepEqual(fork.startedMs, fork.startedMs.toSorted((a, b) => a - b));
    assert.ok((fork.peakRssKib ?? 0) > 10_000, "a process of this runtime takes more than 10 MB");
  }
});

Deno.test("runSession() proves every run: the traced one, the warm-up, all samples, and what is recorded", async () => {
  const { benchmarks } = await runSession(tinyPlan());
  const cell = benchmarks[0]!.cells[0]!;
  assert.ok(cell.status === "measured");
  const { provedRuns, warmUp, batch, recording } = cell.forks[0]!;
  const recorded = 1.2 * recording!.runs;
  assert.equal(provedRuns, 1 + warmUp.iterations + 4 * batch + Math.ceil(recorded));
});

Deno.test("runSession() learns from its workers what an adapter from outside is", async () => {
  const { subjects } = await runSession(tinyPlan({ arms: plainArms([faultyAdapter("none"), "control"]) }));
  assert.deepEqual(subjects.map(({ id, packages }) => ({ id, packages })), [
    { id: "faulty", packages: {} },
    { id: "control", packages: {} },
  ]);
});

Deno.test("runSession() keeps two adapters with one id apart by their URLs", async () => {
  const first = faultyAdapter("none");
  const second = faultyAdapter("unsupported");
  const { benchmarks } = await runSession(tinyPlan({ arms: plainArms([first, second]) }));
  const names = benchmarks[0]!.cells.map(({ subject }) => subject);
  // Whose process was started first is random.
  assert.ok(names.includes("faulty"));
  assert.ok(names.includes(first) || names.includes(second));
});

Deno.test("runSession() gives each benchmark the workload that its workers ran", async () => {
  const benchmark = { ...TINY_BENCHMARK, id: "tiny/diamond/cpu", kernel: "cpu" } as const;
  const { benchmarks, cpuRounds } = await runSession(tinyPlan({ benchmarks: [benchmark], cpuRounds: 7 }));
  assert.equal(cpuRounds, 7);
  assert.equal(benchmarks[0]!.tasks, 4);
  assert.deepEqual(benchmarks[0]!.workload, {
    seedName: "diamond",
    shape: { kind: "diamond" },
    kernel: { kind: "cpu", rounds: 7 },
  });
});

Deno.test("runSession() measures a run that is slower than a sample alone and not too often", async () => {
  const benchmark = { ...TINY_BENCHMARK, id: "tiny/diamond/wait", kernel: "wait" } as const;
  const profile = { ...TINY_PROFILE, samplingBudgetMs: 40, fewestRounds: 2, rounds: 10 };
  const { benchmarks } = await runSession(tinyPlan({ benchmarks: [benchmark], profile }));
  const cell = benchmarks[0]!.cells[0]!;
  assert.ok(cell.status === "measured");
  assert.equal(cell.forks[0]!.batch, 1);
  assert.equal(cell.forks[0]!.wallNs.length, 2);
  assert.ok(cell.forks[0]!.wallNs.every((wallNs) => wallNs >= 30e6), "three waits of 10 ms follow one another");
});

Deno.test("runSession() loses a cell for good when its subject fails in a later pass, and no other cell", async () => {
  const directory = await Deno.makeTempDir();
  const armedBy = `${directory}/armed`;
  const profile = { ...TINY_PROFILE, forks: 3 };
  const lost: LostCell[] = [];
  const measured: string[][] = [];
  const plan = tinyPlan({ profile, arms: plainArms([faultyAdapter("throws", armedBy), "control"]) });
  const { benchmarks } = await runSession(plan, {
    onEvent(event) {
      if (event.kind === "cell-lost") lost.push(event.cell);
      if (event.kind !== "block-finished") return;
      measured.push(event.forks.map(({ subject }) => subject).toSorted());
      if (event.pass === 0) Deno.writeTextFileSync(armedBy, "");
    },
  });
  await Deno.remove(directory, { recursive: true });
  assert.deepEqual(measured, [["control", "faulty"], ["control"], ["control"]]);
  assert.deepEqual(lost, [{
    subject: "faulty",
    status: "failed",
    code: "framework",
    reason: "threw during a run: RangeError: planted in a run",
  }]);
  const [faulty, control] = benchmarks[0]!.cells;
  assert.deepEqual(faulty, lost[0]);
  assert.ok(control?.status === "measured");
  assert.deepEqual(control.forks.map(({ pass }) => pass), [0, 1, 2]);
});

Deno.test("runSession() goes through the benchmarks in an order that the seed decides", async () => {
  const orders = new Map<number, string>();
  const benchmarks = [TINY_BENCHMARK, TINY_CHAIN];
  for (const seed of [1, 1, 2, 3, 4]) {
    const events: SessionEvent[] = [];
    // All cells are lost at once, so only the order is left to be seen.
    const plan = tinyPlan({ seed, benchmarks, arms: plainArms(["no-such-adapter"]) });
    await runSession(plan, { onEvent: (event) => events.push(event) });
    const order = ofKind(events, "block-started").map(({ benchmark }) => benchmark).join(" ");
    assert.equal(orders.get(seed) ?? order, order, "equal seeds give equal orders");
    orders.set(seed, order);
  }
  assert.equal(new Set(orders.values()).size, 2);
});

Deno.test("runSession() tells what is planned, what is finished, and how long the rest will take", async () => {
  const events: SessionEvent[] = [];
  const plan = tinyPlan({ profile: { ...TINY_PROFILE, forks: 2 }, benchmarks: [TINY_BENCHMARK, TINY_CHAIN] });
  await runSession(plan, { onEvent: (event) => events.push(event) });
  assert.deepEqual(events[0], {
    kind: "session-started",
    passes: 2,
    benchmarks: 2,
    subjects: 1,
    blocks: 4,
    cpuRounds: 10,
  });
  const finished = ofKind(events, "block-finished");
  assert.deepEqual(finished.map(({ pass, finished, blocks }) => [pass, finished, blocks]), [
    [0, 1, 4],
    [0, 2, 4],
    [1, 3, 4],
    [1, 4, 4],
  ]);
  assert.ok(finished.slice(0, 3).every(({ remainingMs }) => remainingMs > 0));
  assert.equal(finished[3]!.remainingMs, 0);
  assert.equal(events.at(-1)!.kind, "session-ended");
});

Deno.test("runSession() stops at once when it is interrupted, and leaves no process", async () => {
  const controller = new AbortController();
  const workerCommand = testCommand();
  const outcome = await runSession(tinyPlan({ workerCommand, signal: controller.signal }), {
    // In the middle of the first request: it was sent when the microtask runs.
    onEvent: (event) => event.kind === "block-started" && queueMicrotask(() => controller.abort()),
  });
  assert.equal(outcome.status, "interrupted");
  assert.deepEqual(outcome.benchmarks[0]!.cells, [{
    subject: "control",
    status: "interrupted",
    reason: "the session was interrupted when 0 of 1 processes were measured",
  }]);
  assert.deepEqual(survivors(workerCommand.mark), []);
});

Deno.test("runSession() keeps the cells that had enough processes when it was interrupted", async () => {
  const controller = new AbortController();
  const profile = { ...TINY_PROFILE, forks: 8, rounds: 1 };
  let blocks = 0;
  const plan = tinyPlan({ profile, benchmarks: [TINY_BENCHMARK, TINY_CHAIN], signal: controller.signal });
  const { status, benchmarks } = await runSession(plan, {
    // Eleven blocks are six of one benchmark and five of the other.
    onEvent: (event) => event.kind === "block-finished" && ++blocks === 11 && controller.abort(),
  });
  const cells = benchmarks.map((benchmark) => benchmark.cells[0]!);
  const measured = cells.find((cell) => cell.status === "measured");
  const interrupted = cells.find((cell) => cell.status === "interrupted");
  assert.equal(status, "interrupted");
  assert.equal(measured?.forks.length, 6);
  assert.equal(interrupted?.reason, "the session was interrupted when 5 of 8 processes were measured");
});
