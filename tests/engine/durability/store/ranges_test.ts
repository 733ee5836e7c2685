import assert from "node:assert/strict";
import type { Key, KeyRange, StoreEntry } from "../../../../src/engine/durability/store/mod.ts";
import { conformance, keysOf, setAll } from "./conformance.ts";

conformance("keeps namespaces apart that only look alike", async (open) => {
  await using opened = open();
  const { store } = opened;
  await setAll(store, [["a", "b"], ["a/b"], ["users", 1], ["users2", 1], ["users"], ["user"], ["%"], ["_", "x"]]);
  assert.equal((await store.get(["a/b"]))?.value, 1);
  assert.equal((await store.get(["a", "b"]))?.value, 0);
  assert.deepEqual(await keysOf(store, { prefix: ["users"] }), [["users"], ["users", 1]]);
  assert.deepEqual(await keysOf(store, { prefix: ["a"] }), [["a", "b"]]);
  assert.deepEqual(await keysOf(store, { prefix: ["%"] }), [["%"]]);
  assert.deepEqual(await keysOf(store, { prefix: ["_"] }), [["_", "x"]]);
  assert.deepEqual(await keysOf(store, { prefix: ["use"] }), []);
  assert.equal(await store.deleteRange({ prefix: ["users"] }), 2);
  assert.deepEqual(await keysOf(store), [["%"], ["_", "x"], ["a", "b"], ["a/b"], ["user"], ["users2", 1]]);
});

conformance("lists in the order of keys: by part, kinds first", async (open) => {
  await using opened = open();
  const { store } = opened;
  const ordered: Key[] = [
    [new Uint8Array([])],
    [new Uint8Array([0])],
    [new Uint8Array([0]), 1],
    [new Uint8Array([0, 0])],
    [""],
    ["\0"],
    ["a"],
    ["a", -1],
    ["a", 1],
    ["a\0"],
    ["ab"],
    ["z"],
    ["é"],
    ["\uffff"],
    ["😀"],
    [-Infinity],
    [-1.5],
    [0],
    [2],
    [10],
    [Infinity],
    [-(2n ** 70n)],
    [-256n],
    [-1n],
    [0n],
    [255n],
    [2n ** 70n],
    [false],
    [true],
  ];
  await setAll(store, ordered.toSorted((a, b) => String(a).length - String(b).length));
  assert.deepEqual(await keysOf(store), ordered);
  const { entries } = await store.list({}, { order: "descending" });
  assert.deepEqual(entries.map(({ key }) => key), ordered.toReversed());
});

conformance("lists from a key, included, to a key, excluded, whether or not they exist", async (open) => {
  await using opened = open();
  const { store } = opened;
  await setAll(store, [["a", 1], ["a", 3], ["a", 5], ["b", 1]]);
  assert.deepEqual(await keysOf(store, { from: ["a", 3] }), [["a", 3], ["a", 5], ["b", 1]]);
  assert.deepEqual(await keysOf(store, { before: ["a", 3] }), [["a", 1]]);
  assert.deepEqual(await keysOf(store, { prefix: ["a"], from: ["a", 2] }), [["a", 3], ["a", 5]]);
  assert.deepEqual(await keysOf(store, { prefix: ["a"], before: ["a", 5] }), [["a", 1], ["a", 3]]);
  assert.deepEqual(await keysOf(store, { prefix: ["a"], from: ["A"], before: ["z"] }), [["a", 1], ["a", 3], ["a", 5]]);
  assert.deepEqual(await keysOf(store, { from: ["b"], before: ["a"] }), []);
});

conformance("goes on listing by a cursor, in both directions, whatever changes meanwhile", async (open) => {
  await using opened = open();
  const { store } = opened, range: KeyRange = { prefix: ["n"] };
  await setAll(store, [["m"], ...Array.from({ length: 7 }, (_, index) => ["n", index]), ["o"]]);
  for (const order of ["ascending", "descending"] as const) {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list(range, { order, limit: 2, cursor });
      assert.ok(page.entries.length <= 2);
      seen.push(...page.entries.map(({ key }) => key[1]));
      // The key that the cursor stands for may go.
      if (seen.length === 2) await store.delete(page.entries.at(-1)!.key);
      cursor = page.cursor;
    } while (cursor !== undefined);
    const numbers = [0, 1, 2, 3, 4, 5, 6];
    assert.deepEqual(seen, order === "ascending" ? numbers : [6, 5, 4, 3, 2, 0]);
  }
});

conformance("gives no cursor with the last page, also when it is full", async (open) => {
  await using opened = open();
  const { store } = opened;
  await setAll(store, [[1], [2], [3], [4]]);
  const first = await store.list({}, { limit: 2 });
  assert.equal(typeof first.cursor, "string");
  const last = await store.list({}, { limit: 2, cursor: first.cursor });
  assert.deepEqual(last.entries.map(({ value }) => value), [2, 3]);
  assert.equal(last.cursor, undefined);
  assert.deepEqual(await store.list({ prefix: ["none"] }), { entries: [], cursor: undefined });
});

conformance("refuses a cursor of another range, and what is none", async (open) => {
  await using opened = open();
  const { store } = opened;
  await setAll(store, [["a", 1], ["a", 2], ["b", 1], ["b", 2]]);
  const { cursor } = await store.list({ prefix: ["a"] }, { limit: 1 });
  for (const wrong of [cursor!, "", "!", `${cursor}*`, "/w", "\0", "x".repeat(10_000)]) {
    await assert.rejects(store.list({ prefix: ["b"] }, { cursor: wrong }), {
      name: "RangeError",
      message: /^Cannot go on listing as 'cursor' must come from a page of the same range/,
    });
  }
});

conformance("walks through a range of any length, each entry once", async (open) => {
  await using opened = open();
  const { store } = opened, walked: unknown[] = [];
  const writes = Array.from({ length: 450 }, (_, n) => ({ kind: "set", key: ["n", n], value: n % 7 }) as const);
  await store.commit({ writes });
  for await (const { key } of store.scan({ prefix: ["n"] }, { order: "descending" })) walked.push(key[1]);
  assert.deepEqual(walked, writes.map((_, index) => 449 - index));
  const found: StoreEntry<number>[] = [];
  for await (const entry of store.scan<number>({})) {
    if (entry.value === 3) found.push(entry);
    if (found.length === 2) break;
  }
  assert.deepEqual(found.map(({ key }) => key), [["n", 3], ["n", 10]]);
});
