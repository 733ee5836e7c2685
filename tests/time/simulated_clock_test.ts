import assert from "node:assert/strict";
import { SimulatedClock } from "../../src/time/simulated_clock.ts";

Deno.test("SimulatedClock stands still until advanced, then rings in order of time and of setting", async () => {
  const clock = new SimulatedClock(), rung: string[] = [];
  clock.after(20, () => rung.push(`b at ${clock.now()}`));
  clock.after(10, () => rung.push(`a at ${clock.now()}`));
  clock.after(20, () => rung.push(`c at ${clock.now()}`));
  assert.equal(clock.now(), 0);
  await clock.advance(19);
  assert.deepEqual(rung, ["a at 10"]);
  await clock.advance(1);
  assert.deepEqual(rung, ["a at 10", "b at 20", "c at 20"]);
  assert.equal(clock.pending, 0);
});

Deno.test("SimulatedClock.advance() lets what follows from an alarm set alarms that ring in the same move", async () => {
  const clock = new SimulatedClock();
  let endMs = -1;
  const wait = (delayMs: number) => new Promise<void>((resolve) => clock.after(delayMs, resolve));
  void (async () => {
    await wait(5);
    await wait(5);
    endMs = clock.now();
  })();
  await clock.advance(100);
  assert.equal(endMs, 10);
  assert.equal(clock.now(), 100);
});

Deno.test("SimulatedClock.runAll() stops with an error when alarms never end", async () => {
  const clock = new SimulatedClock();
  const again = () => void clock.after(1, again);
  again();
  await assert.rejects(clock.runAll(50), RangeError);
});
