import assert from "node:assert/strict";
import fc from "fast-check";
import { LARGEST_BATCH } from "../../../src/harness/measure/batch.ts";
import { PROFILES } from "../../../src/harness/session/profile.ts";
import { planSampling, planSamplings, takesPart } from "../../../src/harness/session/sampling.ts";

/** A group of arms that are all equally fast. */
const paceOf = (runNs: number) => ({ fastestNs: runNs, slowestNs: runNs });

const QUICK = { profile: PROFILES.quick, clockGrainNs: 10 };

Deno.test("planSampling() takes the smallest batch that lasts a sample", () => {
  assert.equal(planSampling(paceOf(1_000), QUICK).batch, 5_000);
  assert.equal(planSampling(paceOf(1_001), QUICK).batch, 4_996);
});

Deno.test("planSampling() lasts a thousand grains where the clock is coarse", () => {
  assert.equal(planSampling(paceOf(1_000), { ...QUICK, clockGrainNs: 1e6 }).batch, LARGEST_BATCH);
  assert.equal(planSampling(paceOf(1e6), { ...QUICK, clockGrainNs: 1e6 }).batch, 1_000);
});

Deno.test("planSampling() never exceeds the largest batch", () => {
  assert.equal(planSampling(paceOf(0.5), QUICK).batch, LARGEST_BATCH);
});

Deno.test("planSampling() runs alone what takes longer than a sample", () => {
  assert.equal(planSampling(paceOf(5_000_001), QUICK).batch, 1);
});

Deno.test("planSampling() adds the dropped samples to those that are kept", () => {
  assert.equal(planSampling(paceOf(1_000), QUICK).samples, 2 + 7);
  assert.equal(planSampling(paceOf(1_000), QUICK).dropped, 2);
});

Deno.test("planSampling() takes fewer samples when they would exceed the budget, but never too few", () => {
  // 60 ms buy four runs of 15 ms; the profile insists on one, however long it takes.
  assert.equal(planSampling(paceOf(15e6), QUICK).samples, 2 + 4);
  assert.equal(planSampling(paceOf(19e6), QUICK).samples, 2 + 3);
});

Deno.test("planSampling() drops no sample that lasts long", () => {
  assert.deepEqual(planSampling(paceOf(500e6), QUICK), { batch: 1, samples: 1, dropped: 0 });
});

Deno.test("takesPart() is true in as many rounds as there are samples", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), (samples, more) => {
    const rounds = samples + more;
    const taken = Array.from({ length: rounds }, (_, round) => takesPart(round, { samples, rounds }));
    assert.equal(taken.filter(Boolean).length, samples);
  }));
});

Deno.test("takesPart() spreads few samples over all rounds", () => {
  const taken = Array.from({ length: 12 }, (_, round) => takesPart(round, { samples: 4, rounds: 12 }));
  assert.deepEqual(taken.flatMap((takes, round) => takes ? [round] : []), [2, 5, 8, 11]);
});

const LIMITS = { profile: PROFILES.standard, clockGrainNs: 10 };

Deno.test("planSamplings() gives arms of one adapter the batch of the faster, and equally many samples", () => {
  const arms = [{ id: "a", adapter: "x", runNs: 1_000 }, { id: "b", adapter: "x", runNs: 9_000 }];
  const planned = planSamplings(arms, LIMITS);
  assert.deepEqual(planned.get("a"), planned.get("b"));
  assert.deepEqual([planned.get("a")?.batch, planned.get("a")?.batchSetBy], [5_000, "a"]);
});

Deno.test("planSamplings() gives frameworks batches of their own from a factor of four on", () => {
  const arms = [
    { id: "slow", adapter: "slow", runNs: 1e6 },
    { id: "plain", adapter: "plain", runNs: 1_000 },
    { id: "near", adapter: "near", runNs: 4_000 },
    { id: "far", adapter: "far", runNs: 4_001 },
  ];
  const planned = planSamplings(arms, LIMITS);
  assert.deepEqual([...planned].map(([id, { batch, batchSetBy }]) => [id, batch, batchSetBy]), [
    ["plain", 5_000, "plain"],
    ["near", 5_000, "plain"],
    ["far", 1_250, "far"],
    ["slow", 5, "slow"],
  ]);
});

Deno.test("planSamplings() takes as many rounds as it is told, if the budget allows it", () => {
  const arms = [{ id: "a", adapter: "x", runNs: 1_000 }];
  assert.equal(planSamplings(arms, { ...LIMITS, rounds: 47 }).get("a")?.samples, 2 + 47);
  const slow = [{ id: "a", adapter: "x", runNs: 100e6 }];
  assert.equal(planSamplings(slow, { ...LIMITS, rounds: 47 }).get("a")?.samples, 10);
});

Deno.test("planSampling() records as many runs as were asked for, in equal samples, however fast they are", () => {
  const fixed = { ...QUICK, profile: { ...QUICK.profile, iterations: 50, rounds: 7, droppedRounds: 2 } };
  for (const runNs of [10, 1_000_000, 1_000_000_000]) {
    assert.deepEqual(planSampling(paceOf(runNs), fixed), { batch: 8, samples: 9, dropped: 2 });
  }
  const few = { ...QUICK, profile: { ...fixed.profile, iterations: 3 } };
  assert.deepEqual(planSampling(paceOf(10), few), { batch: 1, samples: 5, dropped: 2 });
});
