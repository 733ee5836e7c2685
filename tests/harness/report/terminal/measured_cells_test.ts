import assert from "node:assert/strict";
import { durationText } from "../../../../src/units/duration.ts";
import type { MeasuredRow } from "../../../../src/harness/compare/benchmark_analysis.ts";
import { analyseSession } from "../../../../src/harness/compare/session_analysis.ts";
import {
  type IntervalStyle,
  lineUp,
  overheadShown,
  quantityShown,
  ratioShown,
  type Shown,
} from "../../../../src/harness/report/terminal/measured_cells.ts";
import { sessionResult } from "../../../golden/session_result.ts";

const estimate = (value: number, lo: number, hi: number) => ({ value, lo, hi, confidence: 0.95, n: 6 });
const text = ({ estimate, interval }: Shown) => [...estimate, ...interval].map(({ text }) => text).join(" ");

Deno.test("quantityShown() writes the interval as half-width or as bounds", () => {
  const shown = (style: IntervalStyle) => text(quantityShown(estimate(11_230, 11_150, 11_320), durationText, style));
  assert.equal(shown("half-width"), "11.23 µs ±0.09");
  assert.equal(shown("bounds"), "11.23 µs 11.15 … 11.32");
});

Deno.test("quantityShown() shows no number without an interval", () => {
  assert.equal(text(quantityShown(estimate(5, -Infinity, Infinity), durationText, "bounds")), "can’t tell");
});

Deno.test("overheadShown() says ≤ resolution when the interval covers 0, with bounds where there is room", () => {
  const overhead = { ...estimate(3, -40, 60), withinResolution: true };
  assert.equal(text(overheadShown(overhead, durationText, "half-width")), "≤ resolution");
  assert.equal(text(overheadShown(overhead, durationText, "bounds")), "≤ resolution −40 … 60 ns");
});

Deno.test("overheadShown() shows an engine that is faster than plain code as such", () => {
  const overhead = { ...estimate(-300, -320, -280), withinResolution: false };
  assert.equal(text(overheadShown(overhead, durationText, "half-width")), "−300 ns −320 … −280");
});

Deno.test("overheadShown() writes a lopsided interval as bounds, as ± it would seem to cover 0", () => {
  const overhead = { ...estimate(50_000, 1_000, 130_000), withinResolution: false };
  assert.equal(text(overheadShown(overhead, durationText, "half-width")), "50 µs 0–130");
});

Deno.test("overheadShown() shows nothing of plain code itself, and cannot tell without bounds", () => {
  assert.equal(text(overheadShown(null, durationText, "bounds")), "–");
  const unbounded = { ...estimate(3, -Infinity, Infinity), withinResolution: true };
  assert.equal(text(overheadShown(unbounded, durationText, "bounds")), "can’t tell");
});

/** A row of the made-up session with another ratio. */
function rowWith(changes: Partial<MeasuredRow>): MeasuredRow {
  const row = analyseSession(sessionResult()).benchmarks[0]!.rows.find(({ subject }) => subject === "langgraph");
  assert.ok(row?.status === "measured");
  return { ...row, ...changes };
}

Deno.test("ratioShown() says slower, faster, about equal or can't tell by the interval alone", () => {
  const table: [lo: number, value: number, hi: number, shown: string][] = [
    [11.9, 12.3, 12.8, "12.3× slower 11.9–12.8"],
    [1.01, 1.1, 1.2, "1.10× slower 1.01–1.20"],
    [0.83, 0.87, 0.91, "1.15× faster 1.10–1.20"],
    [0.97, 1.01, 1.04, "≈ 1 0.97–1.04"],
    [1.01, 1.02, 1.03, "≈ 1 1.01–1.03"],
    [0.9, 1.02, 1.2, "can’t tell 0.90–1.20"],
    [0, 1.02, Infinity, "can’t tell"],
  ];
  for (const [lo, value, hi, shown] of table) {
    assert.equal(text(ratioShown(rowWith({ ratioToFastest: estimate(value, lo, hi) }), "ahead")), shown);
  }
});

Deno.test("ratioShown() calls a framework fastest only when it is ahead of all others", () => {
  const row = rowWith({ isFastest: true, ratioToFastest: null });
  assert.equal(text(ratioShown(row, "ahead")), "fastest");
  assert.equal(text(ratioShown(row, "not ahead of all")), "lowest median");
  assert.equal(text(ratioShown(row, "alone")), "–");
});

Deno.test("ratioShown() shows nothing where there is no ratio", () => {
  assert.equal(text(ratioShown(rowWith({ ratioToFastest: null }), "ahead")), "–");
});

Deno.test("lineUp() gives all intervals of a column the same width", () => {
  const column = [estimate(100, 99, 101), estimate(1, 0.975, 1.025)].map((each) =>
    quantityShown(each, durationText, "half-width")
  );
  const cells = lineUp(column, { width: 80, color: "off", charset: "ascii" });
  const joined = cells.map((spans) => spans.map(({ text }) => text).join(""));
  assert.deepEqual(joined, ["100.0 ns ±1.0  ", "1.000 ns ±0.025"]);
});
