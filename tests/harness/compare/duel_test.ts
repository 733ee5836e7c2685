import assert from "node:assert/strict";
import fc from "fast-check";
import { outcomeOf } from "../../../src/harness/compare/duel.ts";

const ratioOf = (lo: number, hi: number) => ({ value: Math.sqrt(lo * hi), lo, hi, confidence: 0.95, n: 10 });

Deno.test("outcomeOf() is a win when the whole interval is below 1 and reaches beyond the margin", () => {
  assert.equal(outcomeOf(ratioOf(0.5, 0.6)), "win");
  assert.equal(outcomeOf(ratioOf(0.94, 0.99)), "win");
});

Deno.test("outcomeOf() is a loss when the whole interval is above 1 and reaches beyond the margin", () => {
  assert.equal(outcomeOf(ratioOf(2, 3)), "lose");
  assert.equal(outcomeOf(ratioOf(1.01, 1.06)), "lose");
});

Deno.test("outcomeOf() is a tie when the whole interval is within 5 %, also when it leaves 1 out", () => {
  assert.equal(outcomeOf(ratioOf(0.97, 1.03)), "tie");
  assert.equal(outcomeOf(ratioOf(1 / 1.05, 1.05)), "tie");
  assert.equal(outcomeOf(ratioOf(1.01, 1.03)), "tie");
  assert.equal(outcomeOf(ratioOf(1, 1)), "tie");
});

Deno.test("outcomeOf() is undecided when the interval covers 1 and reaches beyond the margin", () => {
  assert.equal(outcomeOf(ratioOf(0.9, 1.02)), "undecided");
  assert.equal(outcomeOf(ratioOf(0.5, 2)), "undecided");
  assert.equal(outcomeOf({ ...ratioOf(1, 1), value: 0.3, lo: 0, hi: Infinity }), "undecided");
});

Deno.test("outcomeOf() exchanges win and lose when the ratio is inverted", () => {
  const bound = fc.double({ min: 0.2, max: 5, noNaN: true });
  const exchanged = { win: "lose", lose: "win", tie: "tie", undecided: "undecided" };
  fc.assert(fc.property(bound, bound, (a, b) => {
    const [lo, hi] = [Math.min(a, b), Math.max(a, b)];
    assert.equal(outcomeOf(ratioOf(1 / hi, 1 / lo)), exchanged[outcomeOf(ratioOf(lo, hi))]);
  }));
});
