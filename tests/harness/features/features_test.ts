import assert from "node:assert/strict";
import type { FeatureId } from "../../../src/harness/adapters/feature_programs.ts";
import type { Ending, Feature } from "../../../src/harness/features/feature.ts";
import { FEATURE_IDS, FEATURES } from "../../../src/harness/features/features.ts";

const IDLE: readonly Ending[] = [
  { kind: "answered", answer: undefined },
  { kind: "answered", answer: 1 },
  { kind: "threw", error: new Error("no") },
  { kind: "crashed", error: new Error("no") },
  { kind: "hung" },
];

for (const id of FEATURE_IDS) {
  Deno.test(`the judge of ${id} does not take a program that called no task for the feature`, () => {
    const feature: Feature<FeatureId> = FEATURES[id];
    const taken = IDLE.filter((ending) => feature.trial().judge(ending).isThere);
    // Of two tasks that wait for each other neither runs: to be told so is all there is.
    const wanted = id === "deadlock" ? ["threw"] : [];
    assert.deepEqual(taken.map(({ kind }) => kind), wanted);
  });
}

Deno.test("features have questions that end in a question mark, and titles that differ", () => {
  const features = FEATURE_IDS.map((id) => FEATURES[id]);
  for (const { question } of features) assert.match(question, /^[A-Z].*\?$/);
  assert.equal(new Set(features.map(({ title }) => title)).size, features.length);
});

Deno.test("the judge of streaming refuses events that come when all is over", async () => {
  const { site, judge } = FEATURES.streaming.trial();
  const value = await site.first(0);
  void site.second(value);
  assert.equal(judge({ kind: "hung" }).isThere, false, "the second task is still waiting for an event");
  site.seen("late");
});

Deno.test("the judge of resumption refuses a run that did all of it again", async () => {
  const { site, judge } = FEATURES.resumption.trial();
  await assert.rejects(site.second(await site.first(0), "fails"));
  const answer = await site.second(await site.first(0), "fails");
  assert.equal(judge({ kind: "answered", answer }).isThere, false);
});

Deno.test("the judge of approval refuses an answer that was asked for beforehand", async () => {
  const { site, judge } = FEATURES.approval.trial();
  const said = site.answer();
  const answer = await site.after(await site.before(0), said);
  assert.equal(judge({ kind: "answered", answer }).isThere, false);
});
