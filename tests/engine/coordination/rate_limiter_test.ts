import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AcquireTimeoutError,
  type Alarm,
  allOf,
  DisposedError,
  fixedWindow,
  gcra,
  leakyBucket,
  LimitReachedError,
  RateLimitedError,
  RateLimiter,
  type RateRule,
  slidingCounter,
  slidingLog,
  tokenBucket,
} from "../../../src/engine/coordination/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observed } from "./observed.ts";

const rules: Record<string, () => RateRule> = {
  gcra: () => gcra({ limit: 3, periodMs: 100, burst: 4 }),
  tokenBucket: () => tokenBucket({ limit: 7, periodMs: 100, capacity: 4 }),
  leakyBucket: () => leakyBucket({ limit: 3, periodMs: 100 }),
  fixedWindow: () => fixedWindow({ limit: 4, windowMs: 70 }),
  slidingLog: () => slidingLog({ limit: 4, windowMs: 70 }),
  slidingCounter: () => slidingCounter({ limit: 7, windowMs: 30 }),
  allOf: () => allOf(gcra({ limit: 3, periodMs: 50, burst: 4 }), slidingCounter({ limit: 7, windowMs: 300 })),
};

const script = fc.array(fc.record({ afterMs: fc.nat(60), units: fc.integer({ min: 1, max: 4 }) }), { maxLength: 30 });

for (const [name, make] of Object.entries(rules)) {
  Deno.test(`RateLimiter.take() serves waits in order, each at the first moment that ${name}() allows`, async () => {
    await fc.assert(
      fc.asyncProperty(script, async (claims) => {
        const clock = new SimulatedClock(), limiter = new RateLimiter(make(), { clock });
        const servedMs: number[] = [], expectedMs: number[] = [];
        const reference = make();
        let atMs = 0, lastMs = 0;
        for (const { afterMs, units } of claims) {
          atMs += afterMs;
          clock.after(atMs, () => void limiter.take({ units }).then(() => servedMs.push(clock.now())));
          lastMs = reference.earliestMs(Math.max(atMs, lastMs), units);
          reference.take(lastMs, units);
          expectedMs.push(lastMs);
        }
        await clock.runAll(1_000);
        assert.equal(servedMs.length, claims.length);
        servedMs.forEach((servedAtMs, i) => assert(Math.abs(servedAtMs - expectedMs[i]!) < 1e-6));
        assert.equal(clock.pending, 0);
      }),
      { numRuns: 60 },
    );
  });

  Deno.test(`RateLimiter.reserve() comes after those who wait and delays none of them, with ${name}()`, async () => {
    await fc.assert(
      fc.asyncProperty(script, fc.nat(30), async (claims, reserveAfter) => {
        const clock = new SimulatedClock(), limiter = new RateLimiter(make(), { clock }), reference = make();
        const servedMs: number[] = [], expectedMs: number[] = [];
        let lastMs = 0;
        const expect = (units: number) => {
          lastMs = reference.earliestMs(Math.max(clock.now(), lastMs), units);
          reference.take(lastMs, units);
          return lastMs;
        };
        for (const [i, { afterMs, units }] of claims.entries()) {
          await clock.advance(afterMs);
          if (i % 3 === reserveAfter % 3) assert(Math.abs(clock.now() + limiter.reserve(units) - expect(units)) < 1e-6);
          else {
            void limiter.take({ units }).then(() => servedMs.push(clock.now()));
            expectedMs.push(expect(units));
          }
        }
        await clock.runAll(1_000);
        assert.equal(servedMs.length, expectedMs.length);
        servedMs.forEach((servedAtMs, i) => assert(Math.abs(servedAtMs - expectedMs[i]!) < 1e-6));
      }),
      { numRuns: 60 },
    );
  });
}

