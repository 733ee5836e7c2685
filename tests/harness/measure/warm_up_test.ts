import assert from "node:assert/strict";
import { LARGEST_BATCH, type Stretch } from "../../../src/harness/measure/batch.ts";
import { warmUp, type WarmUpPlan } from "../../../src/harness/measure/warm_up.ts";

const PLAN: WarmUpPlan = { firstIteration: 1, shortestMs: 100, longestMs: 500, enoughRuns: Infinity, sampleMs: 5 };

/** A machine whose time passes only in runs: `runNs` tells how long iteration `i` takes. */
function simulated(runNs: (iteration: number) => number) {
  const stretches: Stretch[] = [];
  let nowMs = 0;
  return {
    stretches,
    nowMs: () => nowMs,
    measure(stretch: Stretch) {
      stretches.push(stretch);
      let wallNs = 0;
      for (let i = 0; i < stretch.iterations; i++) wallNs += runNs(stretch.firstIteration + i);
      nowMs += wallNs / 1e6;
      return Promise.resolve({ wallNs, proof: { ...stretch, digestFold: 0, taskFold: 0 } });
    },
  };
}

Deno.test("warmUp() ends at the first full window after shortestMs when durations are steady", async () => {
  const machine = simulated(() => 1e6);
  const { steady, elapsedMs, runNs, proofs } = await warmUp(machine, PLAN);
  assert.equal(steady, true);
  assert.equal(runNs, 1e6);
  // One run of 1 ms, then batches of 5: the thirtieth is the first that is both due and late enough.
  assert.equal(proofs.length, 30);
  assert.equal(elapsedMs, 146);
});

Deno.test("warmUp() grows the batch until a measurement lasts a sample", async () => {
  const machine = simulated(() => 10_000);
  await warmUp(machine, PLAN);
  const iterations = machine.stretches.map((stretch) => stretch.iterations);
  assert.deepEqual(iterations.slice(0, 5), [1, 8, 64, 500, 500]);
});

Deno.test("warmUp() never asks for a larger batch than there are buffers for", async () => {
  const machine = simulated(() => 10);
  await warmUp(machine, { ...PLAN, shortestMs: 1, longestMs: 5 });
  assert.equal(Math.max(...machine.stretches.map(({ iterations }) => iterations)), LARGEST_BATCH);
});

Deno.test("warmUp() numbers its iterations without a gap", async () => {
  const machine = simulated((iteration) => 1_000 + 50 * (iteration % 7));
  const { proofs } = await warmUp(machine, { ...PLAN, firstIteration: 17 });
  let next = 17;
  for (const proof of proofs) {
    assert.equal(proof.firstIteration, next);
    next += proof.iterations;
  }
});

Deno.test("warmUp() ends after enoughRuns, but not before shortestMs", async () => {
  const restless = (iteration: number) => iteration % 2_000 < 1_000 ? 10_000 : 30_000;
  const { steady, elapsedMs, proofs } = await warmUp(simulated(restless), { ...PLAN, enoughRuns: 100 });
  assert.equal(steady, false);
  assert.ok(elapsedMs >= 100 && elapsedMs < 120);
  assert.ok(proofs.reduce((runs, proof) => runs + proof.iterations, 0) >= 100);
});

Deno.test("warmUp() gives up at longestMs when durations keep falling", async () => {
  const machine = simulated((iteration) => 5e6 / (1 + iteration / 100));
  const { steady, elapsedMs } = await warmUp(machine, PLAN);
  assert.equal(steady, false);
  assert.ok(elapsedMs >= 500 && elapsedMs < 510, `${elapsedMs}`);
});

Deno.test("warmUp() makes one run when a run takes longer than the whole warm-up may", async () => {
  const machine = simulated(() => 3_000e6);
  const { steady, elapsedMs, runNs, proofs } = await warmUp(machine, PLAN);
  assert.deepEqual(proofs.map(({ iterations }) => iterations), [1]);
  assert.deepEqual({ steady, elapsedMs, runNs }, { steady: false, elapsedMs: 3_000, runNs: 3_000e6 });
});

Deno.test("warmUp() measures slow runs alone and starts none after longestMs", async () => {
  const machine = simulated(() => 200e6);
  const { proofs, elapsedMs } = await warmUp(machine, PLAN);
  assert.deepEqual(proofs.map(({ iterations }) => iterations), [1, 1, 1]);
  assert.equal(elapsedMs, 600);
});

Deno.test("warmUp() estimates a run from its last window alone", async () => {
  // Ten cold batches, then a plateau.
  let batches = 0;
  const machine = simulated(() => 1e6);
  const measure = async (stretch: Stretch) => {
    const { wallNs, proof } = await machine.measure(stretch);
    return { wallNs: ++batches <= 10 ? wallNs * 100 : wallNs, proof };
  };
  const { runNs } = await warmUp({ measure, nowMs: machine.nowMs }, PLAN);
  assert.equal(runNs, 1e6);
});
