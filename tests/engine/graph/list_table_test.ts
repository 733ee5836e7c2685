import assert from "node:assert/strict";
import fc from "fast-check";
import { ListTable } from "../../../src/engine/graph/list_table.ts";

Deno.test("ListTable.add() gives equal lists one number, counted from 0 in the order of first adding", () => {
  const list = fc.array(fc.nat({ max: 3 }), { maxLength: 3 });
  fc.assert(fc.property(fc.array(list, { maxLength: 100 }), (lists) => {
    const table = new ListTable(lists.length), known: string[] = [];
    for (const list of lists) {
      if (!known.includes(list.join())) known.push(list.join());
      assert.equal(table.add(list), known.indexOf(list.join()));
    }
    assert.deepEqual(table.lists.map((list) => list.join()), known);
  }));
});

Deno.test("ListTable.add() keeps the list that came first", () => {
  const table = new ListTable(2), first = [1, 2];
  table.add(first);
  assert.equal(table.lists[table.add([1, 2])], first);
});
