/**
 * Laws that hold for every interval of a centre: it moves with the data when they are mirrored, scaled
 * or shifted. The tests of each estimator apply them.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Estimate } from "../../src/stats/estimate.ts";
import { assertClose } from "./close_to.ts";

type Estimator = (sample: readonly number[]) => Estimate;

const samples = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 25 });
const factors = fc.double({ min: 0.001, max: 1_000, noNaN: true });
const shifts = fc.double({ min: -1e6, max: 1e6, noNaN: true });

function assertSame(actual: Estimate, expected: { value: number; lo: number; hi: number }): void {
  assertClose(actual.value, expected.value);
  assertClose(actual.lo, expected.lo);
  assertClose(actual.hi, expected.hi);
}

/** Registers one test per law for an estimator. */
export function testIntervalLaws(name: string, estimator: Estimator): void {
  Deno.test(`${name} mirrors value and bounds when the data are negated`, () => {
    fc.assert(fc.property(samples, (sample) => {
      const { value, lo, hi } = estimator(sample);
      assertSame(estimator(sample.map((x) => -x)), { value: -value, lo: -hi, hi: -lo });
    }));
  });

  Deno.test(`${name} scales value and bounds with the data`, () => {
    fc.assert(fc.property(samples, factors, (sample, factor) => {
      const { value, lo, hi } = estimator(sample);
      const scaled = estimator(sample.map((x) => x * factor));
      // Sums of large opposite numbers cancel: what is left is right only relatively to the largest of them.
      const margin = 1e-9 * Math.max(1, ...sample.map((x) => Math.abs(x * factor)));
      for (const [actual, expected] of [[scaled.value, value], [scaled.lo, lo], [scaled.hi, hi]] as const) {
        if (!Number.isFinite(expected)) assert.equal(actual, expected);
        else assert.ok(Math.abs(actual - expected * factor) <= margin);
      }
    }));
  });

  Deno.test(`${name} shifts value and bounds with the data`, () => {
    fc.assert(fc.property(samples, shifts, (sample, shift) => {
      const { value, lo, hi } = estimator(sample);
      // Above a million, a sum of two doubles keeps more than nine digits after the point only relatively.
      const moved = estimator(sample.map((x) => x + shift));
      for (const [actual, expected] of [[moved.value, value], [moved.lo, lo], [moved.hi, hi]] as const) {
        if (!Number.isFinite(expected)) assert.equal(actual, expected);
        else assert.ok(Math.abs(actual - (expected + shift)) <= 1e-9 * 1e6);
      }
    }));
  });

  Deno.test(`${name} does not depend on the order of the data and leaves them as they are`, () => {
    fc.assert(fc.property(samples, (sample) => {
      const before = [...sample];
      const estimate = estimator(sample);
      assert.deepEqual(sample, before);
      assert.deepEqual(estimator(sample.toReversed()), estimate);
    }));
  });

  Deno.test(`${name} puts the value between its bounds, which are infinite when fewer than six data are given`, () => {
    fc.assert(fc.property(samples, (sample) => {
      const { value, lo, hi, confidence, n } = estimator(sample);
      assert.ok(lo <= value && value <= hi);
      assert.equal(Number.isFinite(lo) && Number.isFinite(hi), sample.length >= 6);
      assert.deepEqual({ confidence, n }, { confidence: 0.95, n: sample.length });
    }));
  });

  Deno.test(`${name} rejects data without a number, with one that is not finite, or too many`, () => {
    for (const sample of [[], [1, NaN], [1, Infinity], new Array<number>(1_001).fill(1)]) {
      assert.throws(() => estimator(sample), { name: "RangeError", message: /^Cannot / });
    }
  });
}
