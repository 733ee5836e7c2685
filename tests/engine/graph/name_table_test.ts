import assert from "node:assert/strict";
import fc from "fast-check";
import { NameTable } from "../../../src/engine/graph/name_table.ts";

Deno.test("NameTable.get() gives each name's place in the list, and undefined for all others", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.string(), { maxLength: 200 }), fc.array(fc.string()), (names, others) => {
    const table = new NameTable(names);
    assert.equal(table.duplicate, null);
    for (const name of [...names, ...others]) {
      const place = names.indexOf(name);
      assert.equal(table.get(name), place < 0 ? undefined : place);
    }
  }));
});

Deno.test("NameTable.get() knows names that objects inherit", () => {
  const table = new NameTable(["constructor", "toString"]);
  assert.equal(table.get("toString"), 1);
  assert.equal(table.get("hasOwnProperty"), undefined);
});

Deno.test("NameTable.get() tells names apart that share a slot", () => {
  const names = Array.from({ length: 5_000 }, (_, i) => `state ${i}`), table = new NameTable(names);
  assert.deepEqual(names.map((name) => table.get(name)), names.map((_, i) => i));
});

Deno.test("NameTable.duplicate is the first name that comes a second time", () => {
  assert.equal(new NameTable(["a", "b", "c", "b", "a"]).duplicate, "b");
});
