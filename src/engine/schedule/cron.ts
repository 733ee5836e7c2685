/**
 * Triggers from cron patterns.
 * @module
 */
import { cronTimetable } from "./cron_timetable.ts";
import type { CronTrigger } from "./trigger.ts";

/** In which zone times of day are meant. */
export interface ZoneOptions {
  /** IANA name of the time zone, such as `Europe/Berlin`. The machine's own zone is never asked for. @default {"UTC"} */
  readonly timeZone?: string;
}

/**
 * Makes a trigger from a cron pattern: `minute hour day-of-month month day-of-week`, or six fields with
 * seconds first.
 *
 * A field is `*`, a number, a range `1-5`, a step (`/15` after a star or a range), or a list of those.
 * Months and days of the week may be named by three letters; Sunday is 0 and 7. If both days of the month and days
 * of the week are given, a day that matches either will do. Croner's `L` (last), `15W` (nearest weekday),
 * `FRI#2` (second Friday) and `+MON` (both must match) are understood.
 *
 * Where summer time begins or ends, it is as with Vixie cron. A pattern without `*` in its seconds,
 * minutes and hours names times of day: one that the clocks jump over is due at the first instant after
 * the jump, one that they show twice is due the first time only. Any other pattern is a rhythm: it is
 * due whenever the clocks match, so it has nothing in the hour that is left out and goes on through both
 * of the hour that comes twice.
 *
 * @param pattern Five or six fields.
 * @param options The zone.
 * @returns The trigger.
 * @throws {SyntaxError} If the pattern cannot be read, or matches no day of any year.
 * @throws {RangeError} If the zone is unknown.
 *
 * @example
 * ```ts
 * import { cron, nextRuns } from "puffinflow/schedule";
 *
 * const backup = cron("30 2 * * *", { timeZone: "Europe/Berlin" });
 * const [first, second] = nextRuns(backup, { after: new Date("2025-03-29T12:00:00Z"), count: 2 });
 * // On the 30th the clocks jump from two to three o'clock.
 * if (first?.toISOString() !== "2025-03-30T01:00:00.000Z") throw new Error("not at the jump");
 * if (second?.toISOString() !== "2025-03-31T00:30:00.000Z") throw new Error("not at half past two");
 * ```
 */
export function cron(pattern: string, options: ZoneOptions = {}): CronTrigger {
  const { timeZone = "UTC" } = options;
  const trigger: CronTrigger = Object.freeze({ kind: "cron", pattern, timeZone });
  cronTimetable(trigger);
  return trigger;
}
