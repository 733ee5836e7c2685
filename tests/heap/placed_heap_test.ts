import assert from "node:assert/strict";
import fc from "fast-check";
import { type HeapMember, PlacedHeap } from "../../src/heap/placed_heap.ts";

class Member implements HeapMember {
  place = -1;
  constructor(readonly sequence: number, public rank: number) {}
}

Deno.test("PlacedHeap gives the lowest rank first, then the first made, while members come, change and go", () => {
  const anyStep = fc.record({ kind: fc.constantFrom("add", "change", "remove"), pick: fc.nat(), rank: fc.nat(50) });
  fc.assert(fc.property(fc.array(anyStep, { maxLength: 80 }), (steps) => {
    const heap = new PlacedHeap<Member>(), members: Member[] = [];
    for (const [order, { kind, pick, rank }] of steps.entries()) {
      const picked = members[pick % members.length];
      if (kind === "add" || picked === undefined) {
        const added = new Member(order, rank);
        members.push(added);
        heap.put(added);
      } else if (kind === "change") {
        picked.rank = rank;
        heap.put(picked);
      } else {
        members.splice(members.indexOf(picked), 1);
        heap.remove(picked);
        heap.remove(picked);
      }
      members.sort((a, b) => a.rank - b.rank || a.sequence - b.sequence);
      assert.equal(heap.first, members[0] ?? null);
      assert.equal(heap.size, members.length);
    }
    for (const member of members) {
      assert.equal(heap.first, member);
      heap.remove(member);
    }
    assert.equal(heap.first, null);
  }));
});
