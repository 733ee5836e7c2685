import assert from "node:assert/strict";
import { agent, StateTimeoutError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

const boom = new Error("boom");

Deno.test("totalTimeoutMs of a retry starts no attempt that would begin after it", async () => {
  const clock = new SimulatedClock(), at: number[] = [];
  const retry = { maxAttempts: 100, totalTimeoutMs: 100, backoff: { kind: "fixed", delayMs: 30 } } as const;
  const running = agent("patient").state("flaky", { retry }, () => {
    at.push(clock.now());
    throw boom;
  }).run(undefined, { clock });
  await clock.runAll();
  assert.deepEqual(at, [0, 30, 60, 90]);
  assert.deepEqual((await running).states.flaky, { kind: "failed", error: boom, attempts: 4 });
});

Deno.test("totalTimeoutMs of a retry interrupts the attempt that is running then, and none follows", async () => {
  const clock = new SimulatedClock();
  let reason: unknown;
  const retry = { maxAttempts: 100, totalTimeoutMs: 100 };
  const running = agent("stuck").state("hangs", { retry, timeoutMs: 60 }, ({ signal }) => {
    signal.addEventListener("abort", () => reason = signal.reason);
    return new Promise<never>(() => {});
  }).run(undefined, { clock });
  await clock.advance(100);
  const result = await running;
  assert.ok(reason instanceof StateTimeoutError);
  assert.equal(reason.timeoutMs, 100);
  assert.deepEqual(result.states.hangs, { kind: "timed-out", error: reason, attempts: 2 });
  assert.equal(clock.pending, 0);
});

Deno.test("totalTimeoutMs of a retry counts anew for each visit of a state", async () => {
  const clock = new SimulatedClock(), starts: number[] = [];
  const { goto } = await import("puffinflow");
  const running = agent("visits")
    .state("slow", {
      entry: true,
      retry: { maxAttempts: 2, totalTimeoutMs: 50, backoff: { kind: "fixed", delayMs: 40 } },
    }, async ({ attempt, visit }) => {
      starts.push(clock.now());
      await Promise.resolve();
      if (attempt === 1) throw boom;
      return visit < 3 ? goto("slow") : undefined;
    })
    .run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(starts, [0, 40, 40, 80, 80, 120]);
});
