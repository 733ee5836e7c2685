import assert from "node:assert/strict";
import { holm } from "../../src/stats/holm.ts";
import { assertClose } from "./close_to.ts";

Deno.test("holm() equals statsmodels' adjustment, in the order of the tests", () => {
  // statsmodels 0.15.0: multipletests(p, method="holm")[1].
  const adjusted = holm([0.01, 0.04, 0.03, 0.005, 0.55, 0.2, 0.04, 1, 0.0002]);
  const golden = [0.07, 0.2, 0.18, 0.04, 1, 0.6, 0.2, 1, 0.0018];
  golden.forEach((expected, i) => assertClose(adjusted[i]!, expected));
});

Deno.test("holm() leaves a single test alone and takes none", () => {
  assert.deepEqual(holm([0.03]), [0.03]);
  assert.deepEqual(holm([]), []);
});

Deno.test("holm() rejects what is no probability", () => {
  assert.throws(() => holm([0.5, 2]), { name: "RangeError" });
});
