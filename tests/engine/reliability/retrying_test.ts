import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BulkheadFullError,
  Retry,
  RetryAfterError,
  RetryBudget,
  type RetryEvent,
} from "../../../src/engine/reliability/mod.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observedCall } from "./observed_call.ts";

const fail = () => {
  throw new Error("down");
};

Deno.test("Retry makes maxAttempts attempts with the backoff's waits, and throws the last error", async () => {
  const clock = new SimulatedClock(), times: number[] = [];
  const retry = new Retry({
    maxAttempts: 4,
    backoff: { kind: "exponential", baseDelayMs: 100, jitter: "none" },
    clock,
  });
  const call = observedCall(retry.execute(({ attempt }) => {
    times.push(clock.now());
    throw new Error(`attempt ${attempt}`);
  }));
  await clock.runAll();
  assert.deepEqual(times, [0, 100, 300, 700]);
  assert.equal((call.error as Error).message, "attempt 4");
});

Deno.test("Retry draws its jitter from the random that it is given", async () => {
  const waits = await Promise.all([7, 7, 8].map(async (seed) => {
    const clock = new SimulatedClock(), random = randomFromSeed(seed);
    const backoff = { kind: "decorrelated", baseDelayMs: 100 } as const;
    const call = new Retry({ maxAttempts: 3, backoff, clock, random }).execute(fail).catch(() => {});
    await clock.runAll();
    await call;
    return clock.now();
  }));
  assert.equal(waits[0], waits[1]);
  assert.notEqual(waits[0], waits[2]);
});

Deno.test("Retry waits as long as the error says", async () => {
  const clock = new SimulatedClock();
  const call = observedCall(
    new Retry({ maxAttempts: 2, clock }).execute(({ attempt }) => {
      if (attempt === 1) throw new RetryAfterError("busy", 250);
      return clock.now();
    }),
  );
  await clock.runAll();
  assert.equal(call.value, 250);
});

Deno.test("Retry does not try again what is not worth it, and tells why it gave up", async () => {
  const events: RetryEvent[] = [], error = new BulkheadFullError("db", 1, 0);
  const retry = new Retry({ maxAttempts: 5, retryOn: (error) => !(error instanceof BulkheadFullError) });
  retry.on((event) => events.push(event));
  await assert.rejects(retry.execute(() => Promise.reject(error)), BulkheadFullError);
  assert.deepEqual(events, [{ kind: "gave-up", policy: "retry", attempt: 1, error, reason: "not-worth-retrying" }]);
});

Deno.test("Retry ends a wait at once when the caller aborts, and makes no attempt after that", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  let attempts = 0;
  const retry = new Retry({ maxAttempts: 5, backoff: { kind: "fixed", delayMs: 100 }, clock });
  const call = observedCall(retry.execute(() => {
    attempts++;
    return fail();
  }, { signal: controller.signal }));
  await clock.advance(50);
  controller.abort("enough");
  await clock.advance(0);
  assert.equal(call.error, "enough");
  assert.equal(attempts, 1);
  assert.equal(clock.pending, 0);
});

Deno.test("Retry makes no further attempt when the function fails because the caller aborted", async () => {
  const controller = new AbortController();
  let attempts = 0;
  const call = new Retry({ maxAttempts: 5 }).execute(({ signal }) => {
    attempts++;
    controller.abort(new Error("enough"));
    signal.throwIfAborted();
  }, { signal: controller.signal });
  await assert.rejects(call, { message: "enough" });
  assert.equal(attempts, 1);
});

Deno.test("RetryBudget gives no more than its tokens and its share of the calls, in any order", () => {
  const operations = fc.array(fc.constantFrom("deposit", "withdraw"), { maxLength: 200 });
  const options = fc.record({
    ratio: fc.constantFrom(0.1, 0.2, 1 / 3, 1, 2),
    maxTokens: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(fc.property(options, operations, ({ ratio, maxTokens }, operations) => {
    const budget = new RetryBudget({ ratio, maxTokens });
    let calls = 0, given = 0;
    for (const operation of operations) {
      if (operation === "deposit") {
        budget.deposit();
        calls++;
      } else {
        const hadToken = budget.tokens >= 1;
        assert.equal(budget.tryWithdraw(), hadToken);
        if (hadToken) given++;
      }
      assert(given <= maxTokens + ratio * calls + 1e-3);
      assert(budget.tokens >= 0 && budget.tokens <= maxTokens);
    }
  }));
});

Deno.test("RetryBudget has a whole token after ten deposits of a tenth", () => {
  const budget = new RetryBudget({ ratio: 0.1, maxTokens: 1 });
  assert.equal(budget.tryWithdraw(), true);
  for (let i = 0; i < 9; i++) budget.deposit();
  assert.equal(budget.tryWithdraw(), false);
  budget.deposit();
  assert.equal(budget.tryWithdraw(), true);
});

Deno.test("RetryBudget shared by retries keeps a total outage from multiplying the load", async () => {
  const budget = new RetryBudget({ ratio: 0.1, maxTokens: 5 }), retry = new Retry({ maxAttempts: 10, budget });
  let attempts = 0;
  for (let i = 0; i < 100; i++) {
    await retry.execute(() => {
      attempts++;
      return fail();
    }).catch(() => {});
  }
  assert(attempts <= 100 + 5 + 10, `${attempts} attempts`);
  assert(attempts > 110);
});

Deno.test("RetryBudget refuses options out of bounds", () => {
  for (const wrong of [{ ratio: 0 }, { ratio: 1e-9 }, { ratio: 2_000 }, { maxTokens: 0 }]) {
    assert.throws(() => new RetryBudget(wrong), RangeError, JSON.stringify(wrong));
  }
});
