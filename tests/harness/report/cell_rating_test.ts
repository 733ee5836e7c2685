import assert from "node:assert/strict";
import fc from "fast-check";
import { ratingOf } from "../../../src/harness/report/cell_rating.ts";
import { nsPerOperation, type RatingLimits } from "../../../src/harness/suites/ratings/rating_limits.ts";
import type { Estimate } from "../../../src/stats/estimate.ts";

const TASKS = 10;
/** Outstanding up to 100 ns, excellent to 500, good to 1,000, acceptable to 2,000. */
const LIMITS = nsPerOperation(100, 1_000);
const EFFICIENCY: RatingLimits = {
  metric: "efficiencyPercent",
  better: "higher",
  limits: { outstanding: 99, excellent: 95, good: 80, acceptable: 60 },
};

function timed(loNs: number, hiNs: number) {
  const value: Estimate = { value: (loNs + hiNs) / 2, lo: loNs, hi: hiNs, confidence: 0.95, n: 6 };
  return { value, tasks: TASKS, forks: [] };
}

function withFigures(values: readonly number[]) {
  return { ...timed(1, 2), forks: values.map((efficiencyPercent) => ({ figures: { efficiencyPercent } })) };
}

Deno.test("ratingOf() rates what an operation takes, and shows limits for a run", () => {
  assert.deepEqual(ratingOf(timed(2_000, 4_900), LIMITS), {
    level: 4,
    word: "excellent",
    isSure: true,
    limits: [1_000, 5_000, 10_000, 20_000],
  });
});

Deno.test("ratingOf() gives the word of the worse end and is not sure where the interval crosses a limit", () => {
  const rating = ratingOf(timed(4_900, 5_100), LIMITS);
  assert.deepEqual([rating?.word, rating?.isSure], ["good", false]);
});

Deno.test("ratingOf() gives the word of a limit to what is on it, and calls poor what is beyond the last", () => {
  assert.equal(ratingOf(timed(900, 1_000), LIMITS)?.word, "outstanding");
  assert.equal(ratingOf(timed(20_001, 20_002), LIMITS)?.word, "poor");
});

Deno.test("ratingOf() rates figures that are better when higher by their lower end", () => {
  const rating = ratingOf(withFigures([96, 96, 97, 97, 98, 98]), EFFICIENCY);
  assert.deepEqual([rating?.word, rating?.isSure, rating?.limits], ["excellent", true, [99, 95, 80, 60]]);
  assert.deepEqual([rating?.figure?.name, rating?.figure?.value.value], ["efficiencyPercent", 97]);
  const unsure = ratingOf(withFigures([70, 96, 97, 97, 98, 98]), EFFICIENCY);
  assert.deepEqual([unsure?.word, unsure?.isSure], ["acceptable", false]);
});

Deno.test("ratingOf() says nothing without an interval or the figure", () => {
  assert.equal(ratingOf(timed(-Infinity, Infinity), LIMITS), null);
  assert.equal(ratingOf(timed(1, 2), EFFICIENCY), null);
  assert.equal(ratingOf(withFigures([97]), EFFICIENCY), null);
});

Deno.test("ratingOf() never gives more to what is slower, and is sure of what has no width", () => {
  const ns = fc.double({ min: 1, max: 50_000, noNaN: true });
  fc.assert(fc.property(ns, ns, (one, other) => {
    const [fast, slow] = [Math.min(one, other), Math.max(one, other)];
    const levels = [fast, slow].map((end) => ratingOf(timed(end, end), LIMITS)!);
    assert.ok(levels[0]!.level >= levels[1]!.level && levels.every(({ isSure }) => isSure));
    const both = ratingOf(timed(fast, slow), LIMITS)!;
    assert.equal(both.level, levels[1]!.level);
    assert.equal(both.isSure, levels[0]!.level === levels[1]!.level);
  }));
});
