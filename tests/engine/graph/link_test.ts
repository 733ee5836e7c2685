import assert from "node:assert/strict";
import { link } from "../../../src/engine/graph/link.ts";
import { JOINED, NOTHING, SEVERAL } from "../../../src/engine/graph/plan.ts";

Deno.test("link() puts the one successor of a state in next", () => {
  assert.deepEqual(link([[], [0], [1]]).next, [1, 2, NOTHING]);
});

Deno.test("link() puts the one join of a branch in next", () => {
  const { next, joins, joinStates, joinNeeds } = link([[], [], [0, 1]]);
  assert.deepEqual(next, [JOINED, JOINED, NOTHING]);
  assert.deepEqual({ joins, joinStates, joinNeeds }, { joins: [[0], [0], []], joinStates: [[2]], joinNeeds: [2] });
});

Deno.test("link() lists what follows a state that has a successor and a join, whichever comes first", () => {
  const joinFirst = link([[], [], [0, 1], [0]]), successorFirst = link([[], [], [0], [0, 1]]);
  assert.deepEqual([joinFirst.next[0], joinFirst.direct[0], joinFirst.joins[0]], [SEVERAL, [3], [0]]);
  assert.deepEqual([successorFirst.next[0], successorFirst.direct[0], successorFirst.joins[0]], [SEVERAL, [2], [0]]);
});

Deno.test("link() lists the joins of a state that has two or more of its own", () => {
  const { next, joins } = link([[], [], [], [0, 1], [0, 2], [0, 1, 2]]);
  assert.deepEqual(next.slice(0, 3), [SEVERAL, SEVERAL, SEVERAL]);
  assert.deepEqual(joins.slice(0, 3), [[0, 1, 2], [0, 2], [1, 2]]);
});

Deno.test("link() counts states that wait for the same set in another order once", () => {
  const { joinStates, joinSources } = link([[], [], [1, 0], [0, 1]]);
  assert.deepEqual({ joinStates, joinSources }, { joinStates: [[2, 3]], joinSources: [[1, 0]] });
});
