import assert from "node:assert/strict";
import { optimalRounds } from "../../src/stats/kalibera_jones.ts";

const question = { forkMs: 900, sampleMs: 5, within: 4, between: 1, most: 500 };

Deno.test("optimalRounds() is the root of cost ratio times variance ratio, rounded up", () => {
  // ceil(sqrt(900 / 5 * 4 / 1)) = ceil(26.83).
  assert.equal(optimalRounds(question), 27);
  assert.equal(optimalRounds({ ...question, forkMs: 10_000 }), 90);
  assert.equal(optimalRounds({ ...question, between: 100 }), 3);
});

Deno.test("optimalRounds() stays between one and the most that are allowed", () => {
  assert.equal(optimalRounds({ ...question, most: 20 }), 20);
  assert.equal(optimalRounds({ ...question, forkMs: 0 }), 1);
  assert.equal(optimalRounds({ ...question, between: 1e9 }), 1);
});

Deno.test("optimalRounds() takes one sample where samples do not vary, and all where processes do not differ", () => {
  assert.equal(optimalRounds({ ...question, within: 0 }), 1);
  assert.equal(optimalRounds({ ...question, within: 0, between: 0 }), 1);
  assert.equal(optimalRounds({ ...question, between: 0 }), 500);
  assert.equal(optimalRounds({ ...question, between: -0.1 }), 500);
});

Deno.test("optimalRounds() is only asked about costs and variances that can be", () => {
  for (const odd of [{ sampleMs: 0 }, { forkMs: -1 }, { within: -1 }, { most: 0 }]) {
    assert.throws(() => optimalRounds({ ...question, ...odd }), { name: "InvariantError" });
  }
});
