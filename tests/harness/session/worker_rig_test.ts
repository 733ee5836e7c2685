import assert from "node:assert/strict";
import { InvariantError } from "../../../src/invariant.ts";
import { wordsFor, WorkerFailure } from "../../../src/harness/session/worker_failure.ts";
import { WorkerRig } from "../../../src/harness/session/worker_rig.ts";

const WORKLOAD = { seedName: "diamond", shape: { kind: "diamond" }, kernel: { kind: "noop" } } as const;

Deno.test("WorkerRig.answer() sets up, traces and explains without knowing the right answers", async () => {
  const rig = new WorkerRig();
  const setUp = await rig.answer({ op: "set-up", adapter: "control", workload: WORKLOAD });
  assert.ok(setUp.op === "set-up" && setUp.adapter.id === "control");
  const traced = await rig.answer({ op: "trace", iteration: 0 });
  const explained = await rig.answer({ op: "explain", firstIteration: 0, iterations: 1 });
  assert.ok(traced.op === "traced" && explained.op === "explained");
  assert.equal(traced.steps.length, 8);
  assert.deepEqual(explained, { op: "explained", digests: [traced.digest], tasks: [4] });
  assert.deepEqual(await rig.answer({ op: "shut-down" }), { op: "bye" });
});

Deno.test("WorkerRig.answer() fails with the code `import` when a module is missing", async () => {
  const request = { op: "set-up", adapter: "./there_is_no_such_adapter.ts", workload: WORKLOAD } as const;
  await assert.rejects(new WorkerRig().answer(request), (error) => {
    assert.ok(error instanceof WorkerFailure);
    assert.equal(error.code, "import");
    return true;
  });
});

Deno.test("WorkerRig.answer() calls it our own mistake when it is asked before it was set up", async () => {
  await assert.rejects(new WorkerRig().answer({ op: "trace", iteration: 0 }), InvariantError);
});

Deno.test("wordsFor() has words for whatever is thrown", () => {
  assert.equal(wordsFor(new RangeError("too far")), "RangeError: too far");
  assert.equal(wordsFor("just text"), "just text");
  assert.equal(wordsFor(undefined), "undefined");
});
