import assert from "node:assert/strict";
import fc from "fast-check";
import {
  all,
  CallTimeoutError,
  Deadline,
  DeadlineExceededError,
  DeadlineGuard,
  Retry,
  type RetryEvent,
  Timeout,
} from "../../../src/engine/reliability/mod.ts";
import { decodeRemaining, encodeRemaining } from "../../../src/engine/reliability/deadline_header.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observedCall } from "./observed_call.ts";
import { behave, behaviours } from "./scripted_work.ts";

const never = () => new Promise<never>(() => {});

Deno.test("Timeout ends each call within its limit, settles as the function does before it, and leaves no alarm", async () => {
  await fc.assert(
    fc.asyncProperty(behaviours(100, "may-hang"), async (behaviour) => {
      const clock = new SimulatedClock(), timeout = new Timeout({ timeoutMs: 50, clock });
      const call = observedCall(timeout.execute((context) => behave(behaviour, clock, context)));
      await clock.advance(50);
      const isQuick = !behaviour.kind.startsWith("hangs") && behaviour.afterMs < 50;
      const isAtOnce = behaviour.kind === "returns" || behaviour.kind === "throws";
      assert.notEqual(call.state, "waiting");
      if (isQuick || isAtOnce) assert(!(call.error instanceof CallTimeoutError));
      else if (behaviour.afterMs !== 50) assert(call.error instanceof CallTimeoutError);
      await clock.runAll();
      assert.equal(clock.pending, 0);
    }),
  );
});

Deno.test("Timeout aborts the function's signal with its error, and tells of it", async () => {
  const clock = new SimulatedClock(), told: string[] = [];
  const timeout = new Timeout({ name: "pages", timeoutMs: 10, clock });
  timeout.on(({ kind, policy }) => told.push(`${policy} ${kind}`));
  let signal: AbortSignal | undefined;
  const call = observedCall(timeout.execute((context) => {
    signal = context.signal;
    return never();
  }));
  await clock.advance(10);
  assert.equal(signal!.reason, call.error);
  assert.equal((call.error as CallTimeoutError).code, "call-timeout");
  assert.deepEqual(told, ["pages timed-out"]);
});

Deno.test("Timeout gives a signal that is aborted already to a function that asks for it too late", async () => {
  const clock = new SimulatedClock();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  observedCall(
    new Timeout({ timeoutMs: 10, clock }).execute(async (context) => {
      await new Promise<void>((resolve) => clock.after(20, resolve));
      resolve(context.signal.aborted);
    }),
  );
  await clock.advance(20);
  assert.equal(await promise, true);
});

Deno.test("Timeout rejects at once when the caller aborts, and stops listening when the call has settled", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  const timeout = new Timeout({ timeoutMs: 10, clock }), { signal } = controller;
  let listening = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listening++;
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listening--;
    removeEventListener.apply(signal, args);
  };
  assert.equal(await timeout.execute(() => "answer", { signal }), "answer");
  assert.equal(listening, 0);
  const call = timeout.execute(never, { signal });
  controller.abort("no");
  await assert.rejects(call, (error) => error === "no");
  assert.equal(clock.pending, 0);
});

Deno.test("DeadlineGuard passes the earlier deadline down, and ends the call when it passes", async () => {
  const clock = new SimulatedClock();
  const outer = new DeadlineGuard({ maxMs: 100, clock }), inner = new DeadlineGuard({ maxMs: 500, clock });
  const left: number[] = [];
  const call = observedCall(
    all(outer, inner).execute(async ({ deadline }) => {
      left.push(deadline!.remainingMs);
      await new Promise<void>((resolve) => clock.after(40, resolve));
      left.push(deadline!.remainingMs);
      await never();
    }),
  );
  await clock.advance(99);
  assert.equal(call.state, "waiting");
  await clock.advance(1);
  assert(call.error instanceof DeadlineExceededError);
  assert.deepEqual(left, [100, 60]);
});

