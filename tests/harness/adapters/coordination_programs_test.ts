import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { AgentPool, WorkQueue } from "puffinflow/team";
import { CyclicBarrier, Quota, RateLimiter, Semaphore } from "puffinflow/coordination";
import { PoolStaff } from "../../../src/engine/team/pool_staff.ts";
import { coordination as plain } from "../../../src/harness/adapters/control/coordination.ts";
import { coordination as programs } from "../../../src/harness/adapters/puffinflow/coordination.ts";
import { coordination as suite } from "../../../src/harness/suites/coordination.ts";
import { isOpening } from "../../../src/harness/workload/micro/openings.ts";
import { type IdleCall, withIdleCall } from "./idle_call.ts";
import { judgeMicro } from "./micro_case.ts";

const SEEDS = [1, 77, 4_000_000_000];

const ACQUIRE = { on: Semaphore.prototype, method: "acquire", at: 60 };
const TRY_ACQUIRE = { on: Semaphore.prototype, method: "tryAcquire", at: 60 };
const TRY_TAKE = { on: RateLimiter.prototype, method: "tryTake", at: 60 };

/** The first operation that is let through, after one call before the run. */
const DENYING = { ...TRY_TAKE, at: 2 + Array.from({ length: 1_000 }).findIndex((_, i) => isOpening(SEEDS[0]!, i)) };

/** An operation of each program that does nothing. */
const IDLE_CALLS: Readonly<Record<string, IdleCall>> = {
  "lock": ACQUIRE,
  "semaphore": ACQUIRE,
  "barrier": { on: CyclicBarrier.prototype, method: "arrive", at: 60 },
  "primitive-state": TRY_ACQUIRE,
  "quota": { on: Quota.prototype, method: "tryTake", at: 60 },
  "lock-contention-10": ACQUIRE,
  "lock-contention-100": ACQUIRE,
  "semaphore-contention": ACQUIRE,
  "barrier-sync": { on: CyclicBarrier.prototype, method: "arrive", at: 60 },
  "limiter-token-bucket-allow": TRY_TAKE,
  "limiter-token-bucket-deny": DENYING,
  // Drops come one after the other: one that was not counted is forgotten when the next is due.
  "limiter-leaky-bucket-allow": { ...TRY_TAKE, at: 1_000 },
  "limiter-leaky-bucket-deny": DENYING,
  "limiter-fixed-window-allow": TRY_TAKE,
  "limiter-fixed-window-deny": DENYING,
  "limiter-sliding-log-allow": TRY_TAKE,
  "limiter-sliding-log-deny": DENYING,
  "limiter-sliding-counter-allow": TRY_TAKE,
  "limiter-sliding-counter-deny": DENYING,
  "limiter-contention": { on: RateLimiter.prototype, method: "take", at: 65 },
  "coordinator-execution": TRY_ACQUIRE,
  "enhancement-without": { on: Object.getPrototypeOf(agent("any")), method: "run", at: 60 },
  "enhancement-with": TRY_ACQUIRE,
  "pool-creation": { on: PoolStaff.prototype, method: "resize", at: 60 },
  "pool-work": { on: AgentPool.prototype, method: "run", at: 60 },
  "processor-creation": { on: WorkQueue.prototype, method: "put", at: 60 },
  "deadlock-1k": ACQUIRE,
  "deadlock-10k": ACQUIRE,
};

for (const { scenario } of suite.benchmarks) {
  Deno.test(`coordination: PuffinFlow's "${scenario}" answers what plain reasoning says, for every seed`, async () => {
    assert.equal(await judgeMicro({ suite, programs }, { scenario, seeds: SEEDS }), "proved");
  });

  Deno.test(`coordination: the proof of "${scenario}" fails if one operation does nothing`, async () => {
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
  Deno.test(`coordination: plain code for "${scenario}" answers the same`, async () => {
    assert.equal(await judgeMicro({ suite, programs: plain }, { scenario, seeds: SEEDS }), "proved");
  });
}

Deno.test("coordination: figures are numbers with their units in their names", async () => {
  for (const scenario of ["barrier-sync", "pool-work"]) {
    const prepared = await programs[scenario]!({ operations: 100, did: () => {} });
    const figures = await prepared.figures!();
    await prepared.close?.();
    for (const [name, value] of Object.entries(figures)) {
      assert.match(name, /-us-p\d+$/);
      assert.ok(value > 0, `${name} is ${value}`);
    }
  }
});
