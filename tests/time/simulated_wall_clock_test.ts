import assert from "node:assert/strict";
import { SimulatedClock } from "../../src/time/simulated_clock.ts";
import { SimulatedWallClock } from "../../src/time/simulated_wall_clock.ts";

Deno.test("SimulatedWallClock moves with its clock, and alone when it is set", async () => {
  const clock = new SimulatedClock();
  await clock.advance(500);
  const wallClock = new SimulatedWallClock(clock, new Date(1_000_000));
  assert.equal(wallClock.wallNow(), 1_000_000);
  await clock.advance(250);
  assert.equal(wallClock.wallNow(), 1_000_250);
  wallClock.step(-3_600_000);
  assert.equal(wallClock.wallNow(), -2_599_750);
  assert.equal(clock.now(), 750);
});