Deno.test("DeadlineGuard does not begin a call whose deadline has passed", async () => {
  const clock = new SimulatedClock(), deadline = Deadline.after(10, clock);
  await clock.advance(15);
  let called = false;
  const call = new DeadlineGuard({ clock }).execute(() => called = true, { deadline });
  await assert.rejects(call, (error) => error instanceof DeadlineExceededError && error.lateMs === 5);
  assert.equal(called, false);
  assert.equal(deadline.remainingMs, 0);
});

Deno.test("DeadlineGuard without any deadline calls the function as it is", async () => {
  const clock = new SimulatedClock();
  assert.equal(await new DeadlineGuard({ clock }).execute(({ deadline }) => deadline), undefined);
  assert.equal(clock.pending, 0);
});

Deno.test("Retry gives up at once when the next wait would outlast the deadline", async () => {
  const clock = new SimulatedClock(), events: RetryEvent[] = [];
  const retry = new Retry({ maxAttempts: 5, backoff: { kind: "fixed", delayMs: 40 }, clock });
  retry.on((event) => events.push(event));
  const call = observedCall(
    all(new DeadlineGuard({ maxMs: 100, clock }), retry).execute(() => {
      throw new Error("down");
    }),
  );
  await clock.advance(80);
  assert.equal((call.error as Error).message, "down");
  assert.deepEqual(events.map((event) => event.kind === "gave-up" ? event.reason : event.delayMs), [
    40,
    40,
    "deadline-too-near",
  ]);
});

Deno.test("Deadline crosses to another machine as what is left of it", async () => {
  const here = new SimulatedClock(), there = new SimulatedClock();
  await there.advance(1_000_000);
  const deadline = Deadline.after(2_500.75, here);
  await here.advance(500);
  assert.equal(deadline.toHeader(), "2000m");
  assert.equal(Deadline.fromHeader("2000m", there).remainingMs, 2_000);
  await here.advance(2_001);
  assert.throws(() => deadline.toHeader(), DeadlineExceededError);
  assert.throws(() => deadline.check(), DeadlineExceededError);
});

Deno.test("encodeRemaining() never lengthens a time of a microsecond or more, and loses less than its unit", () => {
  fc.assert(fc.property(fc.double({ min: 0.001, max: 1e13, noNaN: true }), (ms) => {
    const text = encodeRemaining(ms), read = decodeRemaining(text);
    assert.match(text, /^[1-9]\d{0,7}[HMSmu]$/);
    assert(read <= ms * (1 + 1e-12));
    assert(read > ms * 0.49, text);
  }));
});

Deno.test("encodeRemaining() takes the smallest unit from a millisecond on that eight digits hold", () => {
  const texts = [0.000_1, 0.25, 1, 1_500.9, 99_999_999, 100_000_000, 1e12, 1e15, 1e21].map(encodeRemaining);
  const expected = ["1u", "250u", "1m", "1500m", "99999999m", "100000S", "16666666M", "99999999H"];
  assert.deepEqual(texts.slice(0, 7), expected.slice(0, 7));
  assert.equal(texts.at(-1), expected.at(-1));
});

Deno.test("decodeRemaining() reads all units, and refuses what is none", () => {
  const read = ["1H", "2M", "3S", "4m", "5u", "6n", "0m"].map(decodeRemaining);
  assert.deepEqual(read.slice(0, 4), [3_600_000, 120_000, 3_000, 4]);
  assert(Math.abs(read[4]! - 0.005) < 1e-12 && Math.abs(read[5]! - 0.000_006) < 1e-12);
  assert.equal(read[6], 0);
  for (const wrong of ["", "5", "m", "123456789m", "-1m", "1.5S", "1h", " 1m"]) {
    assert.throws(() => decodeRemaining(wrong), SyntaxError, wrong);
  }
});

Deno.test("limits of time refuse options out of bounds", () => {
  for (const wrong of [0, -1, NaN, Infinity]) {
    assert.throws(() => new Timeout({ timeoutMs: wrong }), RangeError);
    assert.throws(() => new DeadlineGuard({ maxMs: wrong }), RangeError);
    assert.throws(() => Deadline.after(wrong), RangeError);
  }
});
