import assert from "node:assert/strict";
import type { ChangeModel } from "../../../src/harness/report/model.ts";
import { changeSentence, VERDICT_WORDS } from "../../../src/harness/report/verdict_wording.ts";

const CHANGE: ChangeModel = {
  verdict: "slower",
  change: { value: 0.154, lo: 0.137, hi: 0.168, confidence: 0.95, n: 12 },
  before: null,
  now: null,
  smallestSeen: null,
  pairsNeeded: null,
  shifts: [],
  beforeSamples: [],
};

Deno.test("changeSentence() says the verdict, how much, and how sure", () => {
  assert.equal(changeSentence(CHANGE), "slower: +15.4% (95% interval +13.7 … +16.8)");
});

Deno.test("changeSentence() writes no interval that is infinite, and no number where there is none", () => {
  const change = { ...CHANGE.change!, lo: -Infinity, hi: Infinity };
  assert.equal(changeSentence({ ...CHANGE, change }), "slower: +15.4%");
  assert.equal(changeSentence({ ...CHANGE, verdict: "missing", change: null }), "missing");
});

Deno.test("VERDICT_WORDS tell verdicts apart without colour", () => {
  const words = Object.values(VERDICT_WORDS).map(({ word, sign }) => `${sign} ${word}`);
  assert.equal(new Set(words).size, words.length);
});
