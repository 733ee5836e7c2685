import assert from "node:assert/strict";
import * as fc from "fast-check";
import { gradeOf, judge, type Ladder, LADDERS, type Limit, LIMITS } from "../../../src/harness/machine/grade.ts";

const LOWER: Limit = { unit: "share", better: "lower", good: 1, bad: 3 };
const HIGHER: Limit = { unit: "share", better: "higher", good: 3, bad: 1 };

Deno.test("judge() counts both limits to the better side", () => {
  assert.deepEqual([1, 1.1, 3, 3.1].map((value) => judge(LOWER, value)), ["good", "doubtful", "doubtful", "bad"]);
  assert.deepEqual([3, 2.9, 1, 0.9].map((value) => judge(HIGHER, value)), ["good", "doubtful", "doubtful", "bad"]);
});

Deno.test("judge() never says bad when the limit has no bad side", () => {
  assert.equal(judge({ ...LOWER, bad: null }, 1e9), "doubtful");
});

Deno.test("gradeOf() gives A only to what is better than the limits of the method", () => {
  assert.equal(gradeOf(LADDERS["spin-variation"], 0.0099), "A");
  assert.equal(gradeOf(LADDERS["spin-variation"], 0.01), "B");
  assert.equal(gradeOf(LADDERS["processor-share"], 0.991), "A");
  assert.equal(gradeOf(LADDERS["processor-share"], 0.99), "B");
  assert.equal(gradeOf(LADDERS["processor-pressure"], 0.99), "A");
  assert.equal(gradeOf(LADDERS["processor-pressure"], 1), "B");
});

Deno.test("gradeOf() gives F only to what is worse than the limits of the method", () => {
  assert.equal(gradeOf(LADDERS["processor-pressure"], 20), "E");
  assert.equal(gradeOf(LADDERS["processor-pressure"], 20.01), "F");
  assert.equal(gradeOf(LADDERS["processor-share"], 0.9), "E");
  assert.equal(gradeOf(LADDERS["processor-share"], 0.899), "F");
  assert.equal(gradeOf(LADDERS["spin-variation"], 10), "E");
});

Deno.test("gradeOf() goes down step by step", () => {
  const grades = [0.5, 2, 5, 10, 15, 30].map((percent) => gradeOf(LADDERS["processor-pressure"], percent));
  assert.deepEqual(grades, ["A", "B", "C", "D", "E", "F"]);
});

Deno.test("gradeOf() never gives a better grade to a worse value", () => {
  const ladders: Ladder[] = Object.values(LADDERS);
  const value = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(fc.property(fc.constantFrom(...ladders), value, value, (ladder, one, other) => {
    const [better, worse] = (one < other) === (ladder.better === "lower") ? [one, other] : [other, one];
    assert(gradeOf(ladder, better) <= gradeOf(ladder, worse));
  }));
});

Deno.test("LADDERS and LIMITS put good before bad, and A and B on the good side", () => {
  const limits: Limit[] = [...Object.values(LADDERS), ...Object.values(LIMITS)];
  for (const { better, good, bad } of limits) assert(bad === null || (better === "lower" ? good < bad : good > bad));
  for (const { steps, good } of Object.values(LADDERS)) assert.equal(steps[1], good);
});
