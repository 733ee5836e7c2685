import assert from "node:assert/strict";
import { studentTBound } from "../../src/stats/student_t.ts";
import { assertClose } from "./close_to.ts";

Deno.test("studentTBound() equals SciPy's", () => {
  // SciPy 1.17.1: t.isf(tail, df).
  const golden: [tail: number, degreesOfFreedom: number, bound: number][] = [
    [0.025, 1, 12.706204736174705],
    [0.025, 2, 4.302652729749464],
    [0.05, 3, 2.353363434801824],
    [0.005, 10, 3.1692726726169504],
    [0.25, 4, 0.7406970841126829],
    [0.3, 1, 0.7265425280053609],
    [0.4, 7, 0.2631668613520229],
    [0.5, 3, 0],
    [1e-9, 5, 98.93722464836996],
    [0.025, 1_000, 1.9623390808264085],
    [0.0001, 30, 4.233985957272021],
  ];
  for (const [tail, degreesOfFreedom, bound] of golden) assertClose(studentTBound(tail, degreesOfFreedom), bound);
});

Deno.test("studentTBound() is only asked for tails that there are", () => {
  for (const [tail, degreesOfFreedom] of [[0, 5], [0.6, 5], [0.025, 0]] as const) {
    assert.throws(() => studentTBound(tail, degreesOfFreedom), { name: "InvariantError" });
  }
});
