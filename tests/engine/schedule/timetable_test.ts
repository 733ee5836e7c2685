import assert from "node:assert/strict";
import fc from "fast-check";
import { every } from "puffinflow/schedule";
import { latestIn, type Timetable } from "../../../src/engine/schedule/timetable.ts";
import { timetableOf } from "../../../src/engine/schedule/timetable_of.ts";

function timetableFrom(timesMs: readonly number[]): Timetable {
  return { isRhythm: false, next: (afterMs) => timesMs.find((timeMs) => timeMs > afterMs) ?? null };
}

Deno.test("latestIn() finds the last due time of a stretch, however unevenly they lie", () => {
  const gaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1e9 })), { minLength: 1 });
  fc.assert(fc.property(gaps, fc.nat(), fc.nat(1e9), (gaps, pick, extraMs) => {
    let timeMs = 0;
    const timesMs = gaps.map((gapMs) => timeMs += gapMs), fromMs = timesMs[pick % timesMs.length]!;
    const untilMs = fromMs + extraMs;
    const expected = timesMs.findLast((timeMs) => timeMs <= untilMs);
    assert.equal(latestIn(timetableFrom(timesMs), { fromMs, untilMs }), expected);
  }));
});

Deno.test("latestIn() asks some dozens of questions about a year of missed seconds", () => {
  const { next, isRhythm } = timetableOf(every({ seconds: 1 }));
  let questions = 0;
  const counted: Timetable = {
    isRhythm,
    next: (afterMs) => {
      questions++;
      return next(afterMs);
    },
  };
  const yearMs = 365 * 86_400_000;
  assert.equal(latestIn(counted, { fromMs: 1_000, untilMs: yearMs + 500 }), yearMs);
  assert.ok(questions < 50, `${questions} questions`);
});
