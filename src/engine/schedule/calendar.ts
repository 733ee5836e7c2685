/**
 * Triggers from phrases such as "daily at 09:30". A small strict grammar: what it does not know is
 * refused, and never taken for something near it.
 *
 * ```text
 * phrase   = days [ "at" time ] | "hourly" | "every hour at" minute | "every" [ number ] unit
 * days     = "daily" | "weekly" | "monthly" | "weekdays" | "weekends"
 * time     = hour ":" minute [ "am" | "pm" ] | hour ( "am" | "pm" )
 * unit     = "second" | "minute" | "hour", also with an "s"
 * ```
 * @module
 */
import { cron, type ZoneOptions } from "./cron.ts";
import { every } from "./every.ts";
import { checkTimeZone } from "./local_time.ts";
import type { Trigger } from "./trigger.ts";

/** Days that have a name, as the last three fields of a cron pattern, and their time where none is given. */
const DAYS: Readonly<Record<string, { readonly fields: string; readonly time: TimeOfDay }>> = {
  daily: { fields: "* * *", time: { hour: 0, minute: 0 } },
  weekly: { fields: "* * 0", time: { hour: 0, minute: 0 } },
  monthly: { fields: "1 * *", time: { hour: 0, minute: 0 } },
  weekdays: { fields: "* * 1-5", time: { hour: 9, minute: 0 } },
  weekends: { fields: "* * 0,6", time: { hour: 10, minute: 0 } },
};

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/**
 * Makes a trigger from a phrase; case and extra blanks do not matter.
 *
 * | phrase | due |
 * |---|---|
 * | `hourly` | every full hour |
 * | `every hour at 20` | 20 minutes past every hour |
 * | `daily`, `daily at 09:30`, `daily at 9 am` | every day, at midnight if no time is given |
 * | `weekly` | Sundays at midnight |
 * | `monthly` | on the first at midnight |
 * | `weekdays`, `weekdays at 08:15` | Monday to Friday, at 09:00 if no time is given |
 * | `weekends`, `weekends at 11 pm` | Saturday and Sunday, at 10:00 if no time is given |
 * | `every 15 minutes`, `every hour`, `every 30 seconds` | in equal steps, see `every()` |
 *
 * `weekly` and `monthly` take a time like the other days. 12 am is midnight and 12 pm is noon.
 *
 * @param phrase The phrase.
 * @param options The zone that times of day are meant in.
 * @returns A trigger like those of `cron()` and `every()`.
 * @throws {SyntaxError} If the phrase is none of these.
 * @throws {RangeError} If the zone is unknown.
 *
 * @example
 * ```ts
 * import { calendar, nextRuns } from "puffinflow/schedule";
 *
 * const lunch = calendar("weekdays at 12 pm", { timeZone: "Europe/Berlin" });
 * const [next] = nextRuns(lunch, { after: new Date("2025-07-05T00:00:00Z") }); // A Saturday.
 * if (next?.toISOString() !== "2025-07-07T10:00:00.000Z") throw new Error("not Monday noon");
 * ```
 */
export function calendar(phrase: string, options: ZoneOptions = {}): Trigger {
  // Equal steps know no zone, but a wrong one is a mistake all the same.
  checkTimeZone(options.timeZone ?? "UTC");
  const words = phrase.trim().toLowerCase().replace(/\s+/g, " ");
  const trigger = dayTrigger(words, options) ?? hourTrigger(words, options) ?? stepTrigger(words);
  if (trigger === null) {
    throw new SyntaxError(
      `Cannot plan by a phrase as it must be like "hourly", "daily at 09:30", "daily at 9 am", "weekly", "monthly", ` +
        `"weekdays at 08:15", "weekends", "every 15 minutes" or "every hour at 20" (patterns are for cron()): ` +
        `current value is ${JSON.stringify(phrase)}`,
    );
  }
  return trigger;
}

function dayTrigger(words: string, options: ZoneOptions): Trigger | null {
  const [, day = "", timeText] = /^([a-z]+)(?: at (.+))?$/.exec(words) ?? [];
  const days = Object.hasOwn(DAYS, day) ? DAYS[day] : undefined;
  if (days === undefined) return null;
  const time = timeText === undefined ? days.time : readTime(timeText);
  return time === null ? null : cron(`${time.minute} ${time.hour} ${days.fields}`, options);
}

function hourTrigger(words: string, options: ZoneOptions): Trigger | null {
  if (words === "hourly") return cron("0 * * * *", options);
  const minute = Number(/^every hour at (\d{1,2})$/.exec(words)?.[1]);
  return minute <= 59 ? cron(`${minute} * * * *`, options) : null;
}

function stepTrigger(words: string): Trigger | null {
  const [, number = "1", unit] = /^every (?:(\d{1,9}) )?(second|minute|hour)s?$/.exec(words) ?? [];
  return unit === undefined || Number(number) === 0 ? null : every({ [`${unit}s`]: Number(number) });
}

function readTime(text: string): TimeOfDay | null {
  const [, hourText, minuteText, half] = /^(\d{1,2})(?::(\d{2}))? ?(am|pm)?$/.exec(text) ?? [];
  // "9" alone could be morning or evening.
  if (hourText === undefined || (minuteText === undefined && half === undefined)) return null;
  const hour = Number(hourText), minute = Number(minuteText ?? 0);
  if (minute > 59) return null;
  if (half === undefined) return hour <= 23 ? { hour, minute } : null;
  // Both halves of the day begin with 12 and go on with 1.
  return hour >= 1 && hour <= 12 ? { hour: hour % 12 + (half === "pm" ? 12 : 0), minute } : null;
}
