/** One adapter against itself, slowed down, or run by another command. */
import assert from "node:assert/strict";
import type { ArmPlan } from "../../../src/harness/session/arm_plan.ts";
import type { Fork } from "../../../src/harness/session/result.ts";
import { runSession } from "../../../src/harness/session/session.ts";
import type { Stage } from "../../../src/harness/session/stage.ts";
import {
  survivors,
  testCommand,
  TINY_BENCHMARK,
  TINY_CHAIN,
  TINY_PROFILE,
  tinyPlan,
} from "../../fixtures/tiny_session.ts";

const PROFILE = { ...TINY_PROFILE, forks: 2, sampleMs: 1 };
const SELF: readonly ArmPlan[] = [{ id: "reference", adapter: "control" }, { id: "candidate", adapter: "control" }];

async function forksOf(arms: readonly ArmPlan[]): Promise<Map<string, Fork[]>> {
  const { benchmarks } = await runSession(tinyPlan({ profile: PROFILE, arms, cpuRounds: 5_000 }));
  return new Map(benchmarks[0]!.cells.map((cell) => {
    assert.ok(cell.status === "measured", JSON.stringify(cell));
    return [cell.subject, cell.forks];
  }));
}

Deno.test("runSession() pairs an adapter with itself: two subjects, samples of equally many runs", async () => {
  const { subjects } = await runSession(tinyPlan({ arms: SELF }));
  assert.deepEqual(subjects.map(({ id, adapter, title }) => [id, adapter, title]), [
    ["reference", "control", "plain promises"],
    ["candidate", "control", "plain promises"],
  ]);
  const forks = await forksOf(SELF);
  const [reference, candidate] = [forks.get("reference")!, forks.get("candidate")!];
  assert.deepEqual(reference.map(({ batch }) => batch), candidate.map(({ batch }) => batch));
  assert.deepEqual(reference.map(({ wallNs }) => wallNs.length), candidate.map(({ wallNs }) => wallNs.length));
  for (const [i, { batchSetBy }] of reference.entries()) {
    assert.equal(batchSetBy, candidate[i]!.batchSetBy);
    assert.ok(["reference", "candidate"].includes(batchSetBy));
  }
  const paddings = [...reference, ...candidate].map(({ paddingBytes }) => paddingBytes);
  assert.ok(new Set(paddings).size > 1 && paddings.every((bytes) => bytes !== null && bytes >= 0 && bytes < 4_096));
});

Deno.test("runSession() plants as much work as asked for, the same in every process", async () => {
  const forks = await forksOf([SELF[0]!, { ...SELF[1]!, title: "slowed", extraWorkPercent: 400 }]);
  const [reference, candidate] = [forks.get("reference")!, forks.get("candidate")!];
  assert.deepEqual(reference.map(({ extraRounds }) => extraRounds), [0, 0]);
  const [rounds] = candidate.map(({ extraRounds }) => extraRounds);
  assert.ok(rounds! > 0);
  assert.deepEqual(candidate.map(({ extraRounds }) => extraRounds), [rounds, rounds]);
  // The quickest samples: whatever else the machine does makes others slower.
  const quickest = (all: Fork[]) => Math.min(...all.flatMap(({ wallNs, batch }) => wallNs.map((ns) => ns / batch)));
  assert.ok(quickest(candidate) > 1.5 * quickest(reference));
});

Deno.test("runSession() starts an arm by its own command and with its own variables", async () => {
  const own = testCommand();
  const arms = [SELF[0]!, { ...SELF[1]!, workerCommand: { ...own, program: "/nowhere/at/all" }, env: { ONE: "1" } }];
  const { benchmarks, subjects } = await runSession(tinyPlan({ arms }));
  const [reference, candidate] = benchmarks[0]!.cells;
  assert.equal(reference?.status, "measured");
  assert.ok(candidate?.status === "failed" && candidate.reason.startsWith("could not be started: "));
  assert.deepEqual(subjects[1]?.workerFlags, own.flags);
  assert.deepEqual(survivors(own.mark), []);
});

Deno.test("runSession() measures the stages that it is told to, in passes that go on counting", async () => {
  const asked: number[] = [];
  const plan = tinyPlan({
    benchmarks: [TINY_BENCHMARK, TINY_CHAIN],
    nextStage({ stages, benchmarks }): Stage | null {
      asked.push(stages.length);
      assert.equal(benchmarks.length, 2);
      if (stages.length > 1) return null;
      return { kind: "confirm", firstPass: 1, passes: 2, benchmarks: [TINY_CHAIN.id] };
    },
  });
  const { stages, benchmarks, host } = await runSession(plan);
  assert.deepEqual(asked, [1, 2]);
  assert.deepEqual(stages.map(({ kind, firstPass, passes }) => [kind, firstPass, passes]), [
    ["screen", 0, 1],
    ["confirm", 1, 2],
  ]);
  const passes = benchmarks.map(({ cells: [cell] }) =>
    cell?.status === "measured" ? cell.forks.map((f) => f.pass) : []
  );
  assert.deepEqual(passes, [[0], [0, 1, 2]]);
  assert.equal(host.phases.length, 4);
});

Deno.test("runSession() times the reference loop before each block and after each pass, and reads the load", async () => {
  const { host } = await runSession(tinyPlan({ profile: PROFILE, benchmarks: [TINY_BENCHMARK, TINY_CHAIN] }));
  assert.equal(host.reference.length, 2 * (2 + 1));
  assert.ok(host.referenceRounds !== null && host.referenceRounds > 0);
  assert.ok(host.reference.every(({ wallNs, cpuNs }) => wallNs > 0 && cpuNs > 0));
  const starts = host.reference.map(({ startedMs }) => startedMs);
  assert.deepEqual(starts, starts.toSorted((a, b) => a - b));
  assert.deepEqual(host.passes.map(({ pass }) => pass), [0, 1]);
  for (const { grade } of host.passes) assert.match(grade!, /^[A-F]$/);
  assert.match(host.grade!, /^[A-F]$/);
  for (const { startedMs, endedMs } of host.phases) assert.ok(startedMs < endedMs);
});
