/**
 * The due times of any trigger.
 * @module
 */
import { cronTimetable } from "./cron_timetable.ts";
import { intervalTimetable } from "./interval_timetable.ts";
import type { Timetable } from "./timetable.ts";
import type { Trigger } from "./trigger.ts";

/**
 * Reads a trigger, which may have been stored: it is checked like a new one.
 *
 * @param trigger The trigger.
 * @returns Its due times.
 * @throws {SyntaxError} If its cron pattern cannot be read.
 * @throws {RangeError} If its zone, step or anchor is out of bounds.
 */
export function timetableOf(trigger: Trigger): Timetable {
  return trigger.kind === "cron" ? cronTimetable(trigger) : intervalTimetable(trigger);
}
