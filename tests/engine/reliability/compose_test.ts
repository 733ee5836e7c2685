import assert from "node:assert/strict";
import fc from "fast-check";
import { agent } from "../../../mod.ts";
import {
  all,
  Bulkhead,
  CircuitBreaker,
  Deadline,
  DeadlineGuard,
  Fallback,
  Hedging,
  LoadShedder,
  type Policy,
  Retry,
  RetryBudget,
  Timeout,
} from "../../../src/engine/reliability/mod.ts";
import { Listeners } from "../../../src/engine/reliability/listeners.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observedCall } from "./observed_call.ts";
import { behave, behaviours } from "./scripted_work.ts";

Deno.test("all() puts the first policy outermost", async () => {
  const order: string[] = [];
  const traced = (name: string): Policy => ({
    execute: async (fn, options) => {
      order.push(`${name} begins`);
      const signal = options?.signal ?? new AbortController().signal;
      const answer = await fn({ signal, attempt: 1, deadline: undefined });
      order.push(`${name} ends`);
      return answer;
    },
  });
  assert.equal(await all(traced("outer"), traced("inner")).execute(() => "answer"), "answer");
  assert.deepEqual(order, ["outer begins", "inner begins", "inner ends", "outer ends"]);
});

Deno.test("all() of policies answers what any of them may, and the compiler knows", async () => {
  const plain: number = await all(new Retry({ maxAttempts: 1 }), new CircuitBreaker()).execute(() => 1);
  const policy = all(new Retry({ maxAttempts: 1 }), new Fallback({ answer: () => "other" }));
  const nested: Policy<string | undefined> = all(policy, new Fallback({ answer: () => undefined }));
  const either: number | string = await policy.execute((): number => {
    throw new Error("down");
  });
  // @ts-expect-error A string may be answered in place of the number.
  const wrong: number = await policy.execute(() => 1);
  assert.deepEqual([plain, either, wrong, await nested.execute(() => 2)], [1, "other", 1, 2]);
});

Deno.test("all() without policies calls the function as it is", async () => {
  assert.equal(await all().execute(({ attempt }) => attempt), 1);
  await assert.rejects(all().execute(() => 1, { signal: AbortSignal.abort("no") }), (error) => error === "no");
});

Deno.test("policies hand signal, attempt and deadline down through each other", async () => {
  const clock = new SimulatedClock(), deadline = Deadline.after(100, clock), controller = new AbortController();
  const passing = all(
    new CircuitBreaker({ clock }),
    new Bulkhead({ maxConcurrent: 1, clock }),
    new LoadShedder({ slowMs: 1, clock }),
    new Fallback({ answer: () => "" }),
  );
  await passing.execute((context) => {
    assert.equal(context.deadline, deadline);
    assert.equal(context.signal, controller.signal);
    assert.equal(context.attempt, 3);
  }, { signal: controller.signal, attempt: 3, deadline });
  const limiting = all(
    new Timeout({ timeoutMs: 10, clock }),
    new Hedging({ delay: { kind: "fixed", delayMs: 5 }, clock }),
  );
  const seen = observedCall(limiting.execute((context) => {
    assert.equal(context.deadline, deadline);
    return new Promise((resolve) => context.signal.addEventListener("abort", () => resolve(context.signal.reason)));
  }, { signal: controller.signal, deadline }));
  await clock.advance(0);
  controller.abort("enough");
  await clock.advance(0);
  assert.equal(seen.error, "enough");
  assert.equal(clock.pending, 0);
});

Deno.test("a function that does not look at its signal costs no signal, and one that does has the same each time", async () => {
  await all(new CircuitBreaker({ clock: new SimulatedClock() })).execute((context) => {
    assert.equal(context.signal, context.signal);
    assert.equal(context.signal.aborted, false);
  });
});

Deno.test("all policies refuse a call that was aborted before it began", async () => {
  const clock = new SimulatedClock(), signal = AbortSignal.abort("late");
  const policies: readonly Policy<unknown>[] = [
    new Timeout({ timeoutMs: 1, clock }),
    new DeadlineGuard({ clock }),
    new Retry({ maxAttempts: 2, clock }),
    new CircuitBreaker({ clock }),
    new Bulkhead({ maxConcurrent: 1, clock }),
    new Hedging({ delay: { kind: "fixed", delayMs: 1 }, clock }),
    new LoadShedder({ slowMs: 1, clock }),
    new Fallback({ answer: () => "other" }),
  ];
  let called = 0;
  for (const policy of policies) {
    await assert.rejects(policy.execute(() => called++, { signal }), (error) => error === "late");
  }
  assert.equal(called, 0);
  assert.equal(clock.pending, 0);
});

