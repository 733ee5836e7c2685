import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { PreemptedError, ResourcePool } from "puffinflow/resources";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

const cpu = { resources: { cpu: 4 } } as const;

/** A pool of four processors, and work that takes ten milliseconds. */
function world(preemption: "never" | "lower-priority" = "never") {
  const clock = new SimulatedClock(), pool = new ResourcePool({ cpu: 4 }, { clock, queue: "priority", preemption });
  return { clock, pool, work: () => new Promise<void>((resolve) => clock.after(10, resolve)) };
}

Deno.test("row 17: a state that finds the pool full waits as long as it says and no longer, and zero is no wait for ever", async () => {
  const { clock, pool } = world(), hold = await pool.acquire({ cpu: 4 });
  const resources = { amounts: { cpu: 4 }, timeoutMs: 50 };
  const running = agent("x", { pool }).state("a", { resources }, () => 1).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "failed");
  assert.deepEqual([clock.now(), pool.waiting], [50, 0]);
  assert.throws(() => {
    agent("x", { pool }).state("a", { resources: { ...resources, timeoutMs: 0 } }, () => 1);
  }, RangeError);
  hold.release();
});

Deno.test("row 18: two runs of one state give back four processors of four", async () => {
  const { clock, pool, work } = world();
  const x = agent("x", { pool }).state("a", { resources: { cpu: 2 } }, work);
  const runs = [x.run(undefined, { clock }), x.run(undefined, { clock })];
  await clock.advance(5);
  assert.deepEqual([pool.free.cpu, pool.held], [0, 2]);
  await clock.runAll();
  for (const run of runs) assert.equal((await run).status, "completed");
  assert.deepEqual([pool.free.cpu, pool.held], [4, 0]);
});

Deno.test("row 19: a state of equal or lower priority stops nobody", async () => {
  const { clock, pool, work } = world("lower-priority"), order: string[] = [];
  const running = agent("x", { pool })
    .state("high", { ...cpu, priority: "high" }, async ({ signal }) => {
      await work();
      order.push(`high, told: ${signal.aborted}`);
    })
    .state("low", { ...cpu, priority: "low" }, () => void order.push("low"))
    .state("as high", { ...cpu, priority: "high" }, () => void order.push("as high")).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(order, ["high, told: false", "as high", "low"]);
});

Deno.test("row 19: a state that is preempted is told through its signal, and nobody has its place before it has stopped", async () => {
  const { clock, pool, work } = world("lower-priority"), order: string[] = [];
  const running = agent("x", { pool })
    .state("low", { ...cpu, priority: "low" }, async ({ signal }) => {
      await work();
      order.push(`low stops, told: ${signal.aborted}`);
      signal.throwIfAborted();
    })
    .state("soon", () => Promise.resolve())
    .state("high", { ...cpu, priority: "high", after: ["soon"] }, () => void order.push(`high at ${clock.now()}`))
    .run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.ok(result.status === "failed" && result.error instanceof PreemptedError);
  assert.deepEqual(order, ["low stops, told: true", "high at 10"]);
  assert.equal(pool.free.cpu, 4);
});

Deno.test("a state that declares no resources takes none, whatever pool its agent has", async () => {
  const { clock, pool, work } = world();
  let running = agent("x", { pool });
  for (let i = 0; i < 20; i++) running = running.state(`s${i}` as never, work) as never;
  const run = running.run(undefined, { clock } as never);
  await clock.advance(5);
  assert.equal(pool.free.cpu, 4);
  await clock.runAll();
  assert.equal((await run).status, "completed");
  assert.equal(clock.now(), 10);
});
