import assert from "node:assert/strict";
import fc from "fast-check";
import {
  all,
  type BreakerEvent,
  BreakerOpenError,
  CallTimeoutError,
  CircuitBreaker,
  type CircuitBreakerOptions,
  KeyedBreakers,
  Retry,
  Timeout,
} from "../../../src/engine/reliability/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observedCall } from "./observed_call.ts";
import { behave, behaviours } from "./scripted_work.ts";

const fails = () => Promise.reject(new Error("down"));
const never = () => new Promise<never>(() => {});

async function failed(breaker: CircuitBreaker, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await breaker.execute(fails).catch(() => {});
}

/** A breaker that is open, on its clock. */
async function openBreaker(options: CircuitBreakerOptions = {}) {
  const clock = new SimulatedClock();
  const breaker = new CircuitBreaker({ minimumCalls: 1, openMs: 1_000, clock, ...options });
  await failed(breaker, 1);
  assert.equal(breaker.state, "open");
  return { breaker, clock };
}

Deno.test("defect 24: a half-open breaker admits halfOpenMax probes of fifty, and closes on the threshold success", async () => {
  const { breaker, clock } = await openBreaker({ halfOpenMax: 3, successThreshold: 3 });
  await clock.advance(1_000);
  const answers: (() => void)[] = [];
  const calls = Array.from({ length: 50 }, () => {
    return observedCall(breaker.execute(() => new Promise<void>((resolve) => answers.push(resolve))));
  });
  await clock.advance(0);
  assert.equal(answers.length, 3);
  assert.equal(breaker.probes, 3);
  assert.equal(calls.filter(({ error }) => error instanceof BreakerOpenError).length, 47);
  answers[0]!();
  answers[1]!();
  await clock.advance(0);
  assert.equal(breaker.state, "half-open");
  answers[2]!();
  await clock.advance(0);
  assert.equal(breaker.state, "closed");
  assert.equal(breaker.probes, 0);
});

