import assert from "node:assert/strict";
import { analyseBenchmark } from "../../../src/harness/compare/benchmark_analysis.ts";
import { addedShare, besidePlainCode, breakEvenNs } from "../../../src/harness/compare/break_even.ts";
import { benchmarkOf, measured } from "./benchmark_fixture.ts";

/** Six processes, a nanosecond apart. */
function around(ns: number): number[] {
  return [0, 1, 2, 3, 4, 5].map((more) => ns + more);
}

// 20 tasks: plain code takes 2 µs, the engine 12 µs, so each task bears 500 ns.
const CELLS = [measured("control", around(2_000)), measured("puffinflow", around(12_000))];

function runs() {
  const [beside] = besidePlainCode(analyseBenchmark(benchmarkOf(CELLS)));
  return beside!;
}

Deno.test("besidePlainCode() pairs each subject with plain code, and gives nothing without it", () => {
  assert.deepEqual(besidePlainCode(analyseBenchmark(benchmarkOf(CELLS))).map(({ subject }) => subject), ["puffinflow"]);
  assert.deepEqual(besidePlainCode(analyseBenchmark(benchmarkOf(CELLS.slice(1)))), []);
});

Deno.test("breakEvenNs() is the work at which the overhead is 5 % of plain code's time", () => {
  const { value, lo, hi } = breakEvenNs(runs());
  // 10,000 ns is 5 % of 200,000 ns; of that plain code takes 2,000 by itself, and 20 tasks share the rest.
  assert.ok(Math.abs(value - 9_900) < 1, String(value));
  assert.ok(lo <= value && value <= hi && Number.isFinite(hi));
  assert.ok(Math.abs(addedShare(runs(), value).value - 0.05) < 1e-4);
});

Deno.test("addedShare() becomes smaller with more work, and is the plain overhead without any", () => {
  const shares = [0, 1e3, 1e4, 1e6].map((workNs) => addedShare(runs(), workNs).value);
  assert.ok(Math.abs(shares[0]! - 5) < 0.02, "10 µs over 2 µs are 500 %");
  assert.deepEqual(shares.toSorted((a, b) => b - a), shares);
});

Deno.test("breakEvenNs() is below 0 for an engine that is quicker than plain code", () => {
  const quicker = [measured("control", around(2_000)), measured("puffinflow", around(1_000))];
  const [beside] = besidePlainCode(analyseBenchmark(benchmarkOf(quicker)));
  assert.ok(breakEvenNs(beside!).hi < 0);
});
