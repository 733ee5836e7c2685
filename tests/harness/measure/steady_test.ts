import assert from "node:assert/strict";
import fc from "fast-check";
import { isSteady, trendOf, WINDOW } from "../../../src/harness/measure/steady.ts";

/** Ten measurements around 100 without a trend. */
const CALM = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100];

Deno.test("isSteady() is true when two windows agree in centre, spread and have no trend", () => {
  assert.equal(isSteady([...CALM, ...CALM]), true);
});

Deno.test("isSteady() is true when all measurements are equal", () => {
  assert.equal(isSteady(new Array<number>(2 * WINDOW).fill(5)), true);
});

Deno.test("isSteady() is false until there are two windows", () => {
  assert.equal(isSteady([...CALM, ...CALM].slice(1)), false);
});

Deno.test("isSteady() looks at the last two windows only", () => {
  assert.equal(isSteady([9_000, 5_000, 2_000, ...CALM, ...CALM]), true);
});

Deno.test("isSteady() is false when the medians differ by 2 percent", () => {
  assert.equal(isSteady([...CALM, ...CALM.map((ns) => ns * 0.98)]), false);
  assert.equal(isSteady([...CALM, ...CALM.map((ns) => ns * 0.981)]), true);
});

Deno.test("isSteady() is false when the spread halves", () => {
  const calmer = CALM.map((ns) => 100 + (ns - 100) / 2);
  assert.equal(isSteady([...CALM, ...calmer]), false);
});

Deno.test("isSteady() is false when measurements still fall within close bounds", () => {
  const falling = Array.from({ length: 2 * WINDOW }, (_, i) => 100 - i / 20);
  assert.equal(isSteady(falling), false);
});

Deno.test("trendOf() is 1 for a rising, -1 for a falling and 0 for a constant series", () => {
  assert.equal(trendOf([1, 2, 3, 4]), 1);
  assert.equal(trendOf([4, 3, 2, 1]), -1);
  assert.equal(trendOf([7, 7, 7]), 0);
});

Deno.test("trendOf() counts one exchanged pair of six as two thirds", () => {
  assert.equal(trendOf([1, 3, 2, 4]), 4 / 6);
});

Deno.test("trendOf() changes its sign when a series is reversed", () => {
  fc.assert(fc.property(fc.array(fc.integer(), { minLength: 2, maxLength: 30 }), (series) => {
    assert.equal(trendOf(series.toReversed()) + trendOf(series), 0);
  }));
});
