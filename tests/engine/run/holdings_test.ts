import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { Mutex } from "puffinflow/coordination";
import type { LeaseReport } from "puffinflow/resources";
import { gpu, gpuWorld } from "./gpu_world.ts";

Deno.test("the pool knows in whose name a state asks", async () => {
  const { pool } = gpuWorld();
  let leases: readonly LeaseReport[] = [];
  const inner = agent("inner", { pool }).state("a", gpu, ({ owner }) => {
    leases = pool.leases;
    return owner;
  });
  const outer = agent("outer").subagent("child", inner, { input: () => {}, output: ({ a }) => a });
  const owner = (await outer.run(undefined, { user: "ada" })).unwrap().child;
  assert.equal(leases.length, 1);
  assert.equal(leases[0]!.owner, owner);
  const { user, workflow, agent: name, state, task } = owner;
  assert.deepEqual([user, workflow, name, state, task === owner], ["ada", "outer", "inner", "a", true]);
});

Deno.test("a run's end tells of what its states acquired by hand and left behind, and of nothing else", async () => {
  const leaked: (string | undefined)[] = [];
  const { clock, pool, work } = gpuWorld({
    onWarning: (warning) => warning.kind === "leaked" && leaked.push(warning.lease.owner.state),
  });
  const good = agent("good", { pool })
    .state("in time", { timeoutMs: 100 }, async ({ owner, signal }) => {
      using _lease = await pool.acquire({ gpu: 0.5 }, { owner, signal });
      await work(5);
    })
    .state("late", { timeoutMs: 2 }, async ({ owner }) => {
      using _lease = await pool.acquire({ gpu: 0.5 }, { owner });
      await work(20);
    });
  const running = good.run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "failed");
  assert.deepEqual(leaked, []);

  const bad = agent("bad", { pool })
    .state("forgets", ({ owner }) => void pool.tryAcquire({ gpu: 0.25 }, { owner }))
    .state("forgets later", async ({ owner }) => void await pool.acquire({ gpu: 0.25 }, { owner }));
  assert.equal((await bad.run()).status, "completed");
  assert.deepEqual(leaked, ["forgets", "forgets later"]);
});

Deno.test("a run that is cancelled looks for what was left behind when its functions have ended", async () => {
  const leaked: unknown[] = [];
  const { clock, pool, work } = gpuWorld({ onWarning: (warning) => leaked.push(warning.kind) });
  const run = agent("x", { pool }).state("a", async ({ owner }) => {
    const lease = await pool.acquire({ gpu: 1 }, { owner });
    await work(10);
    lease.release();
  }).start(undefined, { clock });
  await clock.advance(1);
  run.cancel();
  await run.result;
  await clock.runAll();
  assert.deepEqual([leaked, pool.free.gpu], [[], 1]);
});

Deno.test("a run that ends while one of its functions is being called, or has a part of what it waits for, leaks nothing", async () => {
  const leaked: unknown[] = [];
  const { clock, pool } = gpuWorld({ onWarning: (warning) => leaked.push(warning.kind) });
  const lock = new Mutex(), hold = await lock.acquire();
  let cancel = () => {};
  const own = agent("own", { pool }).state("a", gpu, () => cancel()).start(undefined, { clock });
  cancel = () => own.cancel();
  assert.equal((await own.result).status, "cancelled");
  const part = agent("part", { pool }).state("a", { ...gpu, holds: [lock] }, () => 1).start(undefined, { clock });
  await clock.advance(1);
  assert.equal(pool.free.gpu, 0);
  part.cancel();
  assert.equal((await part.result).status, "cancelled");
  await clock.advance(1);
  hold.release();
  assert.deepEqual([leaked, pool.free.gpu, lock.isLocked], [[], 1, false]);
});
