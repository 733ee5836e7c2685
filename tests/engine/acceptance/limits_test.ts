import assert from "node:assert/strict";
import { agent, DeadLetterQueue, RunTimeoutError, StateTimeoutError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

Deno.test("row 3: a state that always throws is tried maxAttempts times, and its run becomes a dead letter", async () => {
  let tries = 0;
  const deadLetters = new DeadLetterQueue(), broken = new Error("always");
  const result = await agent("hopeless", { deadLetters })
    .state("broken", { retry: { maxAttempts: 3 } }, () => {
      tries++;
      throw broken;
    })
    .run();
  assert.equal(tries, 3);
  assert.deepEqual(result.states.broken, { kind: "failed", error: broken, attempts: 3 });
  assert.equal(result.status, "failed");
  assert.deepEqual(deadLetters.letters.map(({ state, message }) => ({ state, message })), [
    { state: "broken", message: "always" },
  ]);
});

Deno.test("row 3: attempts are counted per state and per run", async () => {
  const seen: string[] = [];
  const flaky = agent("flaky")
    .state("a", { retry: { maxAttempts: 3 } }, ({ attempt }) => {
      seen.push(`a${attempt}`);
      if (attempt < 3) throw new Error("not yet");
    })
    .state("b", { after: ["a"], retry: { maxAttempts: 2 } }, ({ attempt }) => {
      seen.push(`b${attempt}`);
      if (attempt < 2) throw new Error("not yet");
    });
  assert.equal((await flaky.run()).status, "completed");
  assert.equal((await flaky.run()).status, "completed");
  assert.deepEqual(seen, ["a1", "a2", "a3", "b1", "b2", "a1", "a2", "a3", "b1", "b2"]);
});

Deno.test("row 4: a run's limit interrupts the state that is running, and is the result's error", async () => {
  const clock = new SimulatedClock();
  let reason: unknown, endedAtMs = -1;
  const running = agent("slow")
    .state("sleeps", ({ signal }) => {
      signal.addEventListener("abort", () => reason = signal.reason);
      return new Promise<void>((resolve) => clock.after(500, resolve));
    })
    .run(undefined, { clock, timeoutMs: 50 });
  void running.then(() => endedAtMs = clock.now());
  await clock.advance(1_000);
  const result = await running;
  assert(result.status === "timed-out");
  assert.equal(endedAtMs, 50);
  assert.ok(result.error instanceof RunTimeoutError);
  assert.equal(reason, result.error);
});

Deno.test("row 4: a state's limit interrupts its attempt, and is the state's error", async () => {
  const clock = new SimulatedClock();
  let reason: unknown;
  const running = agent("slow")
    .state("sleeps", { timeoutMs: 50 }, ({ signal }) => {
      signal.addEventListener("abort", () => reason = signal.reason);
      return new Promise<void>((resolve) => clock.after(500, resolve));
    })
    .run(undefined, { clock });
  await clock.advance(50);
  const result = await running;
  assert(result.status === "failed");
  assert.ok(result.error instanceof StateTimeoutError);
  assert.equal(reason, result.error);
  assert.deepEqual(result.states.sleeps, { kind: "timed-out", error: result.error, attempts: 1 });
});
