import assert from "node:assert/strict";
import { type Backoff, checkBackoff, nextDelayMs } from "../../../src/engine/reliability/backoff.ts";
import type { Random } from "../../../src/random/random.ts";

const always = (fraction: number): Random => ({ float: () => fraction, uint32: () => 0, below: () => 0 });

function delays(backoff: Backoff, fraction: number, count = 5): number[] {
  const waits: number[] = [];
  for (let i = 1; i <= count; i++) {
    waits.push(nextDelayMs(backoff, { attemptsMade: i, previousDelayMs: waits.at(-1) ?? 0 }, always(fraction)));
  }
  return waits;
}

Deno.test("nextDelayMs() repeats a fixed wait", () => {
  assert.deepEqual(delays({ kind: "fixed", delayMs: 30 }, 0.5, 3), [30, 30, 30]);
});

Deno.test("nextDelayMs() doubles an exponential wait up to its limit", () => {
  const backoff: Backoff = { kind: "exponential", baseDelayMs: 100, maxDelayMs: 500, jitter: "none" };
  assert.deepEqual(delays(backoff, 0.5), [100, 200, 400, 500, 500]);
});

Deno.test("nextDelayMs() spreads full jitter over the whole wait and equal jitter over its upper half", () => {
  assert.deepEqual(delays({ kind: "exponential", baseDelayMs: 100 }, 0.25, 3), [25, 50, 100]);
  assert.deepEqual(delays({ kind: "exponential", baseDelayMs: 100, jitter: "equal" }, 0.5, 3), [75, 150, 300]);
});

Deno.test("nextDelayMs() lets a decorrelated wait grow to at most three times the last", () => {
  assert.deepEqual(delays({ kind: "decorrelated", baseDelayMs: 10, maxDelayMs: 100 }, 1, 4), [30, 90, 100, 100]);
  assert.deepEqual(delays({ kind: "decorrelated", baseDelayMs: 10 }, 0, 3), [10, 10, 10]);
});

Deno.test("checkBackoff() refuses numbers out of bounds", () => {
  const wrong: readonly Backoff[] = [
    { kind: "fixed", delayMs: -1 },
    { kind: "fixed", delayMs: Infinity },
    { kind: "exponential", baseDelayMs: 0 },
    { kind: "exponential", baseDelayMs: 10, maxDelayMs: 5 },
    { kind: "exponential", baseDelayMs: 10, factor: 0.5 },
    { kind: "decorrelated", baseDelayMs: NaN },
  ];
  for (const backoff of wrong) assert.throws(() => checkBackoff(backoff), RangeError, JSON.stringify(backoff));
});
