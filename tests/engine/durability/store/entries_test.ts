import assert from "node:assert/strict";
import { conformance } from "./conformance.ts";
import { simulatedWallClock } from "./store_subject.ts";

conformance("gives an entry with its key, its value, its version and its end", async (open) => {
  const wallClock = simulatedWallClock();
  await using opened = open({ wallClock });
  const { store } = opened, key = ["users", 7, new Uint8Array([0, 255])];
  assert.equal(await store.get(key), undefined);
  const version = await store.set(key, { name: "Ada", since: new Date(0), tags: new Set(["x"]) });
  const value = { name: "Ada", since: new Date(0), tags: new Set(["x"]) };
  assert.deepStrictEqual(await store.get(key), { key, value, version, expiresAtMs: undefined });
  await store.set(key, undefined, { ttlMs: 1.5 });
  const ending = await store.get(key);
  assert.equal(ending?.value, undefined);
  assert.equal(ending?.expiresAtMs, wallClock.wallNow() + 1.5);
});

conformance("hands out copies: neither the writer nor a reader changes what is stored", async (open) => {
  await using opened = open();
  const { store } = opened, written = { list: [1] };
  const writing = store.set(["k"], written);
  written.list.push(2);
  await writing;
  const first = await store.get<typeof written>(["k"]);
  first!.value.list.push(3);
  (first!.key as string[])[0] = "other";
  assert.deepEqual(await store.get(["k"]), { ...first, key: ["k"], value: { list: [1] } });
  const [listed] = (await store.list<typeof written>({})).entries;
  listed!.value.list.push(4);
  assert.deepEqual((await store.get(["k"]))?.value, { list: [1] });
});

conformance("gives every commit a higher version, also where a key was deleted in between", async (open) => {
  await using opened = open();
  const { store } = opened, versions: number[] = [await store.set(["a"], 1), await store.set(["a"], 1)];
  await store.delete(["a"]);
  versions.push(await store.set(["a"], 1), await store.set(["b"], 1));
  await store.deleteRange({});
  versions.push(await store.set(["a"], 1));
  assert.deepEqual(versions, [...new Set(versions)].sort((a, b) => a - b));
  assert.equal((await store.get(["a"]))?.version, versions.at(-1));
});

conformance("deletes an entry, and says whether there was one", async (open) => {
  const wallClock = simulatedWallClock();
  await using opened = open({ wallClock });
  const { store } = opened;
  await store.set(["a"], 1);
  assert.equal(await store.delete(["a"]), true);
  assert.equal(await store.delete(["a"]), false);
  assert.equal(await store.get(["a"]), undefined);
  await store.set(["a"], 1, { ttlMs: 10 });
  wallClock.step(10);
  assert.equal(await store.delete(["a"]), false);
});

conformance("acts in the order of calls, though nobody waits in between", async (open) => {
  await using opened = open();
  const { store } = opened,
    answers: unknown[] = await Promise.all([
      store.set(["a"], 1).then(() => "set"),
      store.get(["a"]).then((entry) => entry?.value),
      store.delete(["a"]),
      store.get(["a"]),
      store.set(["a"], 2).then(() => "set"),
      store.list({}).then(({ entries }) => entries.length),
      store.deleteRange({}),
      store.list({}).then(({ entries }) => entries.length),
    ]);
  assert.deepEqual(answers, ["set", 1, true, undefined, "set", 1, 1, 0]);
});

conformance("refuses wrong keys, lifetimes, versions, limits and batches, and changes nothing", async (open) => {
  await using opened = open({ maxBatchSize: 2, maxKeyBytes: 20, maxValueBytes: 20 });
  const { store } = opened;
  await store.set(["a"], 1);
  const before = await store.list({}), tooMany = [["a"], ["b"], ["c"]].map((key) => ({ kind: "delete", key }) as const);
  const set = { kind: "set", key: ["a"], value: 2 } as const;
  const refused: readonly [() => Promise<unknown>, RegExp][] = [
    [() => store.get([]), /must have one part or more: current value is \[\]/],
    [() => store.set([NaN], 1), /must have an order/],
    [() => store.delete(["x".repeat(30)]), /must take at most 20 bytes.*'maxKeyBytes'/],
    [() => store.list({ prefix: ["x".repeat(30)] }), /'maxKeyBytes'/],
    [() => store.set(["a"], "x".repeat(30)), /must take at most 20 bytes.*'maxValueBytes'/],
    [() => store.set(["a"], () => 1), /value is a function/],
    ...[0, -1, NaN, Infinity, -Infinity].map((ttlMs): [() => Promise<unknown>, RegExp] => [
      () => store.set(["a"], 2, { ttlMs }),
      new RegExp(`Cannot write \\["a"\\] as 'ttlMs' must be above 0 and finite: current value is ${ttlMs}`),
    ]),
    [() => store.compareAndSet(["a"], { ifVersion: undefined as never, value: 2 }), /must be a number, or null/],
    [() => store.commit({ writes: tooMany }), /at most 2 checks and writes: it has 3 \(see 'maxBatchSize'\)/],
    [() => store.commit({ checks: [{ key: [], version: 1 }], writes: [set] }), /one part or more/],
    [() => store.commit({ writes: [set, { ...set, key: [] }] }), /one part or more/],
    [() => store.commit({ writes: [{ kind: "put" as never, key: ["a"] }] }), /"set" or "delete": current value is put/],
    ...[0, -1, 1.5, NaN, Infinity].map((limit): [() => Promise<unknown>, RegExp] => [
      () => store.list({}, { limit }),
      new RegExp(`'limit' must be a whole number of 1 or more: current value is ${limit}`),
    ]),
    [() => store.sweep(0), /'limit' must be a whole number/],
  ];
  for (const [call, message] of refused) await assert.rejects(call, { name: /^(Range|Type)Error$/, message });
  assert.deepEqual(await store.list({}), before);
});

conformance("ends once, after what was called before, and refuses what comes later", async (open) => {
  await using opened = open();
  const { store } = opened, writing = store.set(["a"], 1), reading = store.get(["a"]);
  const closing = [store.close(), store.close()];
  assert.equal((await reading)?.version, await writing);
  await Promise.all(closing);
  await store.close();
  for (const call of [() => store.get(["a"]), () => store.set(["a"], 2), () => store.list({}), () => store.sweep()]) {
    await assert.rejects(call, { name: "StoreClosedError", code: "store-closed" });
  }
});
