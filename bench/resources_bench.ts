/**
 * What a pool costs: a lease where nobody is in the way, under each order of the queue; a crowd of ten
 * thousand and of a hundred thousand that wait; and the choice among a thousand nodes. The first is a
 * thousand passes an iteration, so microseconds read as nanoseconds a pass. Every iteration proves its work.
 * @module
 */
import { type Lease, type Placement, type QueuePolicy, ResourcePool } from "puffinflow/resources";

/** Passes of an iteration. */
const PASSES = 1_000;

const QUEUES: readonly QueuePolicy[] = ["fifo", "priority", "smallest-first", "deadline", "round-robin", "fair-share"];

function expectCount(count: number, expected: number): void {
  if (count !== expected) throw new Error(`The pool was left ${count} times instead of ${expected}`);
}

Deno.bench({
  name: "nobody waits: a promise, no pool",
  group: "lease",
  baseline: true,
  async fn() {
    let count = 0;
    for (let i = 0; i < PASSES; i++) count += await Promise.resolve(1);
    expectCount(count, PASSES);
  },
});

for (const queue of QUEUES) {
  const pool = new ResourcePool({ cpu: 4, memory: 1_024 }, { queue });
  Deno.bench({
    name: `nobody waits: acquire and release, ${queue}`,
    group: "lease",
    async fn() {
      let count = 0;
      for (let i = 0; i < PASSES; i++) {
        const lease = await pool.acquire({ cpu: 1, memory: 128 });
        count++;
        lease.release();
      }
      expectCount(count, PASSES);
    },
  });
}

const tried = new ResourcePool({ cpu: 4, memory: 1_024 });
Deno.bench({
  name: "nobody waits: tryAcquire and release",
  group: "lease",
  fn() {
    let count = 0;
    for (let i = 0; i < PASSES; i++) {
      const lease = tried.tryAcquire({ cpu: 1, memory: 128 });
      if (lease === null) continue;
      count++;
      lease.release();
    }
    expectCount(count, PASSES);
  },
});

/** Lets so many wait for one processor, and each give it to the next. */
async function crowd(waiters: number, queue: QueuePolicy): Promise<void> {
  const pool = new ResourcePool({ cpu: 1 }, { queue, maxWaiting: waiters });
  const first = await pool.acquire({ cpu: 1 });
  let count = 0;
  const passOn = (lease: Lease) => {
    count++;
    lease.release();
  };
  const waits: Promise<void>[] = [];
  for (let i = 0; i < waiters; i++) waits.push(pool.acquire({ cpu: 1 }, { priority: i % 10 }).then(passOn));
  first.release();
  await Promise.all(waits);
  expectCount(count, waiters);
}

for (const queue of QUEUES) {
  for (const waiters of [10_000, 100_000]) {
    Deno.bench({
      name: `${waiters} wait, ${queue}`,
      group: `crowd ${queue}`,
      // Only what is declared async is waited for; an iteration that is not would pile up its crowd.
      async fn() {
        await crowd(waiters, queue);
      },
    });
  }
}

/** A thousand nodes, each with something else in use, so that no two are alike. */
async function usedNodes(placement: Placement): Promise<ResourcePool> {
  const nodes = Array.from({ length: 1_000 }, (_, i) => ({ name: `node ${i}`, capacity: { cpu: 16, memory: 65_536 } }));
  const pool = new ResourcePool(nodes, { placement });
  // Only a few nodes have room left for what is measured, and the first fit has to look for them.
  for (let i = 0; i < 990; i++) await pool.acquire({ cpu: 15 + (i % 9) / 10, memory: 1_024 * (i % 60) });
  return pool;
}

for (const placement of ["first-fit", "best-fit", "worst-fit"] as const) {
  const pool = await usedNodes(placement);
  Deno.bench({
    name: `one of 1,000 nodes, ${placement}`,
    group: "placement",
    fn() {
      pool.tryAcquire({ cpu: 2, memory: 4_096 })!.release();
    },
  });
}
