/**
 * Tests of how the time of a run is split.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { criticalTimeOf } from "../../../src/harness/report/critical_time.ts";
import type { TimelineLane, TimelineSegment } from "../../../src/harness/report/model.ts";

const KINDS = ["waiting", "running", "overhead", "back-off", "failed", "checkpoint"] as const;

function lane(isCritical: boolean, ...segments: readonly [TimelineSegment["kind"], number, number][]): TimelineLane {
  return {
    name: "a",
    isCritical,
    segments: segments.map(([kind, startMs, endMs]) => ({ kind, startMs, endMs })),
  };
}

function totalOf(spent: Readonly<Record<string, number>>): number {
  return Object.values(spent).reduce((sum, ms) => sum + ms, 0);
}

Deno.test("criticalTimeOf() follows the critical path and counts as waiting what nothing on it does", () => {
  const spent = criticalTimeOf({
    durationMs: 20,
    lanes: [
      lane(true, ["running", 0, 5], ["overhead", 5, 6]),
      lane(false, ["failed", 0, 20]),
      lane(true, ["waiting", 0, 8], ["failed", 8, 10], ["back-off", 10, 13], ["running", 13, 19]),
    ],
  });
  assert.deepEqual(spent, { running: 11, overhead: 1, failed: 2, "back-off": 3, checkpoint: 0, waiting: 3 });
});

Deno.test("criticalTimeOf() counts a moment once where states overlap", () => {
  const spent = criticalTimeOf({
    durationMs: 10,
    lanes: [lane(true, ["running", 0, 6]), lane(true, ["overhead", 4, 8], ["running", 8, 10])],
  });
  assert.deepEqual([spent.running, spent.overhead, spent.waiting], [8, 2, 0]);
});

Deno.test("criticalTimeOf() looks at all states where none is critical", () => {
  const spent = criticalTimeOf({ durationMs: 4, lanes: [lane(false, ["running", 1, 3])] });
  assert.deepEqual([spent.running, spent.waiting], [2, 2]);
});

Deno.test("criticalTimeOf() adds up to the duration, whatever the segments are", () => {
  const segment = fc.record({
    kind: fc.constantFrom(...KINDS),
    startMs: fc.integer({ min: -5, max: 60 }),
    endMs: fc.integer({ min: -5, max: 60 }),
  });
  const lanes = fc.array(
    fc.record({ name: fc.constant("a"), isCritical: fc.boolean(), segments: fc.array(segment, { maxLength: 6 }) }),
    { maxLength: 5 },
  );
  fc.assert(fc.property(lanes, fc.integer({ min: 0, max: 50 }), (lanes, durationMs) => {
    const spent = criticalTimeOf({ lanes, durationMs });
    assert.equal(totalOf(spent), durationMs);
    assert(Object.values(spent).every((ms) => ms >= 0));
  }));
});
