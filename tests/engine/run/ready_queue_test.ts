import assert from "node:assert/strict";
import fc from "fast-check";
import { ReadyQueue } from "../../../src/engine/run/ready_queue.ts";

Deno.test("ReadyQueue gives states back in declared order, whatever the order of joining", () => {
  fc.assert(fc.property(fc.array(fc.nat(50)), (states) => {
    const queue = new ReadyQueue({ ranks: null } as never);
    for (const state of states) queue.push(state, state);
    assert.equal(queue.size, states.length);
    const popped = states.map(() => queue.pop());
    assert.deepEqual(popped, states.toSorted((a, b) => a - b));
    assert.equal(queue.pop(), -1);
  }));
});
