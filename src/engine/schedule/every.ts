/**
 * Triggers in equal steps.
 * @module
 */
import { intervalTimetable } from "./interval_timetable.ts";
import type { IntervalTrigger } from "./trigger.ts";

/** A length of time, the sum of its parts, and where it is counted from. */
export interface Period {
  /** Hours of 60 minutes, 0 or more. @default {0} */
  readonly hours?: number;
  /** Minutes, 0 or more. @default {0} */
  readonly minutes?: number;
  /** Seconds, 0 or more. @default {0} */
  readonly seconds?: number;
  /** Milliseconds, 0 or more. @default {0} */
  readonly milliseconds?: number;
  /** One of the due times. @default {new Date(0)} the start of 1970 in UTC, so that 15 minutes fall on full quarters */
  readonly anchor?: Date;
}

/**
 * Makes a trigger that is due in equal steps. The steps are counted from a fixed moment and not from
 * when a schedule started or a run ended: nothing drifts, and a restart changes no due time.
 *
 * @param period The step: 10 ms or more in all, a whole number of milliseconds.
 * @returns The trigger.
 * @throws {RangeError} If the step or the anchor is out of its bounds.
 *
 * @example
 * ```ts
 * import { every, nextRuns } from "puffinflow/schedule";
 *
 * const [first, second] = nextRuns(every({ minutes: 15 }), { after: new Date("2025-01-01T09:07:00Z"), count: 2 });
 * if (first?.toISOString() !== "2025-01-01T09:15:00.000Z") throw new Error("not on the quarter");
 * if (second?.toISOString() !== "2025-01-01T09:30:00.000Z") throw new Error("not on the next quarter");
 * ```
 */
export function every(period: Period): IntervalTrigger {
  const { hours = 0, minutes = 0, seconds = 0, milliseconds = 0, anchor = new Date(0) } = period;
  for (const [unit, amount] of Object.entries({ hours, minutes, seconds, milliseconds })) {
    if (!(amount >= 0)) {
      throw new RangeError(`Cannot make an interval as '${unit}' must be 0 or more: current value is ${amount}`);
    }
  }
  const periodMs = hours * 3_600_000 + minutes * 60_000 + seconds * 1_000 + milliseconds;
  const trigger: IntervalTrigger = Object.freeze({ kind: "interval", periodMs, anchorMs: anchor.getTime() });
  intervalTimetable(trigger);
  return trigger;
}
