import assert from "node:assert/strict";
import fc from "fast-check";
import { deadlocks, deadlockStep, wantedBy } from "../../../../src/harness/workload/micro/wait_graph.ts";

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

Deno.test("wantedBy() draws the lock of another owner", () => {
  fc.assert(fc.property(seeds, fc.integer({ min: 2, max: 50 }), (seed, owners) => {
    for (let owner = 0; owner < owners; owner++) {
      const wanted = wantedBy(seed, owner, owners);
      assert.ok(Number.isInteger(wanted) && wanted >= 0 && wanted < owners);
      assert.notEqual(wanted, owner);
    }
  }));
});

Deno.test("deadlocks() finds what following each new wait finds", () => {
  fc.assert(fc.property(seeds, fc.integer({ min: 2, max: 40 }), (seed, owners) => {
    const waitsFor = new Map<number, number>();
    let value = seed;
    for (let owner = 0; owner < owners; owner++) {
      const circle = [owner];
      let next: number | undefined = wantedBy(seed, owner, owners);
      for (; next !== undefined && next !== owner; next = waitsFor.get(next)) circle.push(next);
      if (next === owner) value = deadlockStep(value, circle);
      else waitsFor.set(owner, wantedBy(seed, owner, owners));
    }
    assert.equal(deadlocks(owners, seed), value);
  }));
});
