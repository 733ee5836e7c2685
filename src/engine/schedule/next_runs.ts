/**
 * A look ahead, without a clock: which times a trigger will be due.
 * @module
 */
import { timetableOf } from "./timetable_of.ts";
import type { Trigger } from "./trigger.ts";

/** Most due times that are worked out at once. */
const COUNT_MAX = 10_000;

/** What to look for. */
export interface NextRunsOptions {
  /** The moment from which to look; a due time at this very moment is not among the answers. */
  readonly after: Date;
  /** How many due times: a whole number from 0 to 10,000. @default {1} */
  readonly count?: number;
}

/**
 * Works out the next due times of a trigger. Jitter is not part of a trigger and does not show here.
 *
 * @param trigger The trigger.
 * @param options From when, and how many.
 * @returns Due times in ascending order.
 * @throws {SyntaxError} If the trigger's cron pattern cannot be read.
 * @throws {RangeError} If an option or a part of the trigger is out of its bounds.
 *
 * @example
 * ```ts
 * import { calendar, nextRuns } from "puffinflow/schedule";
 *
 * const trigger = calendar("weekdays at 08:15", { timeZone: "America/New_York" });
 * const [friday, monday] = nextRuns(trigger, { after: new Date("2025-03-07T00:00:00Z"), count: 2 });
 * if (friday?.toISOString() !== "2025-03-07T13:15:00.000Z") throw new Error("not in winter time");
 * if (monday?.toISOString() !== "2025-03-10T12:15:00.000Z") throw new Error("not in summer time");
 * ```
 */
export function nextRuns(trigger: Trigger, options: NextRunsOptions): Date[] {
  const { after, count = 1 } = options;
  if (!Number.isFinite(after.getTime())) {
    throw new RangeError(`Cannot look ahead as 'after' must be a valid date: current value is ${after}`);
  }
  if (!(Number.isInteger(count) && count >= 0 && count <= COUNT_MAX)) {
    throw new RangeError(
      `Cannot look ahead as 'count' must be a whole number from 0 to ${COUNT_MAX}: current value is ${count}`,
    );
  }
  const timetable = timetableOf(trigger), runs: Date[] = [];
  let dueMs = timetable.next(after.getTime());
  while (dueMs !== null && runs.length < count) {
    runs.push(new Date(dueMs));
    dueMs = timetable.next(dueMs);
  }
  return runs;
}
