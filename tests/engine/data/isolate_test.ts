import assert from "node:assert/strict";
import fc from "fast-check";
import { isolate } from "../../../src/engine/data/isolate.ts";
import { secret } from "../../../src/engine/data/secret.ts";

Deno.test("isolate() copies plain data deeply, as structuredClone() does", () => {
  fc.assert(fc.property(fc.object({ withMap: true, withSet: true, withDate: true, withBigInt: true }), (value) => {
    const copy = isolate(value);
    assert.deepEqual(copy, structuredClone(value));
    assert.notEqual(copy, value);
  }));
});

Deno.test("isolate() shares no object with what it copies", () => {
  const value = { list: [{ n: 1 }], map: new Map([["k", { n: 2 }]]) }, copy = isolate(value) as typeof value;
  copy.list[0]!.n = 10;
  copy.map.get("k")!.n = 20;
  assert.deepEqual(value, { list: [{ n: 1 }], map: new Map([["k", { n: 2 }]]) });
});

Deno.test("isolate() keeps what is in a value twice, or in itself", () => {
  const shared = { n: 1 }, when = new Date(7), list: unknown[] = [shared, shared, when, when];
  list.push(list);
  const copy = isolate(list) as typeof list;
  assert.equal(copy[0], copy[1]);
  assert.notEqual(copy[0], shared);
  assert.equal(copy[2], copy[3]);
  assert.equal(copy[4], copy);
});

Deno.test("isolate() keeps gaps of lists and takes a property named __proto__ for what it is", () => {
  const gaps = [1, , 3];
  assert.deepEqual(Object.keys(isolate(gaps) as object), ["0", "2"]);
  const odd = JSON.parse('{"__proto__": {"polluted": true}}'), copy = isolate(odd) as Record<string, unknown>;
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  assert.ok(Object.hasOwn(copy, "__proto__"));
  assert.equal(copy.polluted, undefined);
});

Deno.test("isolate() leaves a secret the secret that it is", () => {
  const key = secret("k-24680");
  assert.equal(isolate(key), key);
  assert.equal((isolate({ key, list: [key] }) as { readonly list: readonly unknown[] }).list[0], key);
});

Deno.test("isolate() takes objects without prototype, and refuses what cannot be cloned", () => {
  const bare = Object.assign(Object.create(null), { n: 1 });
  assert.deepEqual(isolate(bare), { n: 1 });
  for (const value of [() => 1, Symbol("s"), { f: () => 1 }, [Symbol("t")], new WeakMap()]) {
    assert.throws(() => isolate(value), { name: "DataCloneError" });
  }
  for (const value of [1, "text", null, undefined, 5n, true]) assert.equal(isolate(value), value);
});
