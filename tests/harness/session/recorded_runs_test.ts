/** Tests of what a worker records for the timeline. */
import assert from "node:assert/strict";
import { ExpectedAnswers } from "../../../src/harness/session/proof.ts";
import { recordingSize } from "../../../src/harness/session/recorded_runs.ts";
import { runSession } from "../../../src/harness/session/session.ts";
import { WorkerRig } from "../../../src/harness/session/worker_rig.ts";
import { tinyPlan } from "../../fixtures/tiny_session.ts";

Deno.test("recordingSize() fills 50 ms, with 5 to 50 runs", () => {
  assert.deepEqual(recordingSize(1_000), { runs: 50, warmUpRuns: 10 });
  assert.deepEqual(recordingSize(4e6), { runs: 12, warmUpRuns: 3 });
  assert.deepEqual(recordingSize(10e9), { runs: 5, warmUpRuns: 1 });
});

for (const adapter of ["control", "puffinflow"]) {
  Deno.test(`WorkerRig.answer() records runs of ${adapter} that can be proved and in which tasks follow each other`, async () => {
    const workload = {
      seedName: "fanout",
      shape: { kind: "fanout", width: 3 },
      kernel: { kind: "cpu", rounds: 2_000 },
    } as const;
    const rig = new WorkerRig();
    await rig.answer({ op: "set-up", adapter, workload });
    const reply = await rig.answer({ op: "record", firstIteration: 7, warmUpRuns: 2, runs: 9 });
    await rig.answer({ op: "shut-down" });
    assert.ok(reply.op === "recorded");
    assert.ok(new ExpectedAnswers(workload).agreesWith(reply.proof));
    assert.equal(reply.proof.iterations, 11);
    const { runs, typical, slow } = reply.recording;
    assert.deepEqual([runs, typical.rank, slow.rank], [9, 5, 9]);
    assert.ok(slow.durationNs >= typical.durationNs);
    for (const { startedNs, endedNs, durationNs } of [typical, slow]) {
      assert.equal(startedNs.length, 5);
      for (const branch of [1, 2, 3]) {
        assert.ok(startedNs[branch]! >= endedNs[0]! && endedNs[branch]! <= startedNs[4]!);
      }
      assert.ok(startedNs.every((startNs, task) => startNs >= 0 && startNs <= endedNs[task]!));
      assert.ok(endedNs[4]! <= durationNs);
    }
  });
}

Deno.test("runSession() records each graph once, in the first process of a subject", async () => {
  const { benchmarks } = await runSession(tinyPlan());
  for (const { cells } of benchmarks) {
    for (const cell of cells) {
      assert.ok(cell.status === "measured", JSON.stringify(cell));
      assert.deepEqual(cell.forks.map(({ recording }) => recording !== undefined), cell.forks.map((_, i) => i === 0));
    }
  }
});
