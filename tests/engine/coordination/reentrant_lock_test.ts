import assert from "node:assert/strict";
import { DisposedError, type Permit, ReentrantLock } from "../../../src/engine/coordination/mod.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observed } from "./observed.ts";

Deno.test("ReentrantLock.acquire() lets its holder in again, even before others who wait", async () => {
  const lock = new ReentrantLock();
  const ada = { name: "ada" }, grace = { name: "grace" };
  const outer = await lock.acquire(ada);
  const waiting = observed(lock.acquire(grace));
  const inner = await lock.acquire(ada);
  assert.equal(lock.depth, 2);
  assert.equal(lock.owner, ada);
  assert.equal(inner.token, outer.token);
  outer.release();
  await Promise.resolve();
  assert.equal(waiting.state, "waiting", "one permit is left");
  inner.release();
  inner.release();
  await Promise.resolve();
  assert.equal(lock.owner, grace);
  assert.equal(waiting.value!.token, 2);
  waiting.value!.release();
  assert.equal(lock.owner, null);
});

Deno.test("ReentrantLock takes owners of the same name for different ones", async () => {
  const lock = new ReentrantLock();
  await lock.acquire({ name: "worker" });
  assert.equal(lock.tryAcquire({ name: "worker" }), null);
});

Deno.test("ReentrantLock lets 500 tasks in one after another, each to any depth, however many give up", async () => {
  const clock = new SimulatedClock(), random = randomFromSeed(7);
  const lock = new ReentrantLock({ clock });
  let inside: object | null = null, entries = 0;
  async function task(name: string): Promise<void> {
    const owner = { name }, timeoutMs = random.below(3) === 0 ? 1 + random.below(300) : undefined;
    const enter = (depth: number): Promise<void> =>
      lock.run(owner, async () => {
        assert(inside === null || inside === owner);
        inside = owner;
        entries++;
        await new Promise<void>((resolve) => clock.after(random.below(3), resolve));
        if (depth > 0) await enter(depth - 1);
        if (lock.depth === 1) inside = null;
      }, { timeoutMs });
    await enter(random.below(3));
  }
  const tasks = Promise.allSettled(Array.from({ length: 500 }, (_, i) => task(`task ${i}`)));
  await clock.runAll();
  await tasks;
  assert(entries > 300);
  assert.equal(lock.owner, null);
  assert.equal(lock.waiting, 0);
  assert.equal(clock.pending, 0);
});

Deno.test("ReentrantLock.acquire() rejects without entering when its signal is aborted, also for the holder", async () => {
  const lock = new ReentrantLock(), owner = { name: "ada" };
  const permit = await lock.acquire(owner);
  await assert.rejects(lock.acquire(owner, { signal: AbortSignal.abort("late") }), (error) => error === "late");
  assert.equal(lock.depth, 1);
  permit.release();
});

Deno.test("ReentrantLock[Symbol.dispose]() lets its holder enter and leave, and nobody else", async () => {
  const lock = new ReentrantLock(), owner = { name: "ada" };
  const permits: (Permit | null)[] = [await lock.acquire(owner)];
  const waiting = assert.rejects(lock.acquire({ name: "grace" }), DisposedError);
  lock[Symbol.dispose]();
  await waiting;
  permits.push(lock.tryAcquire(owner));
  for (const permit of permits) permit?.release();
  assert.equal(lock.owner, null);
  await assert.rejects(lock.acquire(owner), DisposedError);
  assert.throws(() => lock.tryAcquire(owner), DisposedError);
});
