import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { calendar, cron, every } from "puffinflow/schedule";
import { inShort, lasting, simulated } from "./simulated_runtime.ts";

const HOUR_MS = 3_600_000;
const quick = agent("quick").state("a", () => 1);

Deno.test("schedule() makes one run stand for all that a sleeping machine missed", async () => {
  const { clock, wallClock, work } = simulated();
  const schedule = work.schedule(quick, calendar("hourly"));
  wallClock.step(3.5 * HOUR_MS); // Asleep: the wall clock went on, the clock did not.
  await clock.advance(10_000);
  assert.deepEqual(inShort(schedule.history), ["01:00:00 to 02:00:00 missed", "03:00:00 completed"]);
  assert.equal(schedule.nextDue?.toISOString(), "2025-01-01T04:00:00.000Z");
});

Deno.test("schedule() with misfire all makes up for each, oldest first, at most maxMisfires of them", async () => {
  const { clock, wallClock, work } = simulated();
  const options = { misfire: "all", maxMisfires: 2, overlap: "queue" } as const;
  const schedule = work.schedule(quick, calendar("hourly"), options);
  wallClock.step(3.5 * HOUR_MS);
  await clock.advance(10_000);
  assert.deepEqual(inShort(schedule.history), [
    "01:00:00 to 01:00:00 missed",
    "02:00:00 completed",
    "03:00:00 completed",
  ]);
});

Deno.test("schedule() with misfire skip gives up what it could not start in time", async () => {
  const { clock, wallClock, work } = simulated(), dropped: string[] = [];
  const schedule = work.schedule(quick, calendar("hourly"), {
    misfire: "skip",
    onDrop: (occurrence) => dropped.push(occurrence.kind),
  });
  wallClock.step(3.5 * HOUR_MS);
  await clock.advance(0.5 * HOUR_MS);
  assert.deepEqual(inShort(schedule.history), ["01:00:00 to 03:00:00 missed", "04:00:00 completed"]);
  assert.deepEqual(dropped, ["missed"]);
});

Deno.test("schedule() notices a clock that was set forward within wallCheckMs, however far the next due time", async () => {
  const world = simulated({ wallCheckMs: 5_000 }), { slow, starts } = lasting(1_000, world);
  world.work.schedule(slow, calendar("daily at 12:00"));
  await world.clock.advance(1_000);
  world.wallClock.step(12 * HOUR_MS);
  await world.clock.advance(5_000);
  assert.deepEqual(starts, ["12:00:05"]);
});

Deno.test("schedule() waits for the wall clock when that runs behind the clock", async () => {
  const world = simulated(), { slow, starts } = lasting(1_000, world);
  world.work.schedule(slow, every({ minutes: 1 }));
  await world.clock.advance(59_000);
  world.wallClock.step(-700);
  await world.clock.advance(1_000);
  assert.deepEqual(starts, []);
  await world.clock.advance(700);
  assert.deepEqual(starts, ["00:01:00"]);
});

Deno.test("schedule() goes on with a rhythm when the clock was set back", async () => {
  for (const trigger of [every({ minutes: 5 }), cron("*/5 * * * *")]) {
    const world = simulated({ start: "2025-01-01T12:00:00Z" }), { slow, starts } = lasting(1_000, world);
    world.work.schedule(slow, trigger);
    await world.clock.advance(6 * 60_000);
    world.wallClock.step(-HOUR_MS); // 11:06 now.
    await world.clock.advance(10 * 60_000);
    assert.deepEqual(starts, ["12:05:00", "11:10:00", "11:15:00"]);
  }
});

Deno.test("schedule() does not repeat a rhythm when the clock was set back by less than a period", async () => {
  const world = simulated(), { slow, starts } = lasting(1_000, world);
  world.work.schedule(slow, every({ minutes: 5 }));
  await world.clock.advance(5 * 60_000 + 2_000);
  world.wallClock.step(-60_000); // 00:04:02: five past comes a second time.
  await world.clock.advance(6 * 60_000);
  assert.deepEqual(starts, ["00:05:00", "00:10:00"]);
});

Deno.test("schedule() does not repeat a time of day when the clock was set back", async () => {
  const world = simulated({ start: "2025-01-01T12:00:00Z" }), { slow, starts } = lasting(1_000, world);
  world.work.schedule(slow, calendar("daily at 12:30"));
  await world.clock.advance(HOUR_MS);
  world.wallClock.step(-HOUR_MS);
  await world.clock.advance(24 * HOUR_MS);
  assert.deepEqual(starts, ["12:30:00"]);
  await world.clock.advance(HOUR_MS);
  assert.deepEqual(starts, ["12:30:00", "12:30:00"]);
});

Deno.test("schedule() reckons times of day anew when the clock was set back by more than three hours", async () => {
  const world = simulated({ start: "2099-01-01T12:00:00Z" }), { slow, starts } = lasting(1_000, world);
  const schedule = world.work.schedule(slow, calendar("daily at 12:30"));
  await world.clock.advance(60_000);
  world.wallClock.step(Date.UTC(2025, 0, 1) - Date.UTC(2099, 0, 1));
  await world.clock.advance(10_000);
  assert.equal(schedule.nextDue?.toISOString(), "2025-01-01T12:30:00.000Z");
  await world.clock.advance(HOUR_MS);
  assert.deepEqual(starts, ["12:30:00"]);
});

Deno.test("schedule() sees a clock that was set back before the next schedule was made", () => {
  const { wallClock, work } = simulated({ start: "2025-01-02T00:00:00Z" });
  const first = work.schedule(quick, calendar("daily at 12:00"));
  wallClock.step(-24 * HOUR_MS);
  const second = work.schedule(quick, calendar("daily at 12:00"));
  assert.equal(first.nextDue?.toISOString(), "2025-01-01T12:00:00.000Z");
  assert.deepEqual(second.nextDue, first.nextDue);
});
