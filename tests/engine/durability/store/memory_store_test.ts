import assert from "node:assert/strict";
import { memoryStore } from "../../../../src/engine/durability/store/mod.ts";
import { simulatedWallClock } from "./store_subject.ts";

Deno.test("memoryStore() takes at most 'maxEntries', and fails with a StoreFullError beyond", async () => {
  await using store = memoryStore({ maxEntries: 2 });
  await store.set(["a"], 1);
  await store.set(["b"], 1);
  const full = {
    name: "StoreFullError",
    code: "store-full",
    store: "memory",
    message: 'Cannot write to store "memory" as there must be room: it has 2 of at most 2 entries ' +
      "(raise 'maxEntries', or let entries end)",
  };
  await assert.rejects(store.set(["c"], 1), full);
  await store.set(["b"], 2);
  await assert.rejects(
    store.commit({ writes: ["b", "c"].map((name) => ({ kind: "set", key: [name], value: 3 })) }),
    full,
  );
  assert.deepEqual((await store.list({})).entries.map(({ value }) => value), [1, 2]);
  const swap = [{ kind: "set", key: ["c"], value: 4 }, { kind: "delete", key: ["a"] }] as const;
  assert.equal((await store.commit({ writes: swap })).status, "committed");
  assert.deepEqual((await store.list({})).entries.map(({ value }) => value), [2, 4]);
});

Deno.test("memoryStore() gives the room of entries that have ended to others, as many as need it", async () => {
  const wallClock = simulatedWallClock();
  await using store = memoryStore({ maxEntries: 50, wallClock });
  const writes = Array.from({ length: 50 }, (_, n) => ({ kind: "set", key: [n], value: n, ttlMs: 10 }) as const);
  await store.commit({ writes });
  wallClock.step(10);
  const result = await store.commit({ writes: writes.map((write) => ({ ...write, key: ["new", ...write.key] })) });
  assert.equal(result.status, "committed");
  assert.equal((await store.list({})).entries.length, 50);
});

Deno.test("memoryStore() keeps one end per entry, however often it was written", async () => {
  const wallClock = simulatedWallClock();
  await using store = memoryStore({ wallClock });
  for (let n = 1; n <= 500; n++) await store.set(["a"], n, { ttlMs: n });
  wallClock.step(499);
  assert.equal(await store.sweep(), 0);
  wallClock.step(1);
  assert.equal(await store.sweep(), 1);
});

Deno.test("memoryStore() refuses limits that are out of bounds", () => {
  for (const maxEntries of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => memoryStore({ maxEntries }), {
      name: "RangeError",
      message:
        `Cannot make a store as 'maxEntries' must be a whole number of 1 or more: current value is ${maxEntries}`,
    });
  }
});
