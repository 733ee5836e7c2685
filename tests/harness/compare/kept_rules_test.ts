/** Tests of rules that are kept with a result. */
import assert from "node:assert/strict";
import { type GateRules, MOST_LOOKS } from "../../../src/harness/compare/gate.ts";
import { keptRules, rulesOf } from "../../../src/harness/compare/kept_rules.ts";

const RULES: GateRules = {
  reference: "reference",
  candidate: "candidate",
  minEffect: 0.03,
  looks: 2,
  floorOf: (benchmark, metric) =>
    benchmark === "a/b/noop" && metric === "cpu" ? { value: 0.012, isKnown: true } : undefined,
};

Deno.test("keptRules() leaves nothing open and keeps the floors that are known", () => {
  assert.deepEqual(keptRules(RULES, ["a/b/noop", "a/c/noop"]), {
    reference: "reference",
    candidate: "candidate",
    minEffect: 0.03,
    equivalence: 0.05,
    looks: 2,
    floors: [{ benchmark: "a/b/noop", metric: "cpu", value: 0.012 }],
  });
  assert.equal(keptRules({ reference: "a", candidate: "b" }, []).looks, MOST_LOOKS);
});

Deno.test("keptRules() does not keep a floor that was only assumed", () => {
  const assumed = { ...RULES, floorOf: () => ({ value: 0.05, isKnown: false }) };
  assert.deepEqual(keptRules(assumed, ["a/b/noop"]).floors, []);
});

Deno.test("rulesOf() gives the rules back, floors included", () => {
  const rules = rulesOf(keptRules(RULES, ["a/b/noop"]));
  assert.deepEqual([rules.minEffect, rules.equivalence, rules.looks], [0.03, 0.05, 2]);
  assert.deepEqual(rules.floorOf("a/b/noop", "cpu"), { value: 0.012, isKnown: true });
  assert.equal(rules.floorOf("a/b/noop", "wall"), undefined);
});
