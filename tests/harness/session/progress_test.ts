import assert from "node:assert/strict";
import { estimateRemainingMs } from "../../../src/harness/session/progress.ts";

Deno.test("estimateRemainingMs() takes each benchmark's own last block where there was one", () => {
  const lastMs = new Map([["a", 100], ["b", 300]]);
  assert.equal(estimateRemainingMs(["a", "b", "b"], lastMs), 700);
});

Deno.test("estimateRemainingMs() takes the average for a benchmark that is still to come", () => {
  const lastMs = new Map([["a", 100], ["b", 300]]);
  assert.equal(estimateRemainingMs(["c", "a"], lastMs), 300);
});

Deno.test("estimateRemainingMs() is 0 at the end", () => {
  assert.equal(estimateRemainingMs([], new Map([["a", 100]])), 0);
});
