import assert from "node:assert/strict";
import fc from "fast-check";
import { spreadStrip } from "../../../../src/harness/report/terminal/spread_strip.ts";

const STRIP = { columns: 8, charset: "unicode" } as const;

Deno.test("spreadStrip() puts samples where they are relative to the median, from −30 % to +50 %", () => {
  assert.equal(spreadStrip([70], 100, STRIP), "█       ");
  assert.equal(spreadStrip([100], 100, STRIP), "   █    ");
  assert.equal(spreadStrip([149], 100, STRIP), "       █");
});

Deno.test("spreadStrip() draws a column by the root of its count, and no sample as nothing", () => {
  assert.equal(spreadStrip([...Array.from({ length: 64 }, () => 100), 110], 100, STRIP), "   █▁   ");
  assert.equal(spreadStrip([100, 100, 100, 100, 110], 100, STRIP), "   █▄   ");
});

Deno.test("spreadStrip() counts what lies beyond the scale in its last columns", () => {
  assert.equal(spreadStrip([1, 100, 1e9], 100, STRIP), "█  █   █");
});

Deno.test("spreadStrip() writes ASCII only when the terminal knows no more", () => {
  assert.equal(spreadStrip([100, 100, 100, 100, 110], 100, { ...STRIP, charset: "ascii" }), "   @=   ");
});

Deno.test("spreadStrip() draws nothing without samples or without a scale", () => {
  assert.equal(spreadStrip([], 100, STRIP), " ".repeat(8));
  assert.equal(spreadStrip([1, 2], 0, STRIP), " ".repeat(8));
});

Deno.test("spreadStrip() has a full column wherever there is a sample, and looks the same in any unit", () => {
  const samples = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(fc.property(samples, fc.integer({ min: 1, max: 40 }), (values, columns) => {
    const strip = spreadStrip(values, values[0]!, { columns, charset: "unicode" });
    assert.equal(strip.length, columns);
    assert.ok(strip.includes("█"));
    assert.equal(spreadStrip(values.map((value) => 2 * value), 2 * values[0]!, { columns, charset: "unicode" }), strip);
  }));
});
