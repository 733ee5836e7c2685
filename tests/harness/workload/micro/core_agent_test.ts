import assert from "node:assert/strict";
import fc from "fast-check";
import { EMPTY_FOLD, foldNext } from "../../../../src/harness/workload/digest.ts";
import {
  CORE_AGENT_ORACLES,
  DOUBLED_SUM,
  hundredFrom,
  listStart,
  statesWith,
  sumOfSquares,
  sumToThousand,
} from "../../../../src/harness/workload/micro/core_agent.ts";
import { nextStep } from "../../../../src/harness/workload/micro/oracle.ts";

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

Deno.test("the oracles of executions know the sums in closed form", () => {
  fc.assert(fc.property(uint32, (seed) => {
    const value = nextStep(seed, 0);
    assert.equal(CORE_AGENT_ORACLES["simple-execution"]!(1, seed), foldNext(EMPTY_FOLD, sumToThousand(value)));
    const heavy = foldNext(sumOfSquares(value), 1);
    assert.equal(CORE_AGENT_ORACLES["resource-heavy"]!(1, seed), foldNext(EMPTY_FOLD, heavy));
  }));
});

Deno.test("a hundred numbers from 0, doubled, come to 9,900", () => {
  assert.equal(hundredFrom(0).reduce((sum, value) => sum + 2 * value, 0), DOUBLED_SUM);
  assert.ok(listStart(123, 4) < 2 ** 16);
});

Deno.test("statesWith() counts the states that wait for the two before them", () => {
  const states = [3, 100, 1_000];
  assert.deepEqual(states.map((count) => statesWith(2 * count - 3)), states);
});
