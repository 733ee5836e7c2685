import assert from "node:assert/strict";
import { QuotaBook, ResourcePool } from "puffinflow/resources";
import { resources as plain } from "../../../src/harness/adapters/control/resources.ts";
import { resources as programs } from "../../../src/harness/adapters/puffinflow/resources.ts";
import { resources as suite } from "../../../src/harness/suites/resources.ts";
import { ALLOCATORS } from "../../../src/harness/workload/micro/allocation_oracle.ts";
import { isOpening } from "../../../src/harness/workload/micro/openings.ts";
import { type IdleCall, withIdleCall } from "./idle_call.ts";
import { judgeMicro, operationsOf } from "./micro_case.ts";

const SEEDS = [1, 77, 4_000_000_000];

const ACQUIRE = { on: ResourcePool.prototype, method: "acquire", at: 60 };
const CHARGE = { on: QuotaBook.prototype, method: "charge", at: 60 };

/** The first operation for which room is made. */
const OPENING = 1 + Array.from({ length: 1_000 }).findIndex((_, operation) => isOpening(SEEDS[0]!, operation));

/** An operation of each program that does nothing. */
const IDLE_CALLS: Readonly<Record<string, IdleCall>> = {
  "single": ACQUIRE,
  "complex": ACQUIRE,
  "can-allocate": { on: ResourcePool.prototype, method: "tryAcquire", at: OPENING },
  "contention": ACQUIRE,
  "concurrent-10": ACQUIRE,
  "quota-allow": CHARGE,
  "quota-deny": CHARGE,
  ...Object.fromEntries(ALLOCATORS.map((allocator) => [`allocator-${allocator}`, ACQUIRE])),
  "preemption": ACQUIRE,
  "leak-detection": { on: ResourcePool.prototype, method: "auditRun", at: 2 },
};

for (const { scenario } of suite.benchmarks) {
  Deno.test(`resources: PuffinFlow's "${scenario}" answers what plain reasoning says, for every seed`, async () => {
    assert.equal(await judgeMicro({ suite, programs }, { scenario, seeds: SEEDS }), "proved");
  });

  Deno.test(`resources: the proof of "${scenario}" fails if one operation does nothing`, async () => {
    const idle = IDLE_CALLS[scenario]!;
    const { result, calls } = await withIdleCall(
      idle,
      () => judgeMicro({ suite, programs }, { scenario, seeds: SEEDS }),
    );
    assert.ok(calls >= idle.at, `called ${calls} times only`);
    assert.notEqual(result, "proved");
  });
}

for (const scenario of Object.keys(plain)) {
  Deno.test(`resources: plain code for "${scenario}" answers the same`, async () => {
    assert.equal(await judgeMicro({ suite, programs: plain }, { scenario, seeds: SEEDS }), "proved");
  });
}

/** What a scenario's figures are after one run. */
async function figuresOf(scenario: string): Promise<Readonly<Record<string, number>>> {
  const prepared = await programs[scenario]!({ operations: operationsOf(suite, scenario), did: () => {} });
  await prepared.run(SEEDS[0]!);
  return await prepared.figures!();
}

Deno.test("resources: nobody overtakes, no more rounds are needed than must be, nobody goes without need", async () => {
  assert.equal((await figuresOf("contention"))["fifo-inversions"], 0);
  assert.equal((await figuresOf("concurrent-10"))["schedule-efficiency-percent"], 100);
  const preempted = await figuresOf("preemption");
  assert.equal(preempted["needless-victims"], 0);
  assert.equal(preempted["victims-not-less-important"], 0);
});

Deno.test("resources: all leaks are found, and nothing else", async () => {
  const { "recall-percent": recall, "precision-percent": precision } = await figuresOf("leak-detection");
  assert.deepEqual([recall, precision], [100, 100]);
});

Deno.test("resources: fair shares are nearer to each other than shares first come, first served", async () => {
  const [fifo, fair, weighted] = await Promise.all(
    ["first-fit", "fair-share", "weighted"].map((allocator) => figuresOf(`allocator-${allocator}`)),
  );
  assert.ok(fair!["share-spread-points"]! < fifo!["share-spread-points"]! / 2);
  assert.ok(weighted!["weighted-share-spread-points"]! < fair!["weighted-share-spread-points"]! / 2);
});
