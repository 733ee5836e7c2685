import assert from "node:assert/strict";
import { type FeaturePrograms, has, lacks, searched } from "../../../src/harness/adapters/feature_programs.ts";
import { type FeatureAnswer, probeFeatures } from "../../../src/harness/features/probe.ts";
import { noFeatures } from "./no_features.ts";

/** Probes a framework that has one program. */
async function probed(program: Partial<FeaturePrograms>): Promise<FeatureAnswer> {
  const [feature] = Object.keys(program);
  const answers = await probeFeatures({ ...noFeatures, ...program }, { programMs: 10_000, absenceMs: 1 });
  return answers.find((answer) => answer.feature === feature)!;
}

Deno.test("probeFeatures() says yes when the tasks show that the framework did it", async () => {
  const { answer, evidence } = await probed({
    retries: has("a loop", async ({ task }) => await task(0).catch(() => task(0)).catch(() => task(0))),
  });
  assert.equal(answer, "yes");
  assert.equal(evidence, "3 attempts, and the run ended without an error; by a loop.");
});

Deno.test("probeFeatures() says broken when a program does not do what its file says", async () => {
  const idle = await probed({ retries: has("hope", ({ task }) => task(0)) });
  assert.deepEqual([idle.answer, idle.evidence], [
    "broken",
    "1 attempts, and the run ended with Error; by hope (planned failure).",
  ]);
  const claimed = await probed({ routing: has("a claim", () => Promise.resolve(101)) });
  assert.equal(claimed.answer, "broken", "the right answer without the right tasks is no feature");
});

Deno.test("probeFeatures() says no when a program shows what happens instead", async () => {
  const { answer, evidence } = await probed({
    concurrencyLimit: lacks("all start at once", async ({ count, task }) => {
      const values = await Promise.all(Array.from({ length: count }, (_, item) => task(item)));
      return values.reduce((sum, value) => sum + value, 0);
    }),
  });
  assert.deepEqual([answer, evidence], ["no", "All start at once: 8 of 8 tasks overlapped, 3 were to."]);
});

Deno.test("probeFeatures() says broken when a feature that was to be absent is there", async () => {
  const { answer } = await probed({
    routing: lacks("nothing", async ({ first, right }) => await right(await first(0))),
  });
  assert.equal(answer, "broken");
});

Deno.test("probeFeatures() does not wait for ever for what hangs", async () => {
  const { answer, evidence } = await probed({ deadlock: lacks("they wait", () => new Promise(() => {})) });
  assert.deepEqual([answer, evidence], ["no", "They wait: the run did not end, and 0 of the two tasks ran."]);
});

Deno.test("probeFeatures() survives a failure that nobody can catch, and does not call it an end", async () => {
  const { answer, evidence } = await probed({
    isolation: lacks("it tells nobody", async ({ good, bad }) => {
      void bad(0);
      return await good(0);
    }),
  });
  assert.equal(answer, "no");
  assert.match(evidence, /would have ended the process/);
});

Deno.test("probeFeatures() counts the names that were searched, and refuses an absence that has a name by now", async () => {
  const places = [{ run: 1, stop: 2 }];
  const missing = await probed({ timeouts: lacks("it takes as long as it takes", () => searched(places, /time/)) });
  assert.deepEqual([missing.answer, missing.evidence], [
    "no",
    "It takes as long as it takes; none of 2 names is like it.",
  ]);
  const found = await probed({ cancellation: lacks("it goes on", () => searched(places, /stop/)) });
  assert.equal(found.answer, "broken");
  assert.match(found.evidence, /as there is stop\.$/);
});

Deno.test("probeFeatures() says n/a where there is no place for a feature", async () => {
  const answers = await probeFeatures(noFeatures);
  assert.deepEqual(new Set(answers.map(({ answer }) => answer)), new Set(["n/a"]));
  assert.equal(answers[0]!.evidence, "It can do nothing.");
});
