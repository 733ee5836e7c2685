import assert from "node:assert/strict";
import { varianceComponents } from "../../src/stats/icc.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";

Deno.test("varianceComponents() equals what follows from SciPy's analysis of variance", () => {
  // SciPy 1.17.1: F = f_oneway(*groups).statistic, icc = (F - 1) / (F - 1 + n0), between = within (F - 1) / n0.
  const unequal = varianceComponents([TEN, FIFTEEN, TWENTY, SIX]);
  assertClose(unequal.within, 57.47508920638298);
  assertClose(unequal.between, 5.5486191824583795);
  assertClose(unequal.icc, 0.08804018875285333);
  assertClose(varianceComponents([[1, 2, 3], [7, 8, 9], [4, 5, 6]]).icc, 0.896551724137931);
});

Deno.test("varianceComponents() finds nothing between groups that are alike, and nothing within copies", () => {
  const { between, icc } = varianceComponents([[1, 2, 3], [3, 1, 2]]);
  assert.ok(between < 0 && icc < 0);
  assert.deepEqual(varianceComponents([[1, 1], [3, 3]]), { within: 0, between: 2, icc: 1 });
  assert.deepEqual(varianceComponents([[2, 2], [2, 2]]), { within: 0, between: 0, icc: 0 });
});

Deno.test("varianceComponents() rejects groups that cannot tell the components apart", () => {
  for (const groups of [[], [[1, 2, 3]], [[1], [2], [3]], [[1, 2], []]]) {
    assert.throws(() => varianceComponents(groups), { name: "RangeError", message: /^Cannot split a variance/ });
  }
});
