import assert from "node:assert/strict";
import { InvariantError } from "../../../src/invariant.ts";
import { BatchRunner, LARGEST_BATCH } from "../../../src/harness/measure/batch.ts";
import { fold, seedOf } from "../../../src/harness/workload/digest.ts";

/** A graph of three tasks that answers its seed plus one and notes the seeds it got. */
function rig() {
  const ledger = { executed: 0 };
  const seeds: number[] = [];
  const run = (seed: number) => {
    seeds.push(seed);
    ledger.executed += 3;
    return Promise.resolve((seed + 1) >>> 0);
  };
  return { ledger, seeds, prepared: { run }, seedName: "three" };
}

const digest = (iteration: number) => (seedOf("three", iteration, 0) + 1) >>> 0;

Deno.test("BatchRunner.measure() runs each iteration once, in order, with its own seed", async () => {
  const subject = rig();
  await new BatchRunner(subject).measure({ firstIteration: 40, iterations: 3 });
  assert.deepEqual(subject.seeds, [40, 41, 42].map((iteration) => seedOf("three", iteration, 0)));
});

Deno.test("BatchRunner.measure() proves its iterations by the folds of digests and executed tasks", async () => {
  const { proof } = await new BatchRunner(rig()).measure({ firstIteration: 40, iterations: 3 });
  assert.deepEqual(proof, {
    firstIteration: 40,
    iterations: 3,
    digestFold: fold([digest(40), digest(41), digest(42)]),
    taskFold: fold([3, 3, 3]),
  });
});

Deno.test("BatchRunner.measure() proves a short batch after a long one by the short one alone", async () => {
  const runner = new BatchRunner(rig());
  await runner.measure({ firstIteration: 0, iterations: 100 });
  const { proof } = await runner.measure({ firstIteration: 100, iterations: 1 });
  assert.equal(proof.digestFold, fold([digest(100)]));
});

Deno.test("BatchRunner.measure() times the runs and what they consume", async () => {
  const { wallNs, cpuNs, allocatedBytes } = await new BatchRunner(rig()).measure({
    firstIteration: 0,
    iterations: LARGEST_BATCH,
  });
  assert.ok(wallNs > 100_000, `${wallNs} ns for ${LARGEST_BATCH} runs`);
  assert.ok(cpuNs > 0);
  assert.ok(allocatedBytes > LARGEST_BATCH, "a promise takes more than a byte");
});

Deno.test("BatchRunner.measure() passes on what a run throws", async () => {
  const error = new RangeError("planted");
  const runner = new BatchRunner({ ...rig(), prepared: { run: () => Promise.reject(error) } });
  await assert.rejects(runner.measure({ firstIteration: 0, iterations: 1 }), error);
});

Deno.test("BatchRunner.answers() tells each iteration's digest and tasks", async () => {
  const answers = await new BatchRunner(rig()).answers({ firstIteration: 5, iterations: 2 });
  assert.deepEqual(answers, { digests: [digest(5), digest(6)], tasks: [3, 3] });
});

Deno.test("BatchRunner.measure() refuses a batch that its buffers cannot hold", async () => {
  const runner = new BatchRunner(rig());
  await assert.rejects(runner.measure({ firstIteration: 0, iterations: LARGEST_BATCH + 1 }), InvariantError);
  await assert.rejects(runner.measure({ firstIteration: 0, iterations: 0 }), InvariantError);
});
