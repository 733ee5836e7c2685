import assert from "node:assert/strict";
import { elapsedText, remainingText } from "../../src/units/elapsed.ts";

Deno.test("elapsedText() shows hours from one hour on", () => {
  const table: [elapsedMs: number, text: string][] = [
    [0, "00:00"],
    [6_999, "00:06"],
    [252_000, "04:12"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [90_061_000, "25:01:01"],
  ];
  for (const [elapsedMs, text] of table) assert.equal(elapsedText(elapsedMs), text);
});

Deno.test("remainingText() is no finer than an estimate can be", () => {
  const table: [remainingMs: number, text: string][] = [
    [0, "about 5 s"],
    [17_100, "about 20 s"],
    [85_000, "about 85 s"],
    [90_000, "about 2 min"],
    [600_000, "about 10 min"],
    [7_200_000, "about 2 h"],
  ];
  for (const [remainingMs, text] of table) assert.equal(remainingText(remainingMs), text);
});