Deno.test("RateLimiter never exceeds the limit nor forgets a claim when claims are aborted and time out at random", async () => {
  const claims = fc.array(
    fc.record({
      atMs: fc.nat(300),
      units: fc.integer({ min: 1, max: 4 }),
      abortsAfterMs: fc.option(fc.nat(200)),
      timeoutMs: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  );
  await fc.assert(fc.asyncProperty(claims, async (waits) => {
    const clock = new SimulatedClock();
    const limiter = new RateLimiter(slidingLog({ limit: 4, windowMs: 50 }), { clock });
    const taken: { atMs: number; units: number; order: number }[] = [];
    let ended = 0;
    waits.forEach(({ atMs, units, abortsAfterMs, timeoutMs }, i) => {
      const controller = new AbortController();
      clock.after(atMs, () => {
        limiter.take({ units, timeoutMs, signal: controller.signal })
          .then(() => taken.push({ atMs: clock.now(), units, order: atMs * 1_000 + i }))
          .catch(() => {})
          .finally(() => ended++);
      });
      if (abortsAfterMs !== null) clock.after(atMs + abortsAfterMs, () => controller.abort());
    });
    await clock.runAll();
    assert.equal(ended, waits.length);
    assert.equal(limiter.waiting, 0);
    for (const { atMs } of taken) {
      const inWindow = taken.filter((other) => other.atMs >= atMs && other.atMs < atMs + 50);
      assert(inWindow.reduce((sum, { units }) => sum + units, 0) <= 4);
    }
    assert.deepEqual(taken, taken.toSorted((a, b) => a.order - b.order));
  }));
});

Deno.test("RateLimiter.tryTake() takes nothing while somebody waits", async () => {
  const clock = new SimulatedClock();
  const limiter = new RateLimiter(gcra({ limit: 10, periodMs: 1_000, burst: 3 }), { clock });
  assert.equal(limiter.tryTake(2), true);
  const waiting = observed(limiter.take({ units: 3 }));
  assert.equal(limiter.tryTake(), false, "one is left, but somebody waits");
  await clock.advance(200);
  assert.equal(waiting.state, "fulfilled");
  assert.equal(limiter.tryTake(), false);
  await clock.advance(100);
  assert.equal(limiter.tryTake(), true);
});

Deno.test("RateLimiter.take() lets the next one in earlier when the first gives up", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  const limiter = new RateLimiter(gcra({ limit: 10, periodMs: 1_000, burst: 5 }), { clock });
  limiter.tryTake(5);
  const large = observed(limiter.take({ units: 5, signal: controller.signal }));
  const small = observed(limiter.take());
  await clock.advance(50);
  controller.abort("enough");
  await clock.advance(50);
  assert.equal(large.error, "enough");
  assert.equal(small.state, "fulfilled");
});

Deno.test("RateLimiter.take() refuses at once what cannot come in time, and says when to come again", async () => {
  const clock = new SimulatedClock();
  const limiter = new RateLimiter(leakyBucket({ limit: 1, periodMs: 500 }), { name: "model", clock });
  limiter.tryTake();
  await assert.rejects(limiter.take({ timeoutMs: 499 }), (error) => {
    assert(error instanceof RateLimitedError);
    assert.equal(error.retryAfterMs, 500);
    assert.equal(error.code, "rate-limited");
    return true;
  });
  assert.equal(limiter.waiting, 0);
  const inTime = observed(limiter.take({ timeoutMs: 501 })), tooLate = observed(limiter.take({ timeoutMs: 600 }));
  await clock.advance(600);
  assert.equal(inTime.state, "fulfilled");
  assert(tooLate.error instanceof AcquireTimeoutError, "only the line in front of it made it late");
});

Deno.test("RateLimiter.run() calls the function once units have come through", async () => {
  const clock = new SimulatedClock();
  const limiter = new RateLimiter(leakyBucket({ limit: 1, periodMs: 10 }), { clock });
  const startedMs = Promise.all([0, 1, 2].map(() => limiter.run(() => clock.now())));
  await clock.runAll();
  assert.deepEqual(await startedMs, [0, 10, 20]);
  const failing = assert.rejects(limiter.run(() => Promise.reject(new Error("failed inside"))), {
    message: "failed inside",
  });
  await clock.runAll();
  await failing;
});

Deno.test("RateLimiter takes nothing from any rule of allOf() when one of them refuses", () => {
  const clock = new SimulatedClock();
  const second = tokenBucket({ limit: 1, periodMs: 1_000, capacity: 1 });
  const hour = tokenBucket({ limit: 1, periodMs: 3_600_000, capacity: 4 });
  const limiter = new RateLimiter(allOf(hour, second), { clock });
  assert.deepEqual([1, 2, 3, 4].map(() => limiter.tryTake()), [true, false, false, false]);
  assert.equal(hour.tokensAt(0), 3);
});

Deno.test("RateLimiter keeps the pace over 3,000 units of a third of a second each", async () => {
  const clock = new SimulatedClock();
  const limiter = new RateLimiter(leakyBucket({ limit: 3, periodMs: 1_000 }), { clock });
  const all = Promise.all(Array.from({ length: 3_000 }, () => limiter.take()));
  await clock.runAll(3_000);
  await all;
  assert(Math.abs(clock.now() - 2_999 * 1_000 / 3) < 1e-6);
});

Deno.test("RateLimiter takes an alarm for what was meant by it, where the clock's sum came out a little lower", async () => {
  let nowMs = 0;
  const alarms: Alarm[] = [];
  const clock = { now: () => nowMs, set: (alarm: Alarm) => void alarms.push(alarm), clear: () => {} };
  const limiter = new RateLimiter(leakyBucket({ limit: 3, periodMs: 1_000 }), { clock });
  limiter.tryTake();
  const waiting = observed(limiter.take());
  nowMs = 1_000 / 3 - 1e-10;
  alarms.shift()!.ring();
  await Promise.resolve();
  assert.equal(waiting.state, "fulfilled");
  assert.equal(alarms.length, 0);
});

Deno.test("RateLimiter limits its line, turns it away when disposed of, and leaves no alarm", async () => {
  const clock = new SimulatedClock();
  const limiter = new RateLimiter(leakyBucket({ limit: 1, periodMs: 10 }), { clock, maxWaiting: 1 });
  limiter.tryTake();
  const waiting = assert.rejects(limiter.take(), DisposedError);
  await assert.rejects(limiter.take(), LimitReachedError);
  limiter[Symbol.dispose]();
  await waiting;
  await assert.rejects(limiter.take(), DisposedError);
  assert.throws(() => limiter.tryTake(), DisposedError);
  assert.throws(() => limiter.reserve(), DisposedError);
  assert.equal(clock.pending, 0);
});

Deno.test("RateLimiter refuses numbers out of bounds", async () => {
  const limiter = new RateLimiter(gcra({ limit: 1, periodMs: 1, burst: 2 }));
  for (const units of [0, 3, 0.5, NaN]) {
    assert.throws(() => limiter.tryTake(units), RangeError);
    assert.throws(() => limiter.reserve(units), RangeError);
    assert.throws(() => limiter.take({ units }), RangeError);
  }
  assert.throws(() => limiter.take({ timeoutMs: 0 }), RangeError);
  await assert.rejects(limiter.take({ signal: AbortSignal.abort("late") }), (error) => error === "late");
  assert.equal(limiter.tryTake(2), true);
});
