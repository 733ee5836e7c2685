import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { calendar, cron, runtime, SimulatedClock, SimulatedWallClock, type Trigger } from "puffinflow/schedule";

const DAY_MS = 86_400_000;

Deno.test("row 15: drain() does not say drained while a state is running, but awaits it", async () => {
  const clock = new SimulatedClock(), work = runtime({ clock });
  let isDrained = false, isDone = false;
  const slow = agent("slow").state("work", async () => {
    await new Promise<void>((resolve) => clock.after(300, resolve));
    isDone = true;
  });
  const running = work.run(slow, undefined);
  const draining = work.drain({ timeoutMs: 30_000 }).finally(() => isDrained = true);
  await clock.advance(299);
  assert.deepEqual({ isDrained, isDone }, { isDrained: false, isDone: false });
  await clock.advance(1);
  assert.deepEqual({ isDrained, isDone }, { isDrained: true, isDone: true });
  const { drained, aborted, durationMs } = await draining;
  assert.deepEqual({ drained, aborted, durationMs }, { drained: 1, aborted: 0, durationMs: 300 });
  assert.equal((await running).status, "completed");
});

/** Runs a schedule from midnight of Wednesday, 1 January 2025, and notes when its runs start. */
async function startsOf(trigger: Trigger, days: number): Promise<string[]> {
  const clock = new SimulatedClock(), wallClock = new SimulatedWallClock(clock, new Date("2025-01-01T00:00:00Z"));
  const starts: string[] = [];
  await using work = runtime({ clock, wallClock, wallCheckMs: DAY_MS });
  const noted = agent("noted").state(
    "start",
    () => starts.push(new Date(wallClock.wallNow()).toISOString().slice(0, 16)),
  );
  work.schedule(noted, trigger);
  await clock.advance(days * DAY_MS);
  return starts;
}

Deno.test("row 22: weekdays, weekly, monthly, daily at 09:30 and */5 run at their times and not in one hour", async () => {
  assert.deepEqual(await startsOf(calendar("weekdays"), 7), [
    "2025-01-01T09:00",
    "2025-01-02T09:00",
    "2025-01-03T09:00",
    "2025-01-06T09:00",
    "2025-01-07T09:00",
  ]);
  assert.deepEqual(await startsOf(calendar("weekly"), 14), ["2025-01-05T00:00", "2025-01-12T00:00"]);
  assert.deepEqual(await startsOf(calendar("monthly"), 60), ["2025-02-01T00:00", "2025-03-01T00:00"]);
  assert.deepEqual(await startsOf(calendar("daily at 09:30"), 2), ["2025-01-01T09:30", "2025-01-02T09:30"]);
  const fives = await startsOf(cron("*/5 * * * *"), 1);
  assert.equal(fives.length, 288);
  assert.deepEqual(fives.slice(0, 3), ["2025-01-01T00:05", "2025-01-01T00:10", "2025-01-01T00:15"]);
});

Deno.test("row 22: a schedule keeps local time over both changes of the clocks", async () => {
  const berlin = calendar("daily at 09:30", { timeZone: "Europe/Berlin" });
  const starts = await startsOf(berlin, 365);
  assert.equal(starts.length, 365);
  const winter = starts.filter((start) => start.endsWith("T08:30")),
    summer = starts.filter((start) => start.endsWith("T07:30"));
  assert.equal(winter.length + summer.length, 365);
  assert.equal(summer[0], "2025-03-30T07:30");
  assert.equal(summer.at(-1), "2025-10-25T07:30");
});
