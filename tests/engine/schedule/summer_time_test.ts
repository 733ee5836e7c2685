import assert from "node:assert/strict";
import fc from "fast-check";
import { calendar, cron, nextRuns, type Trigger } from "puffinflow/schedule";
import { anyField, wallMinutes } from "./cron_oracle.ts";

function check(trigger: Trigger, after: string, expected: readonly string[]): void {
  const runs = nextRuns(trigger, { after: new Date(after), count: expected.length });
  assert.deepEqual(runs.map((due) => due.toISOString().slice(0, 16)), expected);
}

const berlin = { timeZone: "Europe/Berlin" }, newYork = { timeZone: "America/New_York" };
const lordHowe = { timeZone: "Australia/Lord_Howe" };

Deno.test("cron() is due at the first instant after the jump for a time of day that the clocks jump over", () => {
  // From 02:00 to 03:00, which is 01:00 UTC.
  check(cron("30 2 * * *", berlin), "2025-03-29T12:00Z", ["2025-03-30T01:00", "2025-03-31T00:30"]);
  check(cron("0 2,14 * * *", berlin), "2025-03-29T12:30Z", [
    "2025-03-29T13:00",
    "2025-03-30T01:00",
    "2025-03-30T12:00",
  ]);
  // From 02:00 to 03:00, which is 07:00 UTC.
  check(cron("30 2 * * *", newYork), "2025-03-08T12:00Z", ["2025-03-09T07:00", "2025-03-10T06:30"]);
  check(calendar("daily at 2:15 am", newYork), "2025-03-08T12:00Z", ["2025-03-09T07:00", "2025-03-10T06:15"]);
  // From 02:00 to 02:30, which is 15:30 UTC of the day before.
  check(cron("15 2 * * *", lordHowe), "2025-10-04T00:00Z", ["2025-10-04T15:30", "2025-10-05T15:15"]);
});

Deno.test("cron() is due once when several times of day are jumped over together", () => {
  check(cron("0,20,40 2 * * *", berlin), "2025-03-29T12:00Z", ["2025-03-30T01:00", "2025-03-31T00:00"]);
  check(cron("30 2,3 * * *", berlin), "2025-03-29T12:00Z", [
    "2025-03-30T01:00",
    "2025-03-30T01:30",
    "2025-03-31T00:30",
  ]);
});

Deno.test("cron() is due the first time only for a time of day that comes twice", () => {
  // From 03:00 back to 02:00, which is 01:00 UTC.
  check(cron("30 2 * * *", berlin), "2025-10-25T12:00Z", ["2025-10-26T00:30", "2025-10-27T01:30"]);
  check(cron("0 2,14 * * *", berlin), "2025-10-25T12:30Z", [
    "2025-10-26T00:00",
    "2025-10-26T13:00",
    "2025-10-27T01:00",
  ]);
  // From 02:00 back to 01:00, which is 06:00 UTC.
  check(cron("30 1 * * *", newYork), "2025-11-01T12:00Z", ["2025-11-02T05:30", "2025-11-03T06:30"]);
  check(calendar("weekends at 01:15", newYork), "2025-11-02T00:00Z", ["2025-11-02T05:15", "2025-11-08T06:15"]);
  // From 02:00 back to 01:30, which is 15:00 UTC of the day before.
  check(cron("45 1 * * *", lordHowe), "2025-04-05T00:00Z", ["2025-04-05T14:45", "2025-04-06T15:15"]);
});

Deno.test("cron() asked in the second pass of a repeated hour does not give times of day of the first", () => {
  check(cron("30,45 2 * * *", berlin), "2025-10-26T01:10Z", ["2025-10-27T01:30"]);
});

