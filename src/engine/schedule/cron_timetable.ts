/**
 * The due times of a cron pattern. Croner reads the pattern and finds the days; what the change to and
 * from summer time does to times of day is decided here, because Croner takes a pattern with two hours
 * in it for a rhythm: `0 2,14 * * *` would be left out when the clocks jump over two o'clock.
 * @module
 */
import { Cron } from "croner";
import { checkTimeZone, firstInstantAt, localAt } from "./local_time.ts";
import type { Timetable } from "./timetable.ts";
import type { CronTrigger } from "./trigger.ts";

/**
 * Reads a cron trigger.
 *
 * @param trigger Pattern and zone.
 * @returns Its due times.
 * @throws {SyntaxError} If the pattern cannot be read, or nothing is ever due.
 * @throws {RangeError} If the zone is unknown.
 */
export function cronTimetable({ pattern, timeZone }: CronTrigger): Timetable {
  checkTimeZone(timeZone);
  const fields = pattern.trim().split(/\s+/);
  // Seconds, if given, minutes and hours: all but the last three. A `?` means the same as a `*`.
  const isRhythm = fields.slice(0, -3).some((field) => /[*?]/.test(field));
  const cron = readPattern(pattern, { fields, timeZone: isRhythm ? timeZone : "UTC" });
  const timetable: Timetable = {
    isRhythm,
    next: isRhythm
      ? (afterMs) => nextMatch(cron, Math.floor(afterMs))
      : (afterMs) => nextTimeOfDay(cron, timeZone, Math.floor(afterMs)),
  };
  if (timetable.next(0) === null) throw unreadable(pattern, "no day of any year matches");
  return timetable;
}

function readPattern(
  pattern: string,
  { fields, timeZone }: { readonly fields: readonly string[]; readonly timeZone: string },
): Cron {
  // Croner would also take "@daily", a single date, and a seventh field.
  if (fields.length !== 5 && fields.length !== 6) throw unreadable(pattern, `it has ${fields.length}`);
  try {
    return new Cron(fields.join(" "), { paused: true, mode: "5-or-6-parts", timezone: timeZone });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw unreadable(pattern, message.replace(/^CronPattern: /, ""), error);
  }
}

function unreadable(pattern: string, problem: string, cause?: unknown): SyntaxError {
  return new SyntaxError(
    `Cannot read cron pattern ${JSON.stringify(pattern)} as it must have five fields (minute, hour, day of month, ` +
      `month, day of week), or six with seconds first, and match some day: ${problem}`,
    { cause },
  );
}

function nextMatch(cron: Cron, afterMs: number): number | null {
  return cron.nextRun(new Date(afterMs))?.getTime() ?? null;
}

/** Takes local times one after another until one comes to pass after the moment asked for. */
function nextTimeOfDay(cron: Cron, timeZone: string, afterMs: number): number | null {
  let localMs = nextMatch(cron, localAt(afterMs, timeZone));
  while (localMs !== null) {
    const instantMs = firstInstantAt(localMs, timeZone);
    if (instantMs > afterMs) return instantMs;
    localMs = nextMatch(cron, localMs);
  }
  return null;
}
