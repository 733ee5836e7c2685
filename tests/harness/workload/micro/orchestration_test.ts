import assert from "node:assert/strict";
import fc from "fast-check";
import { HELD_MS, JOB_ORDERS, orderOf, SHARED_UNITS } from "../../../../src/harness/workload/micro/contended_jobs.ts";
import { Crowd } from "../../../../src/harness/workload/micro/crowd.ts";
import {
  EXPECTED_ATTEMPTS,
  EXPECTED_RECOVERY,
  FAILURE_PROBABILITIES,
  FailureDraws,
} from "../../../../src/harness/workload/micro/failure_draws.ts";
import { consumeItems, CONSUMERS, produceItems } from "../../../../src/harness/workload/micro/fanout_items.ts";
import { layeredDag } from "../../../../src/harness/workload/micro/layered_dag.ts";
import {
  BLOCK_BYTES,
  checksumOf,
  expectedChecksum,
  MEGABYTE,
  touchedBlock,
} from "../../../../src/harness/workload/micro/memory_blocks.ts";
import { ORCHESTRATION_ORACLES } from "../../../../src/harness/workload/micro/orchestration.ts";
import { workerInput } from "../../../../src/harness/workload/micro/worker_tasks.ts";

Deno.test("layeredDag() draws the same graph again, in which every state enters the last one", () => {
  fc.assert(fc.property(fc.integer({ min: 40, max: 400 }), (states) => {
    const { dependencies, layers } = layeredDag(states);
    assert.deepEqual(layeredDag(states).dependencies, dependencies);
    assert.equal(dependencies.length, states);
    assert.ok(layers >= 3);
    const waitedFor = new Set(dependencies.flat());
    for (const [state, before] of dependencies.entries()) {
      assert.deepEqual(before, [...new Set(before)].sort((a, b) => a - b));
      assert.ok(before.every((dependency) => dependency < state));
      assert.ok(waitedFor.has(state) || state === states - 1);
    }
  }));
});

Deno.test("layeredDag() counts the states on its longest path", () => {
  const { dependencies, layers } = layeredDag(1_000), depth: number[] = [];
  for (const before of dependencies) depth.push(1 + Math.max(0, ...before.map((dependency) => depth[dependency]!)));
  assert.equal(layers, depth.at(-1));
});

Deno.test("FailureDraws fail as often as their probabilities say", () => {
  const trials = 20_000, draws = new FailureDraws(7, trials);
  for (const [state, probability] of FAILURE_PROBABILITIES.entries()) {
    let failures = 0;
    for (let trial = 0; trial < trials; trial++) if (draws.fails(trial, { state, attempt: 2 })) failures++;
    assert.ok(Math.abs(failures / trials - probability) < 0.015, `state ${state}: ${failures / trials}`);
  }
});

Deno.test("four attempts recover 97.64 % of the flaky states, in 1.468 attempts each", () => {
  assert.equal((100 * EXPECTED_RECOVERY).toFixed(2), "97.64");
  assert.equal(EXPECTED_ATTEMPTS.toFixed(3), "1.468");
});

Deno.test("JOB_ORDERS are orders of ten small and five large jobs, and rounds take turns with them", () => {
  for (const jobs of JOB_ORDERS) {
    assert.deepEqual(jobs.toSorted(), [...Array<number>(10).fill(1), ...Array<number>(5).fill(4)]);
  }
  assert.equal(new Set(JOB_ORDERS.map(String)).size, JOB_ORDERS.length);
  assert.deepEqual([0, 1, 8].map((round) => orderOf(3, round)), [3, 4, 3]);
  assert.deepEqual([SHARED_UNITS, HELD_MS], [8, 10]);
});

Deno.test("expectedChecksum() is what a touched block comes to, and another one for another value", () => {
  for (const bytes of [MEGABYTE, 5 * MEGABYTE]) {
    for (const value of [0, 1, 255]) {
      assert.equal(checksumOf(touchedBlock(bytes, value)), expectedChecksum(bytes, value));
    }
    assert.equal(new Set(Array.from({ length: 256 }, (_, value) => expectedChecksum(bytes, value))).size, 256);
  }
  assert.equal(BLOCK_BYTES.reduce((sum, bytes) => sum + bytes, 0), 100 * MEGABYTE);
});

Deno.test("consumeItems() takes ten items that no other consumer takes", () => {
  const items = produceItems(5);
  assert.equal(items.length, 1_000);
  for (const changed of [0, 49, 50, 499]) {
    const other = items.with(changed, items[changed]! ^ 1);
    const differing = Array.from({ length: CONSUMERS }, (_, consumer) => consumer)
      .filter((consumer) => consumeItems(items, consumer) !== consumeItems(other, consumer));
    assert.deepEqual(differing, [changed % CONSUMERS]);
  }
});

Deno.test("Crowd remembers the most that were inside at once", () => {
  const crowd = new Crowd();
  crowd.enter();
  crowd.enter(4);
  crowd.leave();
  crowd.leave(4);
  crowd.enter();
  assert.deepEqual([crowd.inside, crowd.peak], [1, 5]);
});

Deno.test("workerInput() is never 0", () => {
  fc.assert(fc.property(fc.nat(), fc.nat({ max: 7 }), (seed, task) => workerInput(seed, task) > 0));
});

for (const [scenario, oracle] of Object.entries(ORCHESTRATION_ORACLES)) {
  Deno.test(`the oracle of ${scenario} has another answer for another seed`, () => {
    const operations = scenario === "layered-dag" ? 100 : 150;
    assert.equal(new Set([1, 2, 3, 4].map((seed) => oracle(operations, seed))).size, 4);
    assert.equal(oracle(operations, 1), oracle(operations, 1));
  });
}
