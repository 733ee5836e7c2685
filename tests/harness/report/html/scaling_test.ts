/**
 * Tests of the section on what happens when more run at once.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { section } from "../../../../src/harness/report/html/scaling.ts";
import type { ScalingModel } from "../../../../src/harness/report/model.ts";
import { assertGoldenMarkup } from "./golden_markup.ts";
import { assertDrawable } from "./chart_markup.ts";
import { EMPTY, oddEstimate, oddNumber, SMALL } from "./section_fixture.ts";

const [FIRST] = SMALL.scaling as [ScalingModel];

Deno.test("section() of scaling looks as it did", async () => {
  await assertGoldenMarkup("html_scaling.html", section(SMALL));
});

Deno.test("section() of scaling is left out where nothing was swept, or nothing came of it", () => {
  assert.equal(section(EMPTY), null);
  assert.equal(section({ ...SMALL, scaling: [{ ...FIRST, points: [] }] }), null);
});

Deno.test("section() of scaling has a figure for each title", () => {
  const markup = String(section({ ...SMALL, scaling: [FIRST, { ...FIRST, title: "over states" }] }));
  assert.equal(markup.match(/<figure/g)!.length, 2);
});

Deno.test("section() of scaling names the peak where it was reached, and says so where it lies beyond", () => {
  const withPeak = (peakN: number | null) =>
    String(section({ ...SMALL, scaling: [{ ...FIRST, usl: { ...FIRST.usl!, peakN } }] }));
  assert.match(withPeak(40), /peak 40</);
  assert.match(withPeak(500), />&gt; 64</);
  assert.match(withPeak(null), />none</);
  assert.equal(withPeak(500).includes(">peak 500<"), false);
});

Deno.test("section() of scaling joins the points and has no table of limits where no law was fitted", () => {
  const markup = String(section({ ...SMALL, scaling: [{ ...FIRST, usl: null }] }));
  assert.match(markup, /from point to point/);
  assert.equal(markup.includes("What limits"), false);
});

Deno.test("section() of scaling draws any numbers", () => {
  const value = oddEstimate(oddNumber({ min: -1, max: 1e9 }));
  const point = fc.record({ n: fc.integer({ min: 0, max: 4_096 }), value });
  const usl = fc.option(fc.record({
    lambda: oddNumber({ min: 1e-3, max: 1e9 }),
    sigma: oddNumber({ min: 0, max: 1 }),
    kappa: oddNumber({ min: 0, max: 1 }),
    peakN: fc.option(oddNumber({ min: 1, max: 1e6 })),
    rSquared: oddNumber({ min: -2, max: 1 }),
  }));
  fc.assert(
    fc.property(fc.array(point, { maxLength: 12 }), usl, (points, usl) => {
      assertDrawable(String(section({ ...SMALL, scaling: [{ ...FIRST, points, usl }] }) ?? ""));
    }),
    { numRuns: 60 },
  );
});
