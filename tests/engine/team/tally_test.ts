import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { bestBy, fanOut, member, tally, team } from "puffinflow/team";

const same = agent("same").input<number | null>().state("score", ({ input }) => {
  if (input === -1) throw new Error("no score");
  return input;
});

Deno.test("tally() counts an output of 0, and names the members without a figure", async () => {
  const scores = { zero: 0, two: 2, failed: -1, nothing: null, none: NaN };
  const members = Object.entries(scores).map(([name, score]) => [name, member(same, score)] as const);
  const result = await team("scores", Object.fromEntries(members)).run(undefined);
  const { scored, missing, count, sum, average } = tally(result, ({ score }) => score);
  assert.deepEqual(scored.map(({ member, value }) => [member, value]), [["zero", 0], ["two", 2]]);
  assert.deepEqual(missing, ["failed", "nothing", "none"]);
  assert.deepEqual([count, sum, average], [2, 2, 1]);
});

Deno.test("tally() of no figures has no average", async () => {
  const result = await fanOut("none", same).run([-1, null]);
  const { count, sum, average, missing } = tally(result, ({ score }) => score);
  assert.deepEqual([count, sum, average, missing], [0, 0, undefined, [0, 1]]);
});

Deno.test("bestBy() finds the highest figure, the first among equals, also below 0 and at 0", async () => {
  const below = await fanOut("below", same).run([-3, 0, -2, 0]);
  assert.deepEqual(bestBy(below, ({ score }) => score), { member: 1, outputs: { score: 0 }, value: 0 });
  const lowest = bestBy(below, ({ score }) => score === null ? null : -score);
  assert.deepEqual([lowest?.member, lowest?.value], [0, 3]);
  assert.equal(bestBy(await fanOut("none", same).run([null]), ({ score }) => score), undefined);
});
