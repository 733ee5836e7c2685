import assert from "node:assert/strict";
import { marginalsOf } from "../../src/stats/paired_outcomes.ts";

Deno.test("marginalsOf() adds up what each subject passed", () => {
  assert.deepEqual(marginalsOf({ both: 30, onlyFirst: 12, onlySecond: 5, neither: 13 }), {
    first: { successes: 42, trials: 60 },
    second: { successes: 35, trials: 60 },
  });
});

Deno.test("marginalsOf() rejects counts that cannot be, and no trials at all", () => {
  const outcomes = { both: 1, onlyFirst: 1, onlySecond: 1, neither: 1 };
  for (const name of ["both", "onlyFirst", "onlySecond", "neither"]) {
    for (const count of [-1, 0.5, NaN]) {
      assert.throws(() => marginalsOf({ ...outcomes, [name]: count }), {
        name: "RangeError",
        message: `Cannot compare outcomes as '${name}' must be an integer from 0: current value is ${count}`,
      });
    }
  }
  assert.throws(() => marginalsOf({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }), {
    name: "RangeError",
    message: "Cannot compare outcomes as there must be at least one trial: there is none",
  });
});
