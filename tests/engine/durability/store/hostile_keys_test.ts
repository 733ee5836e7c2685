import assert from "node:assert/strict";
import type { Key } from "../../../../src/engine/durability/store/mod.ts";
import { conformance, keysOf, setAll } from "./conformance.ts";

/** Names that separators, patterns, statements, paths, C strings or prototypes would trip over. */
const NAMES: readonly string[] = [
  "",
  " ",
  "\0",
  "a\0",
  "a\0b",
  "a\0\xff",
  "a\xff",
  "a",
  "A",
  "\x01\x02\x1f\x7f",
  "\r\n\t",
  "a/b",
  "../../etc/passwd",
  "%",
  "_",
  "a%",
  "*?[a]",
  "'; DROP TABLE puffin_store; --",
  '"',
  "\\",
  "__proto__",
  "constructor",
  "\u202e\u200b\ufeff",
  "é",
  "e\u0301",
  "\uffff",
  "\u{10ffff}",
  "👩‍🚀",
];

conformance("keeps hostile names apart, and gives each back as it was", async (open) => {
  await using opened = open();
  const { store } = opened, keys: Key[] = [...NAMES.map((name) => [name]), ...NAMES.map((name) => [name, "in"])];
  await setAll(store, keys);
  for (const [index, key] of keys.entries()) {
    assert.deepEqual(await store.get(key), { ...await store.get(key), key, value: index });
  }
  assert.equal((await keysOf(store)).length, keys.length);
  for (const name of NAMES) assert.deepEqual(await keysOf(store, { prefix: [name] }), [[name], [name, "in"]]);
  for (const name of NAMES) {
    assert.equal(await store.deleteRange({ prefix: [name] }), 2);
    assert.equal(await store.get([name]), undefined);
  }
  assert.deepEqual(await keysOf(store), []);
});

conformance("keeps hostile names in values", async (open) => {
  await using opened = open();
  const { store } = opened, value = { names: NAMES, byName: new Map(NAMES.map((name) => [name, { [name]: name }])) };
  await store.set(["k"], value);
  assert.deepStrictEqual((await store.get(["k"]))?.value, value);
});

conformance("refuses halves of surrogate pairs, which no two encodings write the same", async (open) => {
  await using opened = open();
  for (const half of ["\ud800", "a\udfff", "\udc00\ud800"]) {
    await assert.rejects(opened.store.set([half], 1), { name: "RangeError", message: /must be well-formed/ });
    await assert.rejects(opened.store.list({ prefix: [half] }), { name: "RangeError", message: /must be well-formed/ });
  }
  assert.deepEqual(await keysOf(opened.store), []);
});

conformance("takes a key of a megabyte where it is allowed to, and refuses it where not", async (open) => {
  const key = ["x".repeat(1_000_000)], neighbour = ["x".repeat(1_000_000), 1];
  {
    await using opened = open();
    await assert.rejects(opened.store.set(key, 1), {
      name: "RangeError",
      message: /at most 2048 bytes.*'maxKeyBytes'/,
    });
  }
  await using opened = open({ maxKeyBytes: 1_100_000 });
  const { store } = opened;
  await setAll(store, [key, neighbour]);
  assert.equal((await store.get(key))?.value, 0);
  const { entries, cursor } = await store.list({}, { limit: 1 });
  assert.deepEqual(entries[0]?.key, key);
  assert.deepEqual((await store.list({}, { cursor })).entries.map(({ key }) => key), [neighbour]);
});

conformance("keeps parts apart that are alike in another type", async (open) => {
  await using opened = open();
  const keys: Key[] = [[new Uint8Array([49])], ["1"], ["1", ""], [1], [1n], [true], ["true"]];
  await setAll(opened.store, keys);
  assert.equal((await keysOf(opened.store)).length, keys.length);
  for (const [index, key] of keys.entries()) assert.equal((await opened.store.get(key))?.value, index);
});
