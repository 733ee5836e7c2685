import assert from "node:assert/strict";
import { agent, RetryAfterError, type RetryOptions } from "puffinflow";
import { retryPolicy } from "../../../src/engine/reliability/retry.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** When the attempts of a state start that throws the same error each time. */
async function attemptsAt(error: unknown, retry: RetryOptions): Promise<number[]> {
  const clock = new SimulatedClock(), starts: number[] = [];
  const running = agent("x").state("a", { retry }, () => {
    starts.push(clock.now());
    throw error;
  }).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "failed");
  return starts;
}

const options: RetryOptions = { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 100 } };

Deno.test("a RetryAfterError says how long to wait before the next attempt", async () => {
  const cause = new Error("429"), error = new RetryAfterError("too many", 30, { cause });
  assert.deepEqual([error.name, error.code, error.retryAfterMs, error.cause], [
    "RetryAfterError",
    "retry-after",
    30,
    cause,
  ]);
  assert.deepEqual(await attemptsAt(error, options), [0, 30, 60]);
});

Deno.test("any error with a number in retryAfterMs is heeded, anything else is left to the backoff", async () => {
  assert.deepEqual(await attemptsAt({ retryAfterMs: 0 }, options), [0, 0, 0]);
  for (const retryAfterMs of [-1, NaN, Infinity, "30", undefined]) {
    assert.deepEqual(await attemptsAt({ retryAfterMs }, options), [0, 100, 200]);
  }
  for (const error of [null, undefined, "text", new Error("plain")]) {
    assert.deepEqual(await attemptsAt(error, options), [0, 100, 200]);
  }
});

Deno.test("delayHint is asked with the error, and a hint that is no wait is left to the backoff", async () => {
  const hints: unknown[] = [];
  const hinted = (hint: number | undefined): RetryOptions => ({
    ...options,
    delayHint: (error) => {
      hints.push(error);
      return hint;
    },
  });
  assert.deepEqual(await attemptsAt("e", hinted(5)), [0, 5, 10]);
  assert.deepEqual(hints, ["e", "e"]);
  for (const hint of [undefined, NaN, -5, Infinity]) {
    assert.deepEqual(await attemptsAt("e", hinted(hint)), [0, 100, 200]);
  }
});

Deno.test("a delayHint that throws is what the state failed with", async () => {
  const wrong = new Error("no idea");
  const result = await agent("x").state("a", {
    retry: {
      maxAttempts: 3,
      delayHint: () => {
        throw wrong;
      },
    },
  }, (): void => {
    throw new Error("boom");
  }).run();
  assert.deepEqual(result.states.a, { kind: "failed", error: wrong, attempts: 1 });
});

Deno.test("a state that backs off takes no place from others", async () => {
  const clock = new SimulatedClock(), order: string[] = [];
  const running = agent("one at a time", { maxConcurrent: 1 })
    .state("flaky", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 100 } } }, ({ attempt }) => {
      order.push(`flaky at ${clock.now()}`);
      if (attempt === 1) throw new Error("not yet");
    })
    .state("other", async () => {
      order.push(`other at ${clock.now()}`);
      await new Promise<void>((resolve) => clock.after(150, resolve));
    })
    .run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  // The second attempt is due at 100, and waits for its place until 150.
  assert.deepEqual(order, ["flaky at 0", "other at 0", "flaky at 150"]);
});

Deno.test("retryPolicy() refuses numbers out of bounds", () => {
  for (const maxAttempts of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => retryPolicy({ maxAttempts }), /'maxAttempts' must be a whole number of 1 or more/);
  }
});

Deno.test("an attempt that has to wait for a place until after totalTimeoutMs does not start", async () => {
  const clock = new SimulatedClock(), attempts: number[] = [];
  const backoff = { kind: "fixed", delayMs: 10 } as const;
  const running = agent("one at a time", { maxConcurrent: 1 })
    .state("flaky", { retry: { maxAttempts: 5, totalTimeoutMs: 50, backoff } }, ({ attempt }) => {
      attempts.push(attempt);
      throw new Error("not yet");
    })
    .state("slow", () => new Promise<void>((resolve) => clock.after(100, resolve)))
    .run(undefined, { clock });
  await clock.runAll();
  const { states } = await running;
  assert.deepEqual(attempts, [1]);
  assert(states.flaky.kind === "timed-out");
  assert.equal(states.flaky.attempts, 1);
  assert.match(String(states.flaky.error), /StateTimeoutError: .* within 50 ms/);
});
