import assert from "node:assert/strict";
import fc from "fast-check";
import { CountWindow } from "../../../src/engine/reliability/count_window.ts";
import type { CallVerdict, OutcomeCounts } from "../../../src/engine/reliability/outcome_window.ts";
import { TimeWindow } from "../../../src/engine/reliability/time_window.ts";

function recount(verdicts: readonly CallVerdict[]): OutcomeCounts {
  return {
    calls: verdicts.length,
    failures: verdicts.filter(({ isFailure }) => isFailure).length,
    slowCalls: verdicts.filter(({ isSlow }) => isSlow).length,
  };
}

const countsOf = ({ calls, failures, slowCalls }: OutcomeCounts) => ({ calls, failures, slowCalls });
const verdict = fc.record({ isFailure: fc.boolean(), isSlow: fc.boolean() });

Deno.test("CountWindow counts what a recount of the last calls counts", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 8 }), fc.array(verdict, { maxLength: 40 }), (size, verdicts) => {
    const window = new CountWindow(size);
    verdicts.forEach((one, i) => {
      window.record(one);
      assert.deepEqual(countsOf(window.countsAt()), recount(verdicts.slice(0, i + 1).slice(-size)));
    });
  }));
});

Deno.test("TimeWindow counts what a recount of the slices in the window counts", () => {
  const step = fc.record({ verdict, afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })) });
  const sizes = fc.record({ slices: fc.integer({ min: 1, max: 6 }), sliceMs: fc.integer({ min: 1, max: 20 }) });
  fc.assert(fc.property(sizes, fc.array(step, { maxLength: 40 }), ({ slices, sliceMs }, steps) => {
    const window = new TimeWindow(slices * sliceMs, slices);
    const recorded: { readonly verdict: CallVerdict; readonly slice: number }[] = [];
    let nowMs = 0;
    for (const { verdict, afterMs } of steps) {
      nowMs += afterMs;
      const slice = Math.floor(nowMs / sliceMs);
      const kept = () => recorded.filter((one) => one.slice > slice - slices).map((one) => one.verdict);
      assert.deepEqual(countsOf(window.countsAt(nowMs)), recount(kept()));
      window.record(verdict, nowMs);
      recorded.push({ verdict, slice });
      assert.deepEqual(countsOf(window.countsAt(nowMs)), recount(kept()));
    }
  }));
});

Deno.test("TimeWindow forgets a call between one slice less than its duration and its duration after it", () => {
  const window = new TimeWindow(1_000, 10);
  window.record({ isFailure: true, isSlow: false }, 50);
  assert.equal(window.countsAt(999).calls, 1);
  assert.equal(window.countsAt(1_000).calls, 0);
});
