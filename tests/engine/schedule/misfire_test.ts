import assert from "node:assert/strict";
import fc from "fast-check";
import { every, type MisfirePolicy } from "puffinflow/schedule";
import { planDue } from "../../../src/engine/schedule/misfire.ts";
import { timetableOf } from "../../../src/engine/schedule/timetable_of.ts";

const minutely = timetableOf(every({ minutes: 1 }));
const MINUTE_MS = 60_000;

function plan(misfire: MisfirePolicy, nowMs: number, more: { startMs?: number; maxMisfires?: number } = {}) {
  const { startMs = MINUTE_MS, maxMisfires = 10 } = more;
  return planDue(minutely, { dueMs: MINUTE_MS, startMs, nowMs }, { misfire, misfireGraceMs: 1_000, maxMisfires });
}

Deno.test("planDue() runs what is due on time, whatever the policy", () => {
  for (const misfire of ["skip", "once", "all"] as const) {
    assert.deepEqual(plan(misfire, 60_900), { runsMs: [60_000], missed: null, latestMs: 60_000 });
  }
});

Deno.test("planDue() with skip gives up what is later than the grace, counted from the jittered start", () => {
  assert.deepEqual(plan("skip", 61_000).runsMs, [60_000]);
  assert.deepEqual(plan("skip", 61_001), { runsMs: [], missed: { firstMs: 60_000, lastMs: 60_000 }, latestMs: 60_000 });
  assert.deepEqual(plan("skip", 90_500, { startMs: 90_000 }).runsMs, [60_000]);
});

Deno.test("planDue() with skip still runs the latest of several if that is on time", () => {
  assert.deepEqual(plan("skip", 180_500), {
    runsMs: [180_000],
    missed: { firstMs: 60_000, lastMs: 120_000 },
    latestMs: 180_000,
  });
});

Deno.test("planDue() with once lets the latest stand for all", () => {
  assert.deepEqual(plan("once", 200_000), {
    runsMs: [180_000],
    missed: { firstMs: 60_000, lastMs: 120_000 },
    latestMs: 180_000,
  });
});

Deno.test("planDue() with all makes up for each, oldest first, and for the newest if there are too many", () => {
  assert.deepEqual(plan("all", 200_000), { runsMs: [60_000, 120_000, 180_000], missed: null, latestMs: 180_000 });
  assert.deepEqual(plan("all", 300_000, { maxMisfires: 2 }), {
    runsMs: [240_000, 300_000],
    missed: { firstMs: 60_000, lastMs: 180_000 },
    latestMs: 300_000,
  });
});

Deno.test("planDue() accounts for every due time exactly once", () => {
  const anyPolicy = fc.constantFrom<MisfirePolicy>("skip", "once", "all");
  fc.assert(
    fc.property(
      anyPolicy,
      fc.integer({ min: 60_000, max: 4_000_000 }),
      fc.integer({ min: 1, max: 20 }),
      (misfire, nowMs, maxMisfires) => {
        const { runsMs, missed, latestMs } = plan(misfire, nowMs, { maxMisfires });
        const given = [missed?.firstMs, missed?.lastMs, ...runsMs].filter((timeMs) => timeMs !== undefined);
        assert.deepEqual(
          given,
          given.toSorted((a, b) => a - b),
        );
        assert.equal(given[0], 60_000);
        assert.equal(given.at(-1), latestMs);
        const missedCount = missed === null ? 0 : (missed.lastMs - missed.firstMs) / MINUTE_MS + 1;
        assert.equal(missedCount + runsMs.length, Math.floor(nowMs / MINUTE_MS));
        assert.ok(runsMs.length <= (misfire === "all" ? maxMisfires : 1));
      },
    ),
  );
});
