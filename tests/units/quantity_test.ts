import assert from "node:assert/strict";
import fc from "fast-check";
import { type Interval, quantityText, type Unit } from "../../src/units/quantity.ts";

const DOZENS: readonly [Unit, ...Unit[]] = [{ symbol: "one", size: 1 }, { symbol: "kilo", size: 1_000 }];

/** Value with a symmetric interval. */
const around = (value: number, halfWidth: number): Interval => ({
  value,
  lo: value - halfWidth,
  hi: value + halfWidth,
});

Deno.test("quantityText() writes estimate, half-width and bounds with the same decimals", () => {
  assert.deepEqual(quantityText(around(52.25, 0.5), DOZENS), {
    value: "52.3",
    halfWidth: "0.5",
    lo: "51.8",
    hi: "52.8",
    unit: "one",
  });
});

Deno.test("quantityText() takes the half-width towards the farther bound", () => {
  assert.equal(quantityText({ value: 50, lo: 49.9, hi: 52 }, DOZENS).halfWidth, "2.0");
});

Deno.test("quantityText() shows no more than the most digits, and the half-width as below the last of them", () => {
  const text = quantityText(around(11.23456, 0.0003), DOZENS);
  assert.equal(`${text.value} ±${text.halfWidth}`, "11.23 ±<0.01");
});

Deno.test("quantityText() shows an interval of no width as such", () => {
  const text = quantityText(around(1_024, 0), DOZENS);
  assert.equal(`${text.value} ${text.unit} ±${text.halfWidth}`, "1.024 kilo ±0");
});

Deno.test("quantityText() takes the next unit when rounding reaches it", () => {
  const text = quantityText(around(999.96, 0.5), DOZENS);
  assert.equal(`${text.value} ${text.unit} ±${text.halfWidth}`, "1.000 kilo ±0.001");
});

Deno.test("quantityText() lets an interval wider than the estimate decide the unit", () => {
  const text = quantityText(around(20, 3_000), DOZENS);
  assert.equal(`${text.lo} … ${text.hi} ${text.unit}`, "−3.0 … 3.0 kilo");
});

Deno.test("quantityText() stays in the smallest unit below 1 and in the largest above it", () => {
  const small = quantityText(around(0.42, 0.03), DOZENS);
  assert.equal(`${small.value} ${small.unit}`, "0.420 one");
  const large = quantityText(around(5_000_000, 40_000), DOZENS);
  assert.equal(`${large.value} ${large.unit}`, "5,000 kilo");
});

Deno.test("quantityText() says 0 when there is nothing and no doubt about it", () => {
  const text = quantityText(around(0, 0), DOZENS);
  assert.equal(`${text.value} ${text.unit} ±${text.halfWidth}`, "0 one ±0");
});

Deno.test("quantityText() never shows more than four significant digits nor a value outside its bounds", () => {
  const interval = fc.tuple(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }))
    .map(([value, relative]) => around(value, value * relative));
  fc.assert(fc.property(interval, (quantity) => {
    const text = quantityText(quantity, DOZENS);
    const plain = (shown: string) => Number(shown.replaceAll(",", "").replace("−", "-"));
    const digits = text.value.replace(/[,.−]/g, "").replace(/^0+/, "");
    if (plain(text.value) < 10_000) assert.ok(digits.length <= 4, `${text.value} has ${digits.length} digits`);
    assert.ok(plain(text.lo) <= plain(text.value), `${text.lo} above ${text.value}`);
    assert.ok(plain(text.value) <= plain(text.hi), `${text.value} above ${text.hi}`);
  }));
});
