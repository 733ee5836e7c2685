import assert from "node:assert/strict";
import fc from "fast-check";
import { type Lease, PreemptedError, ResourcePool, SimulatedClock } from "../../../src/engine/resources/mod.ts";
import { observed } from "./observed.ts";

function poolOf(cpu: number): ResourcePool {
  return new ResourcePool({ cpu }, { queue: "priority", preemption: "lower-priority" });
}

Deno.test("row 19: a request of priority 0 stops nobody of priority 3, and neither does one of priority 3", async () => {
  const pool = poolOf(1);
  using lease = await pool.acquire({ cpu: 1 }, { priority: 3 });
  const waits = [0, 3].map((priority) => observed(pool.acquire({ cpu: 1 }, { priority })));
  await Promise.resolve();
  assert.equal(lease.signal.aborted, false);
  assert.deepEqual(waits.map(({ state }) => state), ["waiting", "waiting"]);
});

Deno.test("row 19: who is preempted is told by its signal, and its resources are free when it has stopped", async () => {
  const pool = poolOf(1), victim = await pool.acquire({ cpu: 1 }, { priority: 3 });
  const wait = observed(pool.acquire({ cpu: 1 }, { priority: 4 }));
  const reason = victim.signal.reason;
  assert.ok(reason instanceof PreemptedError);
  assert.deepEqual([reason.code, reason.priority, reason.byPriority], ["preempted", 3, 4]);
  await Promise.resolve();
  assert.equal(wait.state, "waiting");
  assert.deepEqual([victim.isHeld, pool.free.cpu], [true, 0]);
  victim.release();
  await Promise.resolve();
  assert.equal(wait.state, "fulfilled");
  assert.equal(pool.free.cpu, 0);
});

Deno.test("preemption stops the least important and the youngest, and no more than are needed", async () => {
  const pool = poolOf(4), priorities = [2, 1, 1, 0];
  const leases = await Promise.all(priorities.map((priority) => pool.acquire({ cpu: 1 }, { priority })));
  observed(pool.acquire({ cpu: 2 }, { priority: 5 }));
  assert.deepEqual(leases.map(({ signal }) => signal.aborted), [false, false, true, true]);
  leases[3]!.release();
  // Enough are stopping: the request waits for them and stops nobody else.
  assert.deepEqual(leases.map(({ signal }) => signal.aborted), [false, false, true, true]);
});

Deno.test("preemption spares small leases where a large one gives room enough", async () => {
  const pool = poolOf(4);
  const small = await pool.acquire({ cpu: 1 }, { priority: 0 }),
    large = await pool.acquire({ cpu: 3 }, { priority: 1 });
  observed(pool.acquire({ cpu: 3 }, { priority: 5 }));
  assert.deepEqual([small.signal.aborted, large.signal.aborted], [false, true]);
});

Deno.test("preemption chooses the node where the least important would have to stop", async () => {
  const nodes = ["a", "b"].map((name) => ({ name, capacity: { cpu: 2 } }));
  const pool = new ResourcePool(nodes, { preemption: "lower-priority" });
  const important = await pool.acquire({ cpu: 2 }, { priority: 4 });
  const [one, two] = [await pool.acquire({ cpu: 1 }), await pool.acquire({ cpu: 1 }, { priority: 1 })];
  observed(pool.acquire({ cpu: 2 }, { priority: 5 }));
  assert.deepEqual([important, one, two].map(({ signal }) => signal.aborted), [false, true, true]);
});

Deno.test("preemption stops nobody for whom it is forbidden, whom it would not help, or in a pool without it", async () => {
  const guarded = poolOf(2);
  const lease = await guarded.acquire({ cpu: 1 }, { preemption: "forbidden" }),
    weak = await guarded.acquire({ cpu: 1 });
  observed(guarded.acquire({ cpu: 2 }, { priority: 9 }));
  assert.deepEqual([lease.signal.aborted, weak.signal.aborted], [false, false]);
  const plain = new ResourcePool({ cpu: 1 }), held = await plain.acquire({ cpu: 1 });
  observed(plain.acquire({ cpu: 1 }, { priority: 9 }));
  assert.equal(held.signal.aborted, false);
});

Deno.test("the pool is whole after a victim that releases, asks again and releases others from within its signal", async () => {
  const pool = poolOf(2);
  const first = await pool.acquire({ cpu: 1 }), second = await pool.acquire({ cpu: 1 });
  const again: Promise<Lease>[] = [];
  first.signal.addEventListener("abort", () => {
    first.release();
    second.release();
    first.release();
    again.push(pool.acquire({ cpu: 2 }, { priority: 1 }));
  });
  const heard: string[] = [];
  second.signal.addEventListener("abort", () => heard.push("second"));
  const important = await pool.acquire({ cpu: 2 }, { priority: 9 });
  assert.deepEqual(heard, [], "who has released by then is not told to stop");
  assert.equal(pool.waiting, 1);
  important.release();
  (await again[0]!).release();
  assert.deepEqual([pool.free.cpu, pool.held, pool.waiting], [2, 0, 0]);
});

Deno.test("the pool is whole after the request that preempted has gone, and its victim stops all the same", async () => {
  const pool = poolOf(1), controller = new AbortController(), victim = await pool.acquire({ cpu: 1 });
  const wait = observed(pool.acquire({ cpu: 1 }, { priority: 1, signal: controller.signal }));
  controller.abort("gone");
  await Promise.resolve();
  assert.equal(wait.error, "gone");
  assert.equal(victim.signal.aborted, true);
  victim.release();
  assert.deepEqual([pool.free.cpu, pool.waiting], [1, 0]);
});

interface Ask {
  readonly cpu: number;
  readonly priority: number;
  /** What it does when it is told to stop. */
  readonly manner: "at once" | "later" | "never";
}

Deno.test("preemption stops only who is strictly less important than somebody who waits, and loses nothing", async () => {
  const ask: fc.Arbitrary<Ask> = fc.record({
    cpu: fc.integer({ min: 1, max: 4 }),
    priority: fc.nat(4),
    manner: fc.constantFrom("at once", "later", "never"),
  });
  const property = fc.asyncProperty(fc.array(ask, { minLength: 5, maxLength: 30 }), async (asks) => {
    const clock = new SimulatedClock(), nodes = ["a", "b"].map((name) => ({ name, capacity: { cpu: 4 } }));
    const pool = new ResourcePool(nodes, { clock, queue: "priority", preemption: "lower-priority" });
    const leases: Lease[] = [];
    for (const { cpu, priority, manner } of asks) {
      observed(
        pool.acquire({ cpu }, { priority }).then((lease) => {
          leases.push(lease);
          const stop = () => manner === "at once" ? lease.release() : clock.after(5, () => lease.release());
          if (manner !== "never") lease.signal.addEventListener("abort", stop);
        }),
      );
      await clock.advance(1);
      const held = pool.leases.reduce((sum, { amounts }) => sum + amounts.cpu!, 0);
      assert.equal(held + pool.free.cpu!, 8);
      for (const { signal, priority } of leases) {
        if (signal.aborted) assert.ok((signal.reason as PreemptedError).byPriority > priority);
      }
    }
    for (let turn = 0; turn <= asks.length; turn++) {
      for (const lease of leases) lease.release();
      await clock.advance(10);
    }
    assert.deepEqual([pool.free.cpu, pool.held, pool.waiting, leases.length], [8, 0, 0, asks.length]);
  });
  await fc.assert(property, { numRuns: 50 });
});