Deno.test("cron() goes on through a repeated hour, and has nothing in a missing one, when it is a rhythm", () => {
  check(cron("*/30 * * * *", berlin), "2025-10-25T23:40Z", [
    "2025-10-26T00:00",
    "2025-10-26T00:30",
    "2025-10-26T01:00",
    "2025-10-26T01:30",
    "2025-10-26T02:00",
  ]);
  check(calendar("every hour at 20", newYork), "2025-11-02T05:00Z", ["2025-11-02T05:20", "2025-11-02T06:20"]);
  check(cron("20 * * * *", berlin), "2025-03-30T00:00Z", ["2025-03-30T00:20", "2025-03-30T01:20", "2025-03-30T02:20"]);
  check(cron("*/30 2 * * *", berlin), "2025-03-29T12:00Z", ["2025-03-31T00:00", "2025-03-31T00:30"]);
  check(cron("*/15 * * * *", lordHowe), "2025-04-05T14:40Z", [
    "2025-04-05T14:45",
    "2025-04-05T15:00",
    "2025-04-05T15:15",
  ]);
});

Deno.test("cron() keeps local time across both changes of a year", () => {
  const noon = cron("0 12 * * *", berlin);
  check(noon, "2025-03-29T00:00Z", ["2025-03-29T11:00", "2025-03-30T10:00"]);
  check(noon, "2025-10-25T00:00Z", ["2025-10-25T10:00", "2025-10-26T11:00"]);
});

Deno.test("cron() runs a day that a zone left out at the start of the next", () => {
  // Samoa had no 30 December 2011.
  check(cron("0 12 * * *", { timeZone: "Pacific/Apia" }), "2011-12-29T23:00Z", [
    "2011-12-30T10:00",
    "2011-12-30T22:00",
  ]);
});

/** Instants from which the clocks of a place change within a day. */
const CHANGES: readonly (readonly [zone: string, from: string])[] = [
  ["Europe/Berlin", "2025-03-29T14:00Z"],
  ["Europe/Berlin", "2025-10-25T14:00Z"],
  ["America/New_York", "2025-03-08T20:00Z"],
  ["America/New_York", "2025-11-01T20:00Z"],
  ["Australia/Lord_Howe", "2025-10-04T04:00Z"],
  ["Australia/Lord_Howe", "2025-04-05T04:00Z"],
  ["America/Havana", "2025-03-08T20:00Z"], // At midnight.
  ["America/Havana", "2025-11-01T20:00Z"],
];

/** Goes through all minutes: a time of day is due as soon as the clocks have reached it, a rhythm when they match. */
function minuteByMinute(
  isDue: (minuteOfDay: number) => boolean,
  { timeZone, fromMs, isRhythm }: { timeZone: string; fromMs: number; isRhythm: boolean },
): number[] {
  const shown = wallMinutes(timeZone), due: number[] = [];
  let reached = shown(fromMs);
  for (let ms = fromMs + 60_000; ms <= fromMs + 36 * 3_600_000; ms += 60_000) {
    const now = shown(ms);
    let matches = isRhythm && isDue(now % 1440);
    for (let minute = reached + 1; minute <= now && !isRhythm; minute++) matches ||= isDue(minute % 1440);
    if (matches) due.push(ms);
    reached = Math.max(reached, now);
  }
  return due;
}

Deno.test("cron() agrees with going through the minutes wherever the clocks change", () => {
  fc.assert(
    fc.property(fc.constantFrom(...CHANGES), anyField([0, 59]), anyField([0, 23]), ([timeZone, from], minute, hour) => {
      const isDue = (time: number) => minute.values.has(time % 60) && hour.values.has(Math.floor(time / 60));
      const isRhythm = /\*/.test(minute.text + hour.text), fromMs = Date.parse(from);
      const expected = minuteByMinute(isDue, { timeZone, fromMs, isRhythm });
      // Patterns that are due every minute would take most of the time and say least.
      fc.pre(expected.length <= 300);
      const trigger = cron(`${minute.text} ${hour.text} * * *`, { timeZone });
      const runs = nextRuns(trigger, { after: new Date(from), count: expected.length });
      assert.deepEqual(runs.map((due) => due.getTime()), expected, `${trigger.pattern} ${timeZone} ${from}`);
    }),
    { numRuns: 60 },
  );
});
