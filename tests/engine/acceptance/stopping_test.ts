import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** Two states of 300 ms, one after the other, and a log of what they do. */
function sleeper(clock: SimulatedClock, log: string[]) {
  const sleep = (name: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      log.push(`${name} starts`);
      const alarm = clock.after(300, () => {
        log.push(`${name} ends`);
        resolve();
      });
      signal.addEventListener("abort", () => {
        clock.clear(alarm);
        log.push(`${name} stops`);
        reject(signal.reason);
      });
    });
  return agent("sleeper")
    .state("first", ({ signal }) => sleep("first", signal))
    .state("second", { after: ["first"] }, ({ signal }) => sleep("second", signal));
}

Deno.test("row 14: cancel() stops the state that is running, at once", async () => {
  const clock = new SimulatedClock(), log: string[] = [];
  const run = sleeper(clock, log).start(undefined, { clock });
  await clock.advance(100);
  run.cancel("enough");
  const result = await run.result;
  assert(result.status === "cancelled");
  assert.equal(result.error, "enough");
  assert.equal(clock.now(), 100);
  assert.deepEqual(log, ["first starts", "first stops"]);
  assert.equal(clock.pending, 0);
});

Deno.test("row 14: pause() lets what is running end and starts nothing, resume() goes on from there", async () => {
  const clock = new SimulatedClock(), log: string[] = [];
  const run = sleeper(clock, log).start(undefined, { clock });
  await clock.advance(100);
  run.pause();
  await clock.advance(1_000);
  assert.equal(run.status, "paused");
  assert.deepEqual(log, ["first starts", "first ends"]);
  run.resume();
  await clock.advance(300);
  assert.equal((await run.result).status, "completed");
  assert.deepEqual(log, ["first starts", "first ends", "second starts", "second ends"]);
});
