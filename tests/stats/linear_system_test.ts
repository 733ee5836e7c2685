import assert from "node:assert/strict";
import { solve } from "../../src/stats/linear_system.ts";
import { assertClose } from "./close_to.ts";

Deno.test("solve() finds the unknowns, also where the first row has no first coefficient", () => {
  const matrix = [[0, 2, 1], [1, -2, -3], [-1, 1, 2]];
  const unknowns = solve(matrix, [-8, 0, 3]);
  [-4, -5, 2].forEach((expected, i) => assertClose(unknowns[i]!, expected));
  assert.deepEqual(matrix, [[0, 2, 1], [1, -2, -3], [-1, 1, 2]]);
  assert.deepEqual(solve([[4]], [2]), [0.5]);
});

Deno.test("solve() is only asked for systems that have one solution", () => {
  assert.throws(() => solve([[1, 2], [2, 4]], [1, 2]), { name: "InvariantError" });
});
