/**
 * The due times of an interval: each is worked out from the anchor, so that no error adds up.
 * @module
 */
import type { Timetable } from "./timetable.ts";
import type { IntervalTrigger } from "./trigger.ts";

/** Shortest interval: the system clock rings about every 8 ms. */
const PERIOD_MS_MIN = 10;

/**
 * Reads an interval trigger.
 *
 * @param trigger Step and anchor.
 * @returns Its due times.
 * @throws {RangeError} If the step or the anchor is out of its bounds.
 */
export function intervalTimetable({ periodMs, anchorMs }: IntervalTrigger): Timetable {
  if (!(Number.isSafeInteger(periodMs) && periodMs >= PERIOD_MS_MIN)) {
    throw new RangeError(
      `Cannot make an interval as its length must be a whole number of ${PERIOD_MS_MIN} ms or more: ` +
        `current value is ${periodMs} ms`,
    );
  }
  if (!Number.isSafeInteger(anchorMs)) {
    throw new RangeError(`Cannot make an interval as its anchor must be a valid date: current value is ${anchorMs}`);
  }
  return {
    isRhythm: true,
    next: (afterMs) => anchorMs + (Math.floor((afterMs - anchorMs) / periodMs) + 1) * periodMs,
  };
}
