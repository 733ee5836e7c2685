import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { every, SupersededError } from "puffinflow/schedule";
import { inShort, lasting, simulated } from "./simulated_runtime.ts";

const tenSeconds = every({ seconds: 10 });

Deno.test("overlap skip leaves out what is due while a run is in flight", async () => {
  const world = simulated(), { slow, starts } = lasting(25_000, world);
  const schedule = world.work.schedule(slow, tenSeconds);
  await world.clock.advance(50_000);
  assert.deepEqual(starts, ["00:00:10", "00:00:40"]);
  assert.deepEqual(inShort(schedule.history), [
    "00:00:20 skipped: overlap",
    "00:00:30 skipped: overlap",
    "00:00:10 completed",
    "00:00:50 skipped: overlap",
  ]);
});

Deno.test("overlap queue starts what waited when the run ends, and skips what exceeds maxQueued", async () => {
  const world = simulated(), { slow, starts } = lasting(25_000, world);
  const schedule = world.work.schedule(slow, tenSeconds, { overlap: "queue", maxQueued: 2 });
  await world.clock.advance(39_999);
  assert.deepEqual([schedule.running, schedule.queued], [1, 1]); // 10 has ended, 20 runs, 30 waits.
  await world.clock.advance(20_001);
  assert.deepEqual(starts, ["00:00:10", "00:00:35", "00:01:00"]);
  assert.deepEqual(inShort(schedule.history), [
    "00:00:10 completed",
    "00:00:50 skipped: queue-full",
    "00:00:20 completed",
  ]);
  schedule.stop();
  assert.deepEqual(inShort(schedule.history).slice(3), ["00:00:40 skipped: stopped", "00:01:00 skipped: stopped"]);
  await world.clock.advance(60_000);
  assert.equal(starts.length, 3);
  assert.equal(world.clock.pending, 0);
});

Deno.test("overlap allow starts runs beside each other", async () => {
  const world = simulated(), { slow, starts } = lasting(25_000, world);
  const schedule = world.work.schedule(slow, tenSeconds, { overlap: "allow" });
  await world.clock.advance(30_000);
  assert.deepEqual(starts, ["00:00:10", "00:00:20", "00:00:30"]);
  assert.equal(schedule.running, 3);
  assert.equal(world.work.inFlight, 3);
});

Deno.test("overlap cancel-previous cancels the run in flight through its signal and starts the next", async () => {
  const world = simulated(), { slow, starts } = lasting(25_000, world), errors: unknown[] = [];
  const schedule = world.work.schedule(slow, tenSeconds, {
    name: "newest",
    overlap: "cancel-previous",
    onResult: (result) => errors.push(result.status === "completed" ? undefined : result.error),
  });
  await world.clock.advance(30_000);
  assert.deepEqual(starts, ["00:00:10", "00:00:20", "00:00:30"]);
  assert.deepEqual(inShort(schedule.history), ["00:00:10 cancelled", "00:00:20 cancelled"]);
  assert.equal(schedule.running, 1);
  const [error] = errors;
  assert(error instanceof SupersededError);
  assert.equal(error.code, "superseded");
  assert.match(error.message, /schedule "newest".*2025-01-01T00:00:20.000Z/);
});

Deno.test("overlap does not matter to runs that end before the next is due", async () => {
  for (const overlap of ["skip", "queue", "allow", "cancel-previous"] as const) {
    const { clock, work } = simulated();
    const schedule = work.schedule(agent("quick").state("a", () => 1), tenSeconds, { overlap });
    await clock.advance(30_000);
    assert.deepEqual(inShort(schedule.history), ["00:00:10 completed", "00:00:20 completed", "00:00:30 completed"]);
  }
});
