import assert from "node:assert/strict";
import fc from "fast-check";
import { cron, nextRuns } from "puffinflow/schedule";
import { anyField, anyPattern, nextMinute, textOf } from "./cron_oracle.ts";

const at = (text: string) => new Date(`${text}Z`);

function runsOf(pattern: string, after: string, count = 3): string[] {
  return nextRuns(cron(pattern), { after: at(after), count }).map((due) => due.toISOString().slice(0, 19));
}

Deno.test("cron() is due at each minute that a random pattern matches, as found minute by minute", () => {
  fc.assert(
    fc.property(anyPattern, fc.integer({ min: 0, max: 30 * 365 * 1440 }), (pattern, minutes) => {
      let afterMs = Date.UTC(2010) + minutes * 60_000 + 12_345;
      const first = nextMinute(pattern, afterMs);
      if (first === null) return assert.throws(() => cron(textOf(pattern)), SyntaxError);
      for (const due of nextRuns(cron(textOf(pattern)), { after: new Date(afterMs), count: 4 })) {
        assert.equal(due.getTime(), nextMinute(pattern, afterMs), textOf(pattern));
        afterMs = due.getTime();
      }
    }),
    { numRuns: 250 },
  );
});

Deno.test("cron() with six fields is due at each second that matches, as found second by second", () => {
  fc.assert(
    fc.property(anyField([0, 59]), anyField([0, 59]), fc.integer({ min: 0, max: 86_400_000 }), (second, minute, ms) => {
      let afterMs = Date.UTC(2025, 5, 1) + ms;
      for (
        const due of nextRuns(cron(`${second.text} ${minute.text} * * * *`), { after: new Date(afterMs), count: 3 })
      ) {
        let expectedMs = Math.floor(afterMs / 1_000) * 1_000;
        do expectedMs += 1_000; while (
          !second.values.has(new Date(expectedMs).getUTCSeconds()) ||
          !minute.values.has(new Date(expectedMs).getUTCMinutes())
        );
        assert.equal(due.getTime(), expectedMs, `${second.text} ${minute.text}`);
        afterMs = expectedMs;
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("cron() takes lists, ranges, steps and names", () => {
  const march = "2025-03-01T00:00:00"; // A Saturday.
  assert.deepEqual(runsOf("1,15 * * * *", march), [
    "2025-03-01T00:01:00",
    "2025-03-01T00:15:00",
    "2025-03-01T01:01:00",
  ]);
  assert.deepEqual(runsOf("0 9-17/4 * * *", march), [
    "2025-03-01T09:00:00",
    "2025-03-01T13:00:00",
    "2025-03-01T17:00:00",
  ]);
  assert.deepEqual(runsOf("0 0 1 APR,jun *", march, 2), ["2025-04-01T00:00:00", "2025-06-01T00:00:00"]);
  assert.deepEqual(runsOf("0 0 * * mon-WED", march), [
    "2025-03-03T00:00:00",
    "2025-03-04T00:00:00",
    "2025-03-05T00:00:00",
  ]);
});

Deno.test("cron() takes 0, 7 and SUN for Sunday", () => {
  for (const sunday of ["0", "7", "SUN"]) {
    assert.deepEqual(runsOf(`0 0 * * ${sunday}`, "2025-03-01T00:00:00", 2), [
      "2025-03-02T00:00:00",
      "2025-03-09T00:00:00",
    ]);
  }
});

Deno.test("cron() is due on days that match the month or the week when both are restricted", () => {
  assert.deepEqual(runsOf("0 0 13 * FRI", "2025-06-11T00:00:00", 4), [
    "2025-06-13T00:00:00", // Both.
    "2025-06-20T00:00:00",
    "2025-06-27T00:00:00",
    "2025-07-04T00:00:00",
  ]);
  assert.deepEqual(runsOf("0 0 13 * +FRI", "2025-06-11T00:00:00", 2), ["2025-06-13T00:00:00", "2026-02-13T00:00:00"]);
});

Deno.test("cron() knows the last day of a month and the next leap year", () => {
  assert.deepEqual(runsOf("0 12 L * *", "2025-01-31T12:00:00", 2), ["2025-02-28T12:00:00", "2025-03-31T12:00:00"]);
  assert.deepEqual(runsOf("0 0 29 2 *", "2025-01-01T00:00:00", 2), ["2028-02-29T00:00:00", "2032-02-29T00:00:00"]);
});

Deno.test("cron() does not lose the first of March where February lacks a day that is asked for", () => {
  // Croner did, up to 11.0.0.
  const february = "2029-02-27T00:00:00";
  assert.deepEqual(runsOf("0 0 1,31 * *", february, 2), ["2029-03-01T00:00:00", "2029-03-31T00:00:00"]);
  assert.deepEqual(runsOf("0 0 1 * FRI", february, 2), ["2029-03-01T00:00:00", "2029-03-02T00:00:00"]);
  assert.deepEqual(runsOf("0 0 */5 * *", february, 2), ["2029-03-01T00:00:00", "2029-03-06T00:00:00"]);
});

Deno.test("cron() gives data that survives JSON and cannot be changed", () => {
  const trigger = cron("30 2 * * *", { timeZone: "Europe/Berlin" });
  assert.deepEqual(trigger, { kind: "cron", pattern: "30 2 * * *", timeZone: "Europe/Berlin" });
  assert.ok(Object.isFrozen(trigger));
  const stored = JSON.parse(JSON.stringify(trigger));
  const after = at("2025-01-01T00:00:00");
  assert.deepEqual(nextRuns(stored, { after, count: 2 }), nextRuns(trigger, { after, count: 2 }));
});

Deno.test("cron() refuses a pattern that cannot be read or is never due, and says why", () => {
  const wrong: [string, RegExp][] = [
    ["", /it has 1$/],
    ["* * * *", /it has 4$/],
    ["* * * * * * *", /it has 7$/],
    ["@daily", /it has 1$/],
    ["2026-01-01T00:00:00", /it has 1$/],
    ["60 * * * *", /Invalid value for minute: 60$/],
    ["* 24 * * *", /Invalid value for hour: 24$/],
    ["* * * * 8", /Invalid value for dayOfWeek: 8$/],
    ["*/0 * * * *", /illegal stepping: 0$/],
    ["10-5 * * * *", /larger than to value: '10-5'$/],
    ["* * * * someday", /illegal characters/],
    ["0 0 30 2 *", /no day of any year matches$/],
    ["0 0 31 4,6,9,11 *", /no day of any year matches$/],
  ];
  for (const [pattern, problem] of wrong) {
    assert.throws(() => cron(pattern), (error: Error) => {
      assert.equal(error.name, "SyntaxError", pattern);
      assert.match(error.message, /^Cannot read cron pattern ".*" as it must have five fields/);
      assert.match(error.message, problem);
      return true;
    });
  }
});

Deno.test("cron() refuses a zone that is not an IANA name, and an offset in place of one", () => {
  for (const timeZone of ["Mars/Olympus", "", "+02:00", "Europe/Bonn"]) {
    assert.throws(() => cron("* * * * *", { timeZone }), {
      name: "RangeError",
      message: 'Cannot plan in a time zone as \'timeZone\' must be an IANA name such as "Europe/Berlin" or "UTC": ' +
        `current value is "${timeZone}"`,
    });
  }
});