Deno.test("CircuitBreaker never has more than halfOpenMax probes in flight, whatever functions do", async () => {
  const step = fc.record({
    behaviour: behaviours(40, "may-hang"),
    waitMs: fc.integer({ min: 0, max: 30 }),
    abortAfterMs: fc.option(fc.integer({ min: 0, max: 40 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 30 }), async (halfOpenMax, steps) => {
      const clock = new SimulatedClock();
      const breaker = new CircuitBreaker({ minimumCalls: 2, openMs: 20, halfOpenMax, successThreshold: 2, clock });
      let probing = 0;
      for (const { behaviour, waitMs, abortAfterMs } of steps) {
        const controller = new AbortController();
        if (abortAfterMs !== null) clock.after(abortAfterMs, () => controller.abort(new Error("aborted")));
        observedCall(breaker.execute(async (context) => {
          const isProbe = breaker.state === "half-open";
          if (isProbe) probing++;
          try {
            return await behave(behaviour, clock, context);
          } finally {
            if (isProbe) probing--;
          }
        }, { signal: controller.signal }));
        assert(probing <= halfOpenMax, `${probing} probes`);
        await clock.advance(waitMs);
        assert.equal(breaker.probes, probing);
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("CircuitBreaker recovers from a function that hung when a timeout is inside of it", async () => {
  const { breaker, clock } = await openBreaker({ successThreshold: 1 });
  const guarded = all(breaker, new Timeout({ timeoutMs: 100, clock }));
  await clock.advance(1_000);
  const hung = observedCall(guarded.execute(never));
  await clock.advance(100);
  assert(hung.error instanceof CallTimeoutError);
  assert.equal(breaker.state, "open");
  await clock.advance(1_000);
  assert.equal(await guarded.execute(() => "works again"), "works again");
  assert.equal(breaker.state, "closed");
});

Deno.test("CircuitBreaker opens at the failure rate, once there are minimumCalls, also when a success is the last", async () => {
  const breaker = new CircuitBreaker({ minimumCalls: 4, failureRate: 0.75, clock: new SimulatedClock() });
  await failed(breaker, 3);
  assert.equal(breaker.state, "closed");
  await breaker.execute(() => "fine");
  assert.equal(breaker.state, "open");
});

Deno.test("CircuitBreaker stays closed below the failure rate", async () => {
  const breaker = new CircuitBreaker({ window: { kind: "count", calls: 10 }, clock: new SimulatedClock() });
  for (let round = 0; round < 20; round++) {
    await breaker.execute(() => "fine");
    await breaker.execute(() => "fine");
    await failed(breaker, 1);
  }
  assert.equal(breaker.state, "closed");
  assert.equal(breaker.counts.calls, 10);
});

Deno.test("CircuitBreaker judges by the calls of the last durationMs when its window is one of time", async () => {
  const clock = new SimulatedClock();
  const breaker = new CircuitBreaker({ window: { kind: "time", durationMs: 1_000 }, minimumCalls: 3, clock });
  await failed(breaker, 2);
  await clock.advance(1_100);
  await failed(breaker, 2);
  assert.equal(breaker.state, "closed");
  assert.deepEqual(breaker.counts, { calls: 2, failures: 2, slowCalls: 0 });
  await failed(breaker, 1);
  assert.equal(breaker.state, "open");
});

Deno.test("CircuitBreaker opens at the rate of slow calls though none fails", async () => {
  const clock = new SimulatedClock(), events: BreakerEvent[] = [];
  const breaker = new CircuitBreaker({ minimumCalls: 2, slowCallMs: 50, slowCallRate: 0.5, clock });
  breaker.on((event) => events.push(event));
  await breaker.execute(() => "quick");
  await breaker.execute(() => clock.advance(50));
  assert.deepEqual(events, [
    { kind: "state-changed", breaker: "circuit breaker", from: "closed", to: "open", reason: "slow-call-rate" },
  ]);
});

Deno.test("CircuitBreaker refuses with the time that is left, and a retry around it waits that long", async () => {
  const { breaker, clock } = await openBreaker({ name: "search", successThreshold: 1 });
  await clock.advance(400);
  await assert.rejects(breaker.execute(() => "never called"), (error) => {
    assert(error instanceof BreakerOpenError);
    assert.equal(error.code, "breaker-open");
    assert.equal(error.retryAfterMs, 600);
    assert.equal(
      error.message,
      `Cannot call through "search" as it must be closed or have a probe free: it is open; it lets a probe through in 600 ms`,
    );
    return true;
  });
  const retried = observedCall(all(new Retry({ maxAttempts: 2, clock }), breaker).execute(() => "answer"));
  await clock.advance(599);
  assert.equal(retried.state, "waiting");
  await clock.advance(1);
  assert.equal(retried.value, "answer");
});

Deno.test("CircuitBreaker opens again for openMs when a probe fails or is slow", async () => {
  const { breaker, clock } = await openBreaker({ slowCallMs: 10 });
  for (const probe of [fails, () => clock.advance(10)]) {
    await clock.advance(1_000);
    await breaker.execute(probe).catch(() => {});
    assert.equal(breaker.state, "open");
    await clock.advance(999);
    await assert.rejects(breaker.execute(() => "too soon"), BreakerOpenError);
    await clock.advance(1);
    await breaker.execute(() => "soon enough");
    assert.equal(breaker.state, "half-open");
    breaker.reset();
    await failed(breaker, 1);
  }
});

Deno.test("CircuitBreaker ignores answers to calls that began before its state changed", async () => {
  const clock = new SimulatedClock();
  const breaker = new CircuitBreaker({ minimumCalls: 1, openMs: 100, successThreshold: 1, clock });
  const { promise, reject } = Promise.withResolvers<never>();
  const late = observedCall(breaker.execute(() => promise));
  await failed(breaker, 1);
  await clock.advance(100);
  await breaker.execute(() => "probe");
  reject(new Error("late"));
  await clock.advance(0);
  assert.equal(late.state, "rejected");
  assert.equal(breaker.state, "closed");
  assert.equal(breaker.counts.calls, 0);
});

Deno.test("CircuitBreaker counts neither calls that were aborted nor errors that isFailure denies as failures", async () => {
  const breaker = new CircuitBreaker({
    minimumCalls: 1,
    isFailure: (error) => (error as Error).message !== "not found",
    clock: new SimulatedClock(),
  });
  const controller = new AbortController();
  const aborted = breaker.execute(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    {
      signal: controller.signal,
    },
  );
  controller.abort(new Error("changed its mind"));
  await assert.rejects(aborted, { message: "changed its mind" });
  assert.equal(breaker.counts.calls, 0);
  await assert.rejects(breaker.execute(() => Promise.reject(new Error("not found"))));
  assert.deepEqual(breaker.counts, { calls: 1, failures: 0, slowCalls: 0 });
  await assert.rejects(breaker.execute(() => "", { signal: AbortSignal.abort("late") }), (error) => error === "late");
  assert.equal(breaker.counts.calls, 1);
});

Deno.test("CircuitBreaker.forceOpen() refuses all until reset()", async () => {
  const { breaker, clock } = await openBreaker();
  const events: BreakerEvent[] = [];
  using _listening = breaker.on((event) => events.push(event));
  breaker.forceOpen();
  await clock.advance(100_000);
  await assert.rejects(breaker.execute(() => "never called"), { state: "forced-open", retryAfterMs: undefined });
  breaker.reset();
  assert.equal(await breaker.execute(() => "called"), "called");
  assert.deepEqual(events.map((event) => event.kind === "rejected" ? "rejected" : event.reason), [
    "forced",
    "rejected",
    "reset",
  ]);
});

Deno.test("CircuitBreaker refuses options out of bounds", () => {
  const wrong: readonly CircuitBreakerOptions[] = [
    { minimumCalls: 0 },
    { minimumCalls: 11, window: { kind: "count", calls: 10 } },
    { window: { kind: "count", calls: 0 } },
    { window: { kind: "time", durationMs: 0 } },
    { window: { kind: "time", durationMs: 10, slices: 0.5 } },
    { failureRate: 0 },
    { slowCallRate: 1.1 },
    { slowCallMs: 0 },
    { openMs: Infinity },
    { halfOpenMax: 0 },
    { successThreshold: 0 },
    { maxListeners: 0 },
  ];
  for (const options of wrong) assert.throws(() => new CircuitBreaker(options), RangeError, JSON.stringify(options));
});

Deno.test("KeyedBreakers keeps breakers apart, and tells of all to one listener", async () => {
  const events: BreakerEvent[] = [], hosts = new KeyedBreakers({ minimumCalls: 1, clock: new SimulatedClock() });
  hosts.on((event) => events.push(event));
  await failed(hosts.of("a"), 1);
  assert.equal(hosts.of("a").state, "open");
  assert.equal(hosts.of("b").state, "closed");
  assert.deepEqual(events.map(({ kind, breaker }) => [kind, breaker]), [["state-changed", "a"]]);
});

Deno.test("KeyedBreakers forgets the closed breaker that was asked for longest ago, and an open one only without any", async () => {
  const hosts = new KeyedBreakers({ maxKeys: 2, minimumCalls: 1, clock: new SimulatedClock() });
  const open = hosts.of("open"), closed = hosts.of("closed");
  await failed(open, 1);
  await failed(hosts.of("other"), 1);
  assert.equal(hosts.size, 2);
  assert.equal(hosts.of("open"), open);
  hosts.of("new");
  assert.equal(hosts.of("open"), open);
  assert.equal(hosts.size, 2);
  assert.notEqual(hosts.of("closed"), closed);
});

Deno.test("KeyedBreakers refuses wrong options before there is a key", () => {
  assert.throws(() => new KeyedBreakers({ maxKeys: 0 }), RangeError);
  assert.throws(() => new KeyedBreakers({ failureRate: 2 }), RangeError);
});

Deno.test("CircuitBreaker has its name, and counts nothing unless it is closed", async () => {
  const { breaker } = await openBreaker({ name: "search" });
  assert.equal(breaker.name, "search");
  assert.deepEqual(breaker.counts, { calls: 0, failures: 0, slowCalls: 0 });
});
