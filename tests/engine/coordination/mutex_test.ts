import assert from "node:assert/strict";
import { AcquireTimeoutError, DisposedError, Mutex } from "../../../src/engine/coordination/mod.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observed } from "./observed.ts";

Deno.test("row 16: Mutex lets five tasks in one after another, and a failed acquire is no entry", async () => {
  const clock = new SimulatedClock();
  const mutex = new Mutex({ clock });
  let inside = 0, most = 0;
  const tokens: number[] = [];
  async function task(timeoutMs?: number): Promise<void> {
    using permit = await mutex.acquire({ timeoutMs });
    most = Math.max(most, ++inside);
    tokens.push(permit.token);
    await new Promise<void>((resolve) => clock.after(10, resolve));
    inside--;
  }
  const tasks = [task(), task(), task(15), task(), task()].map(observed);
  await clock.runAll();
  assert.equal(most, 1);
  assert.deepEqual(tasks.map(({ state }) => state), ["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
  assert(tasks[2]!.error instanceof AcquireTimeoutError);
  assert.deepEqual(tokens, [1, 2, 3, 4]);
  assert.equal(mutex.isLocked, false);
});

Deno.test("Mutex lets 1,000 tasks in in the order in which they came, and none twice", async () => {
  const mutex = new Mutex(), random = randomFromSeed(1);
  const entered: number[] = [], cancelled = new Set<number>();
  let isInside = false;
  const tasks = Array.from({ length: 1_000 }, async (_, i) => {
    const controller = new AbortController();
    if (random.below(5) === 0 && i > 0) {
      cancelled.add(i);
      queueMicrotask(() => controller.abort());
    }
    await mutex.run(async () => {
      assert.equal(isInside, false);
      isInside = true;
      entered.push(i);
      for (let turns = random.below(4); turns > 0; turns--) await null;
      isInside = false;
      if (random.below(7) === 0) throw new Error("failed inside");
    }, { signal: controller.signal });
  });
  await Promise.allSettled(tasks);
  assert.deepEqual(entered, Array.from({ length: 1_000 }, (_, i) => i).filter((i) => !cancelled.has(i)));
  assert.equal(mutex.isLocked, false);
  assert.equal(mutex.waiting, 0);
});

Deno.test("Mutex.acquire() lets the highest priority in first, and equals as they came", async () => {
  const mutex = new Mutex();
  const permit = await mutex.acquire();
  const order: string[] = [];
  const waits = [["a", 0], ["b", 1], ["c", 0], ["d", 1], ["e", -1]] as const;
  const tasks = waits.map(([name, priority]) => mutex.run(() => order.push(name), { priority }));
  permit.release();
  await Promise.all(tasks);
  assert.deepEqual(order, ["b", "d", "a", "c", "e"]);
});

Deno.test("Mutex.tryAcquire() never waits", async () => {
  const mutex = new Mutex();
  const permit = mutex.tryAcquire();
  assert(permit !== null);
  assert.equal(mutex.isLocked, true);
  assert.equal(mutex.tryAcquire(), null);
  const waiting = mutex.acquire();
  permit.release();
  assert.equal(mutex.tryAcquire(), null, "the lock has gone to who waited");
  (await waiting).release();
});

Deno.test("Mutex gives the lock to the next one when a holder is released twice while others wait", async () => {
  const mutex = new Mutex();
  const first = await mutex.acquire();
  const second = observed(mutex.acquire()), third = observed(mutex.acquire());
  first.release();
  first.release();
  await Promise.resolve();
  assert.equal(second.state, "fulfilled");
  assert.equal(third.state, "waiting");
  second.value!.release();
  await Promise.resolve();
  third.value!.release();
  assert.equal(mutex.isLocked, false);
});

Deno.test("Mutex leaves no listener on a signal that outlives the waits", async () => {
  const mutex = new Mutex(), { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal), remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args));
  const permit = await mutex.acquire({ signal });
  assert.equal(listeners, 0);
  const next = mutex.acquire({ signal });
  assert.equal(listeners, 1);
  permit.release();
  (await next).release();
  assert.equal(listeners, 0);
});

Deno.test("Mutex[Symbol.dispose]() turns away who waits", async () => {
  const mutex = new Mutex({ name: "file" });
  const permit = mutex.tryAcquire();
  const waiting = assert.rejects(mutex.acquire(), (error) => {
    assert(error instanceof DisposedError);
    assert.equal(error.resource, "file");
    return true;
  });
  mutex[Symbol.dispose]();
  await waiting;
  permit?.release();
});
