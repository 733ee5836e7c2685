import assert from "node:assert/strict";
import type { Shape } from "../../../src/harness/workload/shape.ts";
import { checkOverlap, checkTrace, peakConcurrency } from "../../../src/harness/workload/trace_check.ts";
import type { TraceStep } from "../../../src/harness/workload/traced_work.ts";

/** Reads `+2` as the start of task 2 and `-2` as its end. */
function trace(text: string): TraceStep[] {
  return text.split(" ").filter(Boolean).map((step) => [step[0] === "+" ? "start" : "end", Number(step.slice(1))]);
}

const CHAIN: Shape = { kind: "chain", length: 3 };
const DIAMOND: Shape = { kind: "diamond" };
const WAITS = { kind: "wait", waitMs: 10 } as const;

Deno.test("checkTrace() accepts tasks that start after those they depend on", () => {
  assert.equal(checkTrace(CHAIN, trace("+0 -0 +1 -1 +2 -2")), null);
  assert.equal(checkTrace(DIAMOND, trace("+0 -0 +2 +1 -1 -2 +3 -3")), null);
  assert.equal(checkTrace({ kind: "fanout", width: 2 }, trace("+0 -0 +1 -1 +2 -2 +3 -3")), null);
});

Deno.test("checkTrace() names both tasks when one starts before the other has ended", () => {
  const early = trace("+0 -0 +1 -1 +2 +3 -2 -3");
  assert.equal(checkTrace(DIAMOND, early), "task 3 started before task 2, on which it depends, had ended");
});

for (
  const [fault, steps, clause] of [
    ["never starts", "+0 -0 +1 -1", "task 2 never started"],
    ["never ends", "+0 -0 +1 -1 +2", "task 2 never ended"],
    ["starts twice", "+0 -0 +0", "task 0 started twice"],
    ["starts again while it runs", "+0 +0", "task 0 started twice"],
    ["ends twice", "+0 -0 -0", "task 0 ended twice"],
    ["ends without a start", "-0", "task 0 ended without having started"],
    ["is beyond the shape", "+0 -0 +3", "task 3 is not one of the 3 tasks"],
    ["has no number", "+x", "task NaN is not one of the 3 tasks"],
  ] as const
) {
  Deno.test(`checkTrace() refuses a trace in which a task ${fault}`, () => {
    assert.equal(checkTrace(CHAIN, trace(steps)), clause);
  });
}

Deno.test("peakConcurrency() counts the most tasks under way at once", () => {
  assert.equal(peakConcurrency(trace("+0 -0 +1 +2 +3 -1 -2 +4 -3 -4")), 3);
  assert.equal(peakConcurrency([]), 0);
});

Deno.test("checkOverlap() accepts branches that wait together", () => {
  const diamond = { seedName: "diamond", shape: DIAMOND, kernel: WAITS };
  assert.equal(checkOverlap(diamond, trace("+0 -0 +1 +2 -1 -2 +3 -3")), null);
});

Deno.test("checkOverlap() refuses branches that wait one after the other", () => {
  const diamond = { seedName: "diamond", shape: DIAMOND, kernel: WAITS };
  const serial = trace("+0 -0 +1 -1 +2 -2 +3 -3");
  assert.equal(checkOverlap(diamond, serial), "at most 1 of 2 independent tasks waited together");

  const fanout = { seedName: "fanout", shape: { kind: "fanout", width: 3 }, kernel: WAITS } as const;
  const narrow = trace("+0 -0 +1 +2 -1 +3 -2 -3 +4 -4");
  assert.equal(checkOverlap(fanout, narrow), "at most 2 of 3 independent tasks waited together");
});

Deno.test("checkOverlap() asks nothing of a chain, nor of kernels that do not wait", () => {
  const serial = trace("+0 -0 +1 -1 +2 -2 +3 -3");
  assert.equal(checkOverlap({ seedName: "diamond", shape: DIAMOND, kernel: { kind: "noop" } }, serial), null);
  assert.equal(checkOverlap({ seedName: "chain", shape: CHAIN, kernel: WAITS }, trace("+0 -0 +1 -1 +2 -2")), null);
});
