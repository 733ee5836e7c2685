import assert from "node:assert/strict";
import fc from "fast-check";
import { DueHeap, type HeapMember } from "../../../src/engine/schedule/due_heap.ts";

class Member implements HeapMember {
  place = -1;
  constructor(readonly order: number, public startMs: number) {}
}

Deno.test("DueHeap gives the earliest first, then the first made, while members come, change and go", () => {
  const anyStep = fc.record({ kind: fc.constantFrom("add", "change", "remove"), pick: fc.nat(), startMs: fc.nat(50) });
  fc.assert(fc.property(fc.array(anyStep, { maxLength: 80 }), (steps) => {
    const heap = new DueHeap<Member>(), members: Member[] = [];
    for (const [order, { kind, pick, startMs }] of steps.entries()) {
      const picked = members[pick % members.length];
      if (kind === "add" || picked === undefined) {
        const added = new Member(order, startMs);
        members.push(added);
        heap.put(added);
      } else if (kind === "change") {
        picked.startMs = startMs;
        heap.put(picked);
      } else {
        members.splice(members.indexOf(picked), 1);
        heap.remove(picked);
        heap.remove(picked);
      }
      members.sort((a, b) => a.startMs - b.startMs || a.order - b.order);
      assert.equal(heap.first, members[0]);
      assert.equal(heap.members.length, members.length);
    }
    for (const member of members) {
      assert.equal(heap.first, member);
      heap.remove(member);
    }
    assert.equal(heap.first, undefined);
  }));
});
