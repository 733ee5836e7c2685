import assert from "node:assert/strict";
import fc from "fast-check";
import type { ForkPair } from "../../../src/harness/compare/fork_pairs.ts";
import { pairedRatio } from "../../../src/harness/compare/ratio.ts";
import { assertClose } from "../../stats/close_to.ts";

const ns = fc.double({ min: 1, max: 1e9, noNaN: true });
const pairLists = fc.array(fc.record({ subjectNs: ns, referenceNs: ns }), { minLength: 1, maxLength: 15 });
const swapped = ({ subjectNs, referenceNs }: ForkPair) => ({ subjectNs: referenceNs, referenceNs: subjectNs });

Deno.test("pairedRatio() is the subject's time divided by the reference's", () => {
  const pairs = [2, 2, 2, 2, 2, 2].map((factor, i) => ({ subjectNs: factor * (i + 1), referenceNs: i + 1 }));
  const ratio = pairedRatio(pairs)!;
  for (const figure of [ratio.value, ratio.lo, ratio.hi]) assertClose(figure, 2);
  assert.deepEqual([ratio.confidence, ratio.n], [0.95, 6]);
});

Deno.test("pairedRatio() equals the geometric middle of the pairs, not the ratio of the arms' medians", () => {
  // Ratios 1/4, 1/2, 1, 2, 4 and 8: on logarithms evenly spaced around the square root of 2.
  const pairs = [1, 2, 4, 8, 16, 32].map((subjectNs) => ({ subjectNs, referenceNs: 4 }));
  const ratio = pairedRatio(pairs)!;
  assertClose(ratio.value, Math.SQRT2);
  assertClose(ratio.lo, 0.25);
  assertClose(ratio.hi, 8);
});

Deno.test("pairedRatio() inverts when subject and reference are exchanged", () => {
  fc.assert(fc.property(pairLists, (pairs) => {
    const ratio = pairedRatio(pairs)!;
    const inverse = pairedRatio(pairs.map(swapped))!;
    assertClose(inverse.value * ratio.value, 1);
    assertClose(inverse.lo, 1 / ratio.hi);
    assertClose(inverse.hi, 1 / ratio.lo);
  }));
});

Deno.test("pairedRatio() stays the same when all times are scaled", () => {
  const factors = fc.double({ min: 0.001, max: 1_000, noNaN: true });
  fc.assert(fc.property(pairLists, factors, (pairs, factor) => {
    const ratio = pairedRatio(pairs)!;
    const scaled = pairedRatio(
      pairs.map((pair) => ({ subjectNs: pair.subjectNs * factor, referenceNs: pair.referenceNs * factor })),
    )!;
    assertClose(scaled.value, ratio.value);
    assertClose(scaled.lo, ratio.lo);
    assertClose(scaled.hi, ratio.hi);
  }));
});

Deno.test("pairedRatio() is exactly 1 in [1, 1] when a subject is compared with itself", () => {
  fc.assert(fc.property(fc.array(ns, { minLength: 6, maxLength: 15 }), (times) => {
    const { value, lo, hi } = pairedRatio(times.map((time) => ({ subjectNs: time, referenceNs: time })))!;
    assert.deepEqual([value, lo, hi], [1, 1, 1]);
  }));
});

Deno.test("pairedRatio() is bounded by 0 and infinity when fewer than six pairs give no interval", () => {
  const { value, lo, hi } = pairedRatio([{ subjectNs: 4, referenceNs: 4 }])!;
  assert.deepEqual([value, lo, hi], [1, 0, Infinity]);
});

Deno.test("pairedRatio() is null when there is no pair or a clock read 0", () => {
  const good = { subjectNs: 4, referenceNs: 4 };
  assert.equal(pairedRatio([]), null);
  assert.equal(pairedRatio([good, { subjectNs: 0, referenceNs: 4 }]), null);
  assert.equal(pairedRatio([good, { subjectNs: 4, referenceNs: 0 }]), null);
});
