import assert from "node:assert/strict";
import { conformance, keysOf } from "./conformance.ts";
import { simulatedWallClock } from "./store_subject.ts";

conformance("hides an entry from the moment on at which it ends, from every operation", async (open) => {
  const wallClock = simulatedWallClock();
  await using opened = open({ wallClock });
  const { store } = opened;
  const version = await store.set(["a"], 1, { ttlMs: 100 });
  await store.set(["b"], 2, { ttlMs: 300 });
  wallClock.step(99);
  assert.equal((await store.get(["a"]))?.value, 1);
  wallClock.step(1);
  assert.equal(await store.get(["a"]), undefined);
  assert.deepEqual(await keysOf(store), [["b"]]);
  assert.equal((await store.compareAndSet(["a"], { ifVersion: version, value: 3 })).status, "conflict");
  assert.equal((await store.compareAndSet(["a"], { ifVersion: null, value: 3 })).status, "committed");
  wallClock.step(200);
  assert.equal(await store.deleteRange({}), 1);
});

conformance("gives a new life with every write, or none at all", async (open) => {
  const wallClock = simulatedWallClock();
  await using opened = open({ wallClock });
  const { store } = opened;
  await store.set(["longer"], 1, { ttlMs: 100 });
  await store.set(["for ever"], 1, { ttlMs: 100 });
  await store.set(["shorter"], 1);
  wallClock.step(60);
  await store.set(["longer"], 2, { ttlMs: 100 });
  await store.set(["for ever"], 2);
  await store.set(["shorter"], 2, { ttlMs: 10 });
  wallClock.step(60);
  assert.deepEqual(await keysOf(store), [["for ever"], ["longer"]]);
  assert.equal(await store.sweep(), 1);
  wallClock.step(1e9);
  assert.deepEqual(await keysOf(store), [["for ever"]]);
});

conformance("sweeps what has ended, as much as it is allowed to, and with every write", async (open) => {
  const wallClock = simulatedWallClock();
  await using opened = open({ wallClock });
  const { store } = opened;
  for (let n = 0; n < 14; n++) await store.set(["ends", n], n, { ttlMs: 50 + n });
  await store.set(["stays"], 0);
  assert.equal(await store.sweep(), 0);
  wallClock.step(55);
  assert.equal(await store.sweep(4), 4);
  assert.equal(await store.sweep(), 2);
  assert.equal(await store.sweep(), 0);
  wallClock.step(1_000);
  for (let n = 0; n < 3; n++) await store.set(["stays"], n);
  assert.equal(await store.sweep(), 2);
  assert.deepEqual(await keysOf(store), [["stays"]]);
});
