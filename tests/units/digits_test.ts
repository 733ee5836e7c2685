import assert from "node:assert/strict";
import fc from "fast-check";
import { fixedText, roundTo, significantDecimals, supportedDecimals } from "../../src/units/digits.ts";

Deno.test("supportedDecimals() keeps two digits of 100 to 354, one of 355 to 949, two of a rounded 1000", () => {
  const table: [halfWidth: number, decimals: number][] = [
    [1, 1],
    [1.23, 1],
    [3.54, 1],
    [3.55, 0],
    [3.56, 0],
    [9.49, 0],
    [9.5, 0],
    [9.99, 0],
    [9.999, 0],
    [10, 0],
    [0.0827, 2],
    [0.0354, 3],
    [0.0355, 2],
    [0.996, 1],
    [35.4, 0],
    [35.5, -1],
    [420, -2],
    [1_000, -2],
  ];
  for (const [halfWidth, decimals] of table) {
    assert.equal(supportedDecimals(halfWidth), decimals, `half-width ${halfWidth}`);
  }
});

Deno.test("supportedDecimals() sets no limit when the half-width is 0", () => {
  assert.equal(supportedDecimals(0), Infinity);
});

Deno.test("supportedDecimals() moves by one place when the half-width is ten times as large", () => {
  fc.assert(fc.property(fc.integer({ min: 100, max: 999 }), fc.integer({ min: -9, max: 9 }), (leading, exponent) => {
    const at = (power: number) => supportedDecimals(Number(`${leading}e${power}`));
    assert.equal(at(exponent + 1), at(exponent) - 1);
  }));
});

Deno.test("significantDecimals() counts digits from the first that is not 0", () => {
  const table: [value: number, digits: number, decimals: number][] = [
    [11.234, 4, 2],
    [-11.234, 4, 2],
    [0.00123, 3, 5],
    [1_234, 4, 0],
    [123_456, 4, -2],
    [9.9996, 4, 2],
    [999, 3, 0],
    [999.6, 3, -1],
    [0, 4, Infinity],
  ];
  for (const [value, digits, decimals] of table) {
    assert.equal(significantDecimals(value, digits), decimals, `${value} to ${digits} digits`);
  }
});

Deno.test("roundTo() rounds before and behind the point", () => {
  assert.equal(roundTo(1.256, 2), 1.26);
  assert.equal(roundTo(1_256, -2), 1_300);
  assert.equal(roundTo(0.04, 1), 0);
});

Deno.test("fixedText() groups thousands and writes a true minus, but none before 0", () => {
  const table: [value: number, decimals: number, text: string][] = [
    [0, 0, "0"],
    [-0.04, 1, "0.0"],
    [-0.06, 1, "−0.1"],
    [999, 0, "999"],
    [1_000, 0, "1,000"],
    [1_234_567.891, 2, "1,234,567.89"],
    [-1_234.5, 1, "−1,234.5"],
    [1_256, -2, "1,300"],
    [0.0001234, 6, "0.000123"],
  ];
  for (const [value, decimals, text] of table) {
    assert.equal(fixedText(value, decimals), text, `${value} with ${decimals} decimals`);
  }
});
