import assert from "node:assert/strict";
import fc from "fast-check";
import { benjaminiHochberg } from "../../src/stats/benjamini_hochberg.ts";
import { holm } from "../../src/stats/holm.ts";
import { assertClose } from "./close_to.ts";

Deno.test("benjaminiHochberg() equals statsmodels' adjustment, in the order of the tests", () => {
  // statsmodels 0.15.0: multipletests(p, method="fdr_bh")[1].
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.55, 0.2, 0.04, 1, 0.0002]);
  const golden = [0.03, 0.06, 0.06, 0.0225, 0.61875, 0.2571428571428572, 0.06, 1, 0.0018];
  golden.forEach((expected, i) => assertClose(adjusted[i]!, expected));
});

Deno.test("benjaminiHochberg() leaves a single test alone and takes none", () => {
  assert.deepEqual(benjaminiHochberg([0.03]), [0.03]);
  assert.deepEqual(benjaminiHochberg([]), []);
});

Deno.test("benjaminiHochberg() lies between the p-values and Holm's, and keeps their order", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(pValues, (ps) => {
    const strict = holm(ps);
    const qs = benjaminiHochberg(ps);
    ps.forEach((p, i) => {
      assert.ok(p <= qs[i]! + 1e-15 && qs[i]! <= strict[i]! + 1e-15);
      ps.forEach((other, j) => assert.ok(p > other || (qs[i]! <= qs[j]! && strict[i]! <= strict[j]!)));
    });
  }));
});

Deno.test("benjaminiHochberg() rejects what is no probability", () => {
  assert.throws(() => benjaminiHochberg([NaN]), { name: "RangeError" });
});
