import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type HedgeEvent,
  HedgeLostError,
  Hedging,
  type HedgingOptions,
  RetryBudget,
} from "../../../src/engine/reliability/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observedCall } from "./observed_call.ts";
import { behave, behaviours } from "./scripted_work.ts";

const FIXED = { kind: "fixed", delayMs: 50 } as const;

function hedgingOn(clock: SimulatedClock, options: Partial<HedgingOptions> = {}): Hedging {
  return new Hedging({ delay: FIXED, clock, ...options });
}

/** Answers after so long. */
function after(clock: SimulatedClock, ms: number, end: "resolve" | "reject" = "resolve"): Promise<number> {
  return new Promise((resolve, reject) =>
    clock.after(ms, () => end === "resolve" ? resolve(ms) : reject(new Error(`failed after ${ms} ms`)))
  );
}

Deno.test("Hedging makes no second attempt when the first answers in time, and leaves no alarm", async () => {
  const clock = new SimulatedClock(), attempts: number[] = [];
  const answer = hedgingOn(clock).execute(({ attempt }) => {
    attempts.push(attempt);
    return after(clock, 49);
  });
  await clock.advance(49);
  assert.equal(await answer, 49);
  assert.deepEqual(attempts, [1]);
  assert.equal(clock.pending, 0);
});

Deno.test("Hedging takes the first answer, aborts the other attempt, and leaves the winner's signal alone", async () => {
  const clock = new SimulatedClock(), events: HedgeEvent[] = [], signals: AbortSignal[] = [];
  const hedging = hedgingOn(clock);
  hedging.on((event) => events.push(event));
  const answer = hedging.execute(({ attempt, signal }) => {
    signals.push(signal);
    return after(clock, attempt === 1 ? 200 : 30);
  });
  await clock.advance(80);
  assert.equal(await answer, 30);
  assert(signals[0]!.reason instanceof HedgeLostError);
  assert.equal(signals[1]!.aborted, false);
  assert.deepEqual(events, [{ kind: "hedged", policy: "hedging" }, { kind: "won", policy: "hedging", attempt: 2 }]);
  await clock.runAll();
});

Deno.test("Hedging aborts the second attempt when the first answers after all", async () => {
  const clock = new SimulatedClock();
  let second: AbortSignal | undefined;
  const answer = hedgingOn(clock).execute(({ attempt, signal }) => {
    if (attempt === 1) return after(clock, 60);
    second = signal;
    return new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  await clock.advance(60);
  assert.equal(await answer, 60);
  assert(second!.aborted);
});

Deno.test("Hedging waits for the other attempt when one fails, and throws the first one's error when both do", async () => {
  const clock = new SimulatedClock();
  const saved = observedCall(
    hedgingOn(clock).execute(({ attempt }) => attempt === 1 ? after(clock, 60, "reject") : after(clock, 70)),
  );
  const lost = observedCall(
    hedgingOn(clock).execute(({ attempt }) => {
      if (attempt === 2) throw new Error("thrown at once");
      return after(clock, 90, "reject");
    }),
  );
  await clock.advance(120);
  assert.equal(saved.value, 70);
  assert.equal((lost.error as Error).message, "failed after 90 ms");
});

Deno.test("Hedging is no retry: a first attempt that fails early fails the call", async () => {
  const clock = new SimulatedClock();
  let attempts = 0;
  const call = hedgingOn(clock).execute(() => {
    attempts++;
    throw new Error("at once");
  });
  await assert.rejects(call, { message: "at once" });
  await clock.advance(1_000);
  assert.equal(attempts, 1);
  assert.equal(clock.pending, 0);
});

Deno.test("Hedging rejects at once and aborts both attempts when the caller aborts, though they hang", async () => {
  const clock = new SimulatedClock(), controller = new AbortController(), signals: AbortSignal[] = [];
  const call = hedgingOn(clock).execute(({ signal }) => {
    signals.push(signal);
    return new Promise<never>(() => {});
  }, { signal: controller.signal });
  await clock.advance(50);
  controller.abort("changed its mind");
  await assert.rejects(call, (error) => error === "changed its mind");
  assert.deepEqual(signals.map(({ reason }) => reason), ["changed its mind", "changed its mind"]);
});

Deno.test("Hedging waits by the percentile of the latest latencies, once there are minSamples", async () => {
  const clock = new SimulatedClock();
  const hedging = hedgingOn(clock, {
    delay: { kind: "percentile", quantile: 0.9, initialDelayMs: 1_000, minSamples: 10, maxSamples: 10 },
  });
  for (let ms = 1; ms <= 10; ms++) {
    assert.equal(hedging.delayMs, 1_000);
    const answer = hedging.execute(() => after(clock, ms));
    await clock.advance(ms);
    await answer;
  }
  assert.equal(hedging.delayMs, 9);
  const answer = hedging.execute(() => after(clock, 8));
  await clock.advance(8);
  await answer;
  assert.equal(hedging.delayMs, 9);
});

Deno.test("Hedging makes at most one extra attempt a call and no more than its budget gives, whatever functions do", async () => {
  const script = fc.array(fc.record({ first: behaviours(120, "may-hang"), second: behaviours(120, "may-hang") }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(script, fc.integer({ min: 1, max: 4 }), async (calls, maxTokens) => {
      const clock = new SimulatedClock(), budget = new RetryBudget({ ratio: 0.25, maxTokens });
      const hedging = hedgingOn(clock, { budget });
      let extra = 0;
      for (const [made, { first, second }] of calls.entries()) {
        const attempts: number[] = [];
        observedCall(hedging.execute((context) => {
          attempts.push(context.attempt);
          return behave(context.attempt === 1 ? first : second, clock, context);
        }));
        await clock.advance(60);
        extra += attempts.length - 1;
        assert.deepEqual(attempts, [1, 2].slice(0, attempts.length));
        assert(extra <= maxTokens + 0.25 * (made + 1), `${extra} extra attempts`);
      }
      await clock.runAll();
      assert.equal(clock.pending, 0);
    }),
    { numRuns: 100 },
  );
});

Deno.test("Hedging refuses options out of bounds", () => {
  const wrong: readonly HedgingOptions["delay"][] = [
    { kind: "fixed", delayMs: 0 },
    { kind: "percentile", initialDelayMs: 0 },
    { kind: "percentile", initialDelayMs: 1, quantile: 0 },
    { kind: "percentile", initialDelayMs: 1, minSamples: 11, maxSamples: 10 },
  ];
  for (const delay of wrong) assert.throws(() => new Hedging({ delay }), RangeError, JSON.stringify(delay));
});
