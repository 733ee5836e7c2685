import assert from "node:assert/strict";
import fc from "fast-check";
import { AdaptiveRateLimiter, type CallOutcome } from "../../../src/engine/coordination/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observed } from "./observed.ts";

const fast: CallOutcome = { kind: "success", latencyMs: 5 };
const refused: CallOutcome = { kind: "overload" };

Deno.test("AdaptiveRateLimiter adds about one unit a period for a period's successes", () => {
  const clock = new SimulatedClock();
  const limiter = new AdaptiveRateLimiter({ initialLimit: 10, maxLimit: 50, periodMs: 1_000, clock });
  for (let call = 0; call < 10; call++) limiter.record(fast);
  assert(limiter.limit > 10.9 && limiter.limit <= 11);
  for (let call = 0; call < 10_000; call++) limiter.record(fast);
  assert.equal(limiter.limit, 50);
});

Deno.test("AdaptiveRateLimiter halves the limit once for refusals that come together, and not below its minimum", async () => {
  const clock = new SimulatedClock();
  const limiter = new AdaptiveRateLimiter({ initialLimit: 40, minLimit: 8, maxLimit: 50, periodMs: 1_000, clock });
  for (let call = 0; call < 5; call++) limiter.record(refused);
  assert.equal(limiter.limit, 20);
  await clock.advance(999);
  limiter.record(refused);
  assert.equal(limiter.limit, 20);
  await clock.advance(1);
  limiter.record(refused);
  assert.equal(limiter.limit, 10);
  await clock.advance(1_000);
  limiter.record(refused);
  assert.equal(limiter.limit, 8);
});

Deno.test("AdaptiveRateLimiter takes a success that was slow for a sign of overload", () => {
  const clock = new SimulatedClock();
  const limiter = new AdaptiveRateLimiter({ initialLimit: 40, maxLimit: 50, periodMs: 1_000, slowMs: 200, clock });
  limiter.record({ kind: "success", latencyMs: 200 });
  assert.equal(limiter.limit, 20);
});

Deno.test("AdaptiveRateLimiter lets nothing through for as long as the other side asks", async () => {
  const clock = new SimulatedClock();
  const limiter = new AdaptiveRateLimiter({ initialLimit: 10, maxLimit: 50, periodMs: 1_000, burst: 10, clock });
  limiter.record({ kind: "overload", retryAfterMs: 3_000 });
  const waiting = observed(limiter.take());
  await clock.advance(2_999);
  assert.equal(waiting.state, "waiting");
  await clock.advance(1);
  assert.equal(waiting.state, "fulfilled");
});

Deno.test("AdaptiveRateLimiter does not slow down because of its own refusals, nor fill up when the rate changes", () => {
  const clock = new SimulatedClock();
  const limiter = new AdaptiveRateLimiter({ initialLimit: 10, maxLimit: 50, periodMs: 1_000, burst: 2, clock });
  assert.deepEqual([1, 2, 3, 4].map(() => limiter.tryTake()), [true, true, false, false]);
  assert.equal(limiter.limit, 10);
  limiter.record(fast);
  limiter.record(refused);
  assert.equal(limiter.tryTake(), false);
});

Deno.test("AdaptiveRateLimiter counts what came in before a change at the rate of before", async () => {
  const clock = new SimulatedClock();
  const options = { initialLimit: 10, maxLimit: 50, periodMs: 1_000, burst: 5, increase: 100, clock };
  const limiter = new AdaptiveRateLimiter(options);
  limiter.tryTake(5);
  await clock.advance(200);
  limiter.record(fast);
  assert.equal(limiter.limit, 20);
  assert.deepEqual([limiter.tryTake(2), limiter.tryTake()], [true, false]);
  await clock.advance(50);
  assert.equal(limiter.tryTake(), true);
});

Deno.test("AdaptiveRateLimiter tells who waits the new time when the rate changes", async () => {
  const clock = new SimulatedClock();
  const limiter = new AdaptiveRateLimiter({ initialLimit: 10, maxLimit: 50, periodMs: 1_000, clock });
  limiter.tryTake();
  const waiting = observed(limiter.take());
  await clock.advance(50);
  limiter.record(refused);
  await clock.advance(99);
  assert.equal(waiting.state, "waiting", "half was there, and the rest takes twice as long");
  await clock.advance(1);
  assert.equal(waiting.state, "fulfilled");
});

Deno.test("AdaptiveRateLimiter never goes beyond its highest rate and burst, and serves everybody", async () => {
  const steps = fc.array(
    fc.record({
      afterMs: fc.nat(30),
      outcome: fc.constantFrom<CallOutcome | null>(fast, fast, refused, { kind: "overload", retryAfterMs: 40 }, null),
    }),
    { maxLength: 60 },
  );
  await fc.assert(fc.asyncProperty(steps, async (script) => {
    const clock = new SimulatedClock();
    const limiter = new AdaptiveRateLimiter({ initialLimit: 5, maxLimit: 10, periodMs: 100, burst: 3, clock });
    const takenMs: number[] = [];
    for (const { afterMs, outcome } of script) {
      await clock.advance(afterMs);
      void limiter.take().then(() => takenMs.push(clock.now()));
      if (outcome !== null) limiter.record(outcome);
      assert(limiter.limit >= 1 && limiter.limit <= 10);
    }
    await clock.runAll(10_000);
    assert.equal(takenMs.length, script.length);
    takenMs.forEach((fromMs, i) => {
      for (let to = i; to < takenMs.length; to++) {
        assert(to - i + 1 <= 3 + (takenMs[to]! - fromMs) / 10 + 1e-6);
      }
    });
  }));
});

Deno.test("AdaptiveRateLimiter refuses numbers out of bounds", () => {
  const right = { initialLimit: 10, maxLimit: 50, periodMs: 1_000 };
  const wrong = [
    { initialLimit: 60 },
    { minLimit: 20 },
    { decreaseFactor: 1 },
    { decreaseFactor: 0 },
    { burst: 0 },
    { cooldownMs: 0 },
    { slowMs: 0 },
    { periodMs: 1.5 },
  ];
  for (const options of wrong) assert.throws(() => new AdaptiveRateLimiter({ ...right, ...options }), RangeError);
});
