/**
 * Tests of axes and their round values.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { linearScale, linearTicks, logScale, logTicks } from "../../../../../src/harness/report/html/svg/scale.ts";

const positive = fc.double({ min: 1e-6, max: 1e12, noNaN: true });

Deno.test("linearScale() puts the middle in the middle and what lies beyond at the end", () => {
  const { shareOf } = linearScale(-1, 3);
  assert.deepEqual([-5, -1, 1, 3, 9].map(shareOf), [0, 0, 0.5, 1, 1]);
});

Deno.test("logScale() puts equal factors equally far apart, and what has no logarithm at the start", () => {
  const { shareOf } = logScale(1, 100);
  assert.deepEqual([0, -3, 1, 10, 100].map(shareOf), [0, 0, 0, 0.5, 1]);
});

Deno.test("linearScale() and logScale() put their only value in the middle", () => {
  for (const scale of [linearScale(7, 7), logScale(7, 7), linearScale(0, 0)]) {
    assert(Math.abs(scale.shareOf(scale.from === -1 ? 0 : 7) - 0.5) < 1e-9);
  }
});

Deno.test("linearTicks() finds round values, evenly spaced", () => {
  assert.deepEqual(linearTicks({ from: 0, to: 31.8 }, 6), [0, 10, 20, 30]);
  assert.deepEqual(linearTicks({ from: -0.055, to: 0.17 }, 6), [-0.05, 0, 0.05, 0.1, 0.15]);
});

Deno.test("logTicks() finds round values of each power of ten, and leaves powers out on a long axis", () => {
  assert.deepEqual(logTicks({ from: 4, to: 250 }, 6), [5, 10, 20, 50, 100, 200]);
  assert.deepEqual(logTicks({ from: 1, to: 1e12 }, 5), [1, 1e3, 1e6, 1e9, 1e12]);
});

Deno.test("logTicks() finds evenly spaced values where the axis is short", () => {
  assert.deepEqual(logTicks({ from: 111, to: 116 }, 6), [111, 112, 113, 114, 115, 116]);
});

Deno.test("linearTicks() and logTicks() find ascending values on the axis, no more than wanted and one", () => {
  fc.assert(fc.property(positive, positive, fc.integer({ min: 2, max: 9 }), (a, b, most) => {
    const scale = logScale(Math.min(a, b), Math.max(a, b));
    const rounding = 1e-6 * (scale.to - scale.from);
    for (const ticks of [linearTicks(scale, most), logTicks(scale, most)]) {
      assert(ticks.length <= most + 1);
      assert(ticks.every((tick, index) => index === 0 || tick > ticks[index - 1]!));
      assert(ticks.every((tick) => tick >= scale.from - rounding && tick <= scale.to + rounding));
    }
  }));
});

Deno.test("logScale() keeps the order of values and stays between 0 and 1", () => {
  fc.assert(fc.property(fc.tuple(positive, positive), fc.tuple(positive, positive), ([from, to], [a, b]) => {
    const { shareOf } = logScale(Math.min(from, to), Math.max(from, to));
    const [low, high] = [shareOf(Math.min(a, b)), shareOf(Math.max(a, b))];
    assert(low >= 0 && low <= high && high <= 1);
  }));
});
