import assert from "node:assert/strict";
import { calendar, type Trigger } from "puffinflow/schedule";

const timeZone = "Europe/Berlin";
const cronLike = (pattern: string): Trigger => ({ kind: "cron", pattern, timeZone });
const steps = (periodMs: number): Trigger => ({ kind: "interval", periodMs, anchorMs: 0 });

Deno.test("calendar() knows the phrases of the grammar", () => {
  const phrases: Record<string, Trigger> = {
    "hourly": cronLike("0 * * * *"),
    "every hour at 20": cronLike("20 * * * *"),
    "every hour at 5": cronLike("5 * * * *"),
    "daily": cronLike("0 0 * * *"),
    "daily at 09:30": cronLike("30 9 * * *"),
    "daily at 9:30": cronLike("30 9 * * *"),
    "daily at 23:59": cronLike("59 23 * * *"),
    "weekly": cronLike("0 0 * * 0"),
    "weekly at 18:00": cronLike("0 18 * * 0"),
    "monthly": cronLike("0 0 1 * *"),
    "weekdays": cronLike("0 9 * * 1-5"),
    "weekdays at 08:15": cronLike("15 8 * * 1-5"),
    "weekends": cronLike("0 10 * * 0,6"),
    "weekends at 11 pm": cronLike("0 23 * * 0,6"),
    "every 15 minutes": steps(900_000),
    "every 1 hour": steps(3_600_000),
    "every hour": steps(3_600_000),
    "every minute": steps(60_000),
    "every 30 seconds": steps(30_000),
    "  Daily   AT  9 AM ": cronLike("0 9 * * *"),
  };
  for (const [phrase, trigger] of Object.entries(phrases)) {
    assert.deepEqual(calendar(phrase, { timeZone }), trigger, phrase);
  }
});

Deno.test("calendar() takes 12 am for midnight and 12 pm for noon", () => {
  const times: Record<string, string> = {
    "12 am": "0 0",
    "12:30 am": "30 0",
    "1 am": "0 1",
    "11:59am": "59 11",
    "12 pm": "0 12",
    "12:05pm": "5 12",
    "1 pm": "0 13",
    "11 pm": "0 23",
  };
  for (const [time, fields] of Object.entries(times)) {
    assert.deepEqual(calendar(`daily at ${time}`, { timeZone }), cronLike(`${fields} * * *`), time);
  }
});

Deno.test("calendar() refuses every other phrase with one sentence that shows what it knows", () => {
  const wrong = [
    "",
    "yearly",
    "constructor",
    "daily at 9",
    "daily at 24:00",
    "daily at 9:60",
    "daily at 9:5",
    "daily at 0 am",
    "daily at 13 pm",
    "daily at",
    "daily 09:30",
    "every 0 minutes",
    "every -5 minutes",
    "every 1.5 hours",
    "every 5 days",
    "every hour at 60",
    "every day",
    "hourly at 20",
    "*/5 * * * *",
  ];
  for (const phrase of wrong) {
    assert.throws(() => calendar(phrase), {
      name: "SyntaxError",
      message: `Cannot plan by a phrase as it must be like "hourly", "daily at 09:30", "daily at 9 am", "weekly", ` +
        `"monthly", "weekdays at 08:15", "weekends", "every 15 minutes" or "every hour at 20" (patterns are for ` +
        `cron()): current value is ${JSON.stringify(phrase)}`,
    });
  }
});

Deno.test("calendar() refuses an unknown zone even where the phrase needs none", () => {
  for (const phrase of ["daily", "every 15 minutes"]) {
    assert.throws(() => calendar(phrase, { timeZone: "Berlin" }), RangeError);
  }
});
