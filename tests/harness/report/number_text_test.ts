/**
 * Tests of the text of numbers in reports.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  changeText,
  joinedText,
  limitText,
  measuredText,
  percentileName,
  percentText,
  plainText,
  ratioWords,
} from "../../../src/harness/report/number_text.ts";
import type { Estimate } from "../../../src/stats/estimate.ts";

function between(value: number, lo: number, hi: number): Estimate {
  return { value, lo, hi, confidence: 0.95, n: 9 };
}

const tooFew = (value: number) => between(value, -Infinity, Infinity);

Deno.test("measuredText() shows no digit beyond the interval", () => {
  assert.deepEqual(measuredText(between(93_200_000, 89_000_000, 97_000_000), "ns"), {
    value: "93",
    unit: "ms",
    halfWidth: "±4",
    bounds: "89 … 97",
  });
  assert.equal(joinedText(measuredText(between(54_431, 54_100, 54_800), "per-second")), "54.4\u202fk/s");
});

Deno.test("measuredText() shows three digits and no interval where there is none", () => {
  assert.deepEqual(measuredText(tooFew(12_345), "ns"), { value: "12.3", unit: "µs", halfWidth: null, bounds: null });
});

Deno.test("plainText() shows as many digits as asked for, in the unit that fits", () => {
  assert.equal(plainText(60_123_456, "ns"), "60.1\u202fms");
  assert.equal(plainText(999_960, "ns"), "1.00\u202fms");
  assert.equal(plainText(3 * 2 ** 30, "bytes", 2), "3.0\u202fGiB");
  assert.equal(plainText(0, "ns"), "0\u202fns");
});

Deno.test("percentText() has no space before the sign and a true minus", () => {
  assert.equal(percentText(0.0042), "0.42%");
  assert.equal(percentText(-0.01), "−1.0%");
  assert.equal(limitText(0.05), "5%");
  assert.equal(percentileName(0.999), "p99.9");
});

Deno.test("changeText() is a percentage near no change", () => {
  assert.deepEqual(changeText(between(0.154, 0.137, 0.168)), {
    text: "+15.4%",
    bounds: "+13.7 … +16.8",
    side: "slower",
  });
  assert.deepEqual(changeText(between(-0.062, -0.065, -0.058)), {
    text: "−6.2%",
    bounds: "−6.5 … −5.8",
    side: "faster",
  });
});

Deno.test("changeText() is a factor beyond twice and half", () => {
  assert.equal(changeText(between(1.4, 1.2, 1.6)).text, "2.40× slower");
  assert.equal(changeText(between(-0.8, -0.81, -0.78)).text, "5.0× faster");
  assert.equal(changeText(tooFew(1.4)).text, "2.40× slower");
});

Deno.test("ratioWords() says the direction in words and admits what it cannot tell", () => {
  assert.deepEqual(ratioWords(between(1.6, 1.55, 1.64)), { text: "1.60× slower", bounds: "1.55–1.64", side: "slower" });
  assert.equal(ratioWords(between(0.3, 0.29, 0.31)).text, "3.33× faster");
  assert.equal(ratioWords(between(1.01, 0.98, 1.04)).text, "≈\u202f1");
  assert.equal(ratioWords(between(1.01, 0.9, 1.1)).text, "can’t tell");
  assert.equal(ratioWords(between(1.6, 0, Infinity)).text, "can’t tell");
});

Deno.test("ratioWords() never has a factor below 1", () => {
  fc.assert(fc.property(fc.double({ min: 0.001, max: 1_000, noNaN: true }), (value) => {
    const { text } = ratioWords(between(value, value * 0.99, value * 1.01));
    const factor = Number(text.split("×")[0]!.replaceAll(",", ""));
    assert(Number.isNaN(factor) || factor >= 1);
  }));
});

Deno.test("measuredText() gives the bounds in place of a half-width where the interval is wider than the number", () => {
  const wide = { value: 7_000, lo: 4_000, hi: 17_000, confidence: 0.95, n: 6 };
  const { halfWidth, bounds } = measuredText(wide, "ns");
  assert.equal(halfWidth, bounds);
  assert.match(measuredText({ ...wide, lo: 6_000, hi: 9_000 }, "ns").halfWidth!, /^±/);
});
