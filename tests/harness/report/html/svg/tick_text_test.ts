/**
 * Tests of the text at axes.
 * @module
 */
import assert from "node:assert/strict";
import { changeTickText, tickText } from "../../../../../src/harness/report/html/svg/tick_text.ts";

Deno.test("tickText() writes as many digits as a round value has", () => {
  const texts = [2e7, 1e9, 1.5e6, 125e3, 5].map((ns) => tickText(ns, "ns").replace("\u202f", " "));
  assert.deepEqual(texts, ["20 ms", "1 s", "1.5 ms", "125 µs", "5 ns"]);
  assert.equal(tickText(10_000, "per-second").replace("\u202f", " "), "10 k/s");
});

Deno.test("tickText() gives nothing no unit", () => {
  assert.equal(tickText(0, "ns"), "0");
});

Deno.test("changeTickText() has a sign on both sides of no change", () => {
  assert.deepEqual([-0.05, 0, 0.1, 0.125].map(changeTickText), ["−5%", "0", "+10%", "+12.5%"]);
});