Deno.test("a stack of all policies settles every call and leaves nothing behind, whatever functions do", async () => {
  const step = fc.record({
    attempts: fc.array(behaviours(80, "may-hang"), { minLength: 1, maxLength: 3 }),
    waitMs: fc.integer({ min: 0, max: 40 }),
    abortAfterMs: fc.option(fc.integer({ min: 0, max: 120 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const clock = new SimulatedClock(), random = randomFromSeed(3), budget = new RetryBudget();
      const breaker = new CircuitBreaker({ minimumCalls: 4, openMs: 50, clock });
      const bulkhead = new Bulkhead({ maxConcurrent: 2, maxQueued: 3, maxWaitMs: 60, clock });
      const shedder = new LoadShedder({ slowMs: 40, initialLimit: 3, clock });
      const stack = all(
        new Fallback({ answer: () => "other" }),
        new DeadlineGuard({ maxMs: 300, clock }),
        new Retry({ maxAttempts: 3, backoff: { kind: "exponential", baseDelayMs: 5 }, budget, clock, random }),
        bulkhead,
        breaker,
        shedder,
        new Timeout({ timeoutMs: 60, clock }),
        new Hedging({ delay: { kind: "fixed", delayMs: 20 }, budget, clock }),
      );
      const calls = [];
      for (const { attempts, waitMs, abortAfterMs } of steps) {
        const controller = new AbortController();
        if (abortAfterMs !== null) clock.after(abortAfterMs, () => controller.abort("aborted"));
        let made = 0;
        const fn = (context: Parameters<Parameters<typeof stack.execute>[0]>[0]) =>
          behave(attempts[made++ % attempts.length]!, clock, context);
        calls.push(observedCall(stack.execute(fn, { signal: controller.signal })));
        await clock.advance(waitMs);
      }
      await clock.runAll();
      for (const { state, value, error } of calls) {
        assert.notEqual(state, "waiting");
        assert(state === "rejected" ? error === "aborted" : value === "answer" || value === "other");
      }
      assert.deepEqual([bulkhead.running, bulkhead.queued, shedder.running, breaker.probes], [0, 0, 0, 0]);
      assert.equal(clock.pending, 0);
    }),
    { numRuns: 100 },
  );
});

Deno.test("Fallback answers in place of what it handles, tells of it, and throws what its answer throws", async () => {
  const errors: unknown[] = [];
  const fallback = new Fallback({
    answer: (error) => {
      if ((error as Error).message === "worse") throw new Error("worst");
      return "other";
    },
    handles: (error) => (error as Error).message !== "not mine",
  });
  fallback.on(({ error }) => errors.push((error as Error).message));
  assert.equal(await fallback.execute(() => "own"), "own");
  assert.equal(await fallback.execute(() => Promise.reject(new Error("bad"))), "other");
  await assert.rejects(fallback.execute(() => Promise.reject(new Error("not mine"))), { message: "not mine" });
  await assert.rejects(fallback.execute(() => Promise.reject(new Error("worse"))), { message: "worst" });
  assert.deepEqual(errors, ["bad", "worse"]);
});

Deno.test("Fallback gives no answer to a call that was aborted", async () => {
  const controller = new AbortController(), fallback = new Fallback({ answer: () => "other" });
  const call = fallback.execute(() => {
    controller.abort();
    throw new Error("stopped");
  }, { signal: controller.signal });
  await assert.rejects(call, { message: "stopped" });
});

Deno.test("Listeners are called in order until taken away, and one that throws disturbs neither others nor calls", () => {
  const told: string[] = [], reported: unknown[] = [];
  const onReport = (event: ErrorEvent) => {
    event.preventDefault();
    reported.push(event.error);
  };
  addEventListener("error", onReport);
  const listeners = new Listeners<string>({ maxListeners: 2 });
  assert.equal(listeners.isHeard, false);
  const first = listeners.add((event) => {
    first[Symbol.dispose]();
    throw event;
  });
  listeners.add((event) => told.push(event));
  assert.throws(() => listeners.add(() => {}), RangeError);
  listeners.tell("a");
  listeners.tell("b");
  removeEventListener("error", onReport);
  assert.deepEqual(told, ["a", "b"]);
  assert.deepEqual(reported, ["a"]);
});

Deno.test("a state hands its context on to a policy, signal and attempt included", async () => {
  const clock = new SimulatedClock(), breaker = new CircuitBreaker({ clock });
  const seen: number[] = [];
  const guarded = agent("guarded").state(
    "ask",
    { retry: { maxAttempts: 2 } },
    (context) =>
      breaker.execute(({ attempt, signal }) => {
        seen.push(attempt);
        assert.equal(signal, context.signal);
        if (attempt === 1) throw new Error("not yet");
        return "answer";
      }, context),
  );
  const result = await guarded.run(undefined, { clock });
  assert.equal(result.status, "completed");
  assert.deepEqual(seen, [1, 2]);
  assert.deepEqual(breaker.counts, { calls: 2, failures: 1, slowCalls: 0 });
});
