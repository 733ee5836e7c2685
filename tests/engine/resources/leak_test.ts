import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import v8 from "node:v8";
import vm from "node:vm";
import {
  type LeakWarning,
  ResourcePool,
  type ResourceWarning,
  SimulatedClock,
} from "../../../src/engine/resources/mod.ts";

Deno.test("auditRun() tells of what a run that has ended still holds, and of nothing else", async () => {
  const warnings: ResourceWarning[] = [], clock = new SimulatedClock();
  const pool = new ResourcePool({ cpu: 4 }, { clock, onWarning: (warning) => warnings.push(warning) });
  const run = { id: 7 }, owner = { run, state: "fetch" };
  using _other = await pool.acquire({ cpu: 1 }, { owner: { run: { id: 7 }, state: "fetch" } });
  (await pool.acquire({ cpu: 1 }, { owner })).release();
  assert.deepEqual(pool.auditRun(run), []);
  const leaked = await pool.acquire({ cpu: 2 }, { owner });
  await clock.advance(30);
  const [report] = pool.auditRun(run);
  assert.deepEqual([report!.amounts, report!.owner.state, report!.heldMs], [{ cpu: 2 }, "fetch", 30]);
  assert.deepEqual(warnings, [{ kind: "leaked", sign: "run-ended", lease: report }]);
  assert.equal(leaked.isHeld, true);
});

Deno.test("auditRun() takes back leaks when told to reclaim, and the lost lease gives nothing back twice", async () => {
  const pool = new ResourcePool({ cpu: 2 }), leaked = await pool.acquire({ cpu: 2 }, { owner: { run: "7" } });
  const next = pool.acquire({ cpu: 2 });
  assert.equal(pool.auditRun("7", { leaks: "reclaim" }).length, 1);
  assert.equal((await next).isHeld, true);
  leaked.release();
  assert.equal(pool.free.cpu, 0);
  assert.deepEqual(pool.auditRun("7"), []);
});

Deno.test("a lease is warned about once when it is held for heldTooLongMs, and says where it was acquired", async () => {
  const clock = new SimulatedClock(), warnings: ResourceWarning[] = [];
  const onWarning = (warning: ResourceWarning) => warnings.push(warning);
  const pool = new ResourcePool({ cpu: 9 }, { clock, heldTooLongMs: 100, diagnostics: "full", onWarning });
  const held = () => warnings.map((warning) => warning.kind === "held-too-long" && warning.lease.heldMs);
  (await pool.acquire({ cpu: 1 })).release();
  assert.equal(clock.pending, 0);
  const first = await pool.acquire({ cpu: 1 });
  await clock.advance(60);
  const second = await pool.acquire({ cpu: 1 });
  await clock.advance(39);
  assert.deepEqual(held(), []);
  await clock.advance(1);
  assert.deepEqual(held(), [100]);
  await clock.advance(1_000);
  assert.deepEqual(held(), [100, 100]);
  assert.equal(clock.pending, 0);
  const third = await pool.acquire({ cpu: 1 });
  await clock.advance(100);
  assert.equal(warnings.length, 3);
  const [warning] = warnings;
  assert.ok(warning?.kind === "held-too-long");
  assert.match(warning.lease.stack!, /leak_test/);
  for (const lease of [first, second, third]) lease.release();
});

Deno.test("without full diagnostics no stack is kept", async () => {
  const pool = new ResourcePool({ cpu: 1 });
  using _lease = await pool.acquire({ cpu: 1 });
  assert.equal(pool.leases[0]!.stack, undefined);
});

/** In a function of its own, so that nothing of the test's still points to the lease. */
async function forget(pool: ResourcePool): Promise<void> {
  await pool.acquire({ cpu: 1 }, { owner: { state: "careless" } });
}

Deno.test("a lease lost to the garbage collector is warned about and taken back, with full diagnostics", async () => {
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc") as () => void;
  const warnings: ResourceWarning[] = [];
  const pool = new ResourcePool({ cpu: 1 }, { diagnostics: "full", onWarning: (warning) => warnings.push(warning) });
  await forget(pool);
  const next = pool.acquire({ cpu: 1 });
  for (let turn = 0; turn < 100 && warnings.length === 0; turn++) {
    collect();
    // The collector tells of what it found in a task of its own.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [warning] = warnings as LeakWarning[];
  assert.ok(warning !== undefined);
  assert.deepEqual([warning.kind, warning.sign, warning.lease.owner.state], ["leaked", "collected", "careless"]);
  assert.match(warning.lease.stack!, /leak_test/);
  assert.equal((await next).isHeld, true);
});
