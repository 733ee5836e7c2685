import assert from "node:assert/strict";
import fc from "fast-check";
import { hodgesLehmannShift } from "../../src/stats/hodges_lehmann_shift.ts";
import { assertClose } from "./close_to.ts";
import { FIFTEEN, SIX, TEN, TWENTY } from "./golden_samples.ts";

Deno.test("hodgesLehmannShift() gives the shifts that SciPy's exact Mann–Whitney test does not reject", () => {
  // SciPy 1.17.1: bounds of the shifts with mannwhitneyu(x - shift, y, method="exact").pvalue > 1 - confidence.
  const golden: [readonly number[], readonly number[], confidence: number, [number, number, number]][] = [
    [TEN, SIX, 0.95, [-0.074, -4.552, 4.671]],
    [FIFTEEN, TWENTY, 0.95, [3.1155, -0.235, 8.083]],
    [FIFTEEN, TEN, 0.9, [2.1165, -0.682, 6.74]],
  ];
  for (const [moved, reference, confidence, [value, lo, hi]] of golden) {
    const estimate = hodgesLehmannShift(moved, reference, { confidence });
    assertClose(estimate.value, value);
    assertClose(estimate.lo, lo);
    assertClose(estimate.hi, hi);
    assert.deepEqual([estimate.confidence, estimate.n], [confidence, moved.length + reference.length]);
  }
});

Deno.test("hodgesLehmannShift() needs four against four for an interval of 95 %", () => {
  // 2/70 of all ways to deal eight ranks out put the four largest on one side, 2/35 with three against four.
  const four = hodgesLehmannShift([5, 6, 7, 8], [1, 2, 3, 4]);
  assert.deepEqual([four.lo, four.value, four.hi], [1, 4, 7]);
  const three = hodgesLehmannShift([5, 6, 7], [1, 2, 3, 4]);
  assert.deepEqual([three.lo, three.hi], [-Infinity, Infinity]);
});

Deno.test("hodgesLehmannShift() mirrors its interval when the samples are exchanged", () => {
  const samples = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(samples, samples, (moved, reference) => {
    const { value, lo, hi } = hodgesLehmannShift(moved, reference);
    const mirrored = hodgesLehmannShift(reference, moved);
    assertClose(mirrored.value, -value);
    assertClose(mirrored.lo, -hi);
    assertClose(mirrored.hi, -lo);
  }));
});

Deno.test("hodgesLehmannShift() rejects samples that are empty, not finite or too large", () => {
  assert.throws(() => hodgesLehmannShift([], [1]), { name: "RangeError", message: /it is empty$/ });
  assert.throws(() => hodgesLehmannShift([1], [NaN]), { name: "RangeError", message: /is NaN$/ });
  assert.throws(() => hodgesLehmannShift([1], new Array<number>(51).fill(1)), {
    name: "RangeError",
    message: "Cannot estimate a shift as a sample must have at most 50 values: current value is 51",
  });
});
