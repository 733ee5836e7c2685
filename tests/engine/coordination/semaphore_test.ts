import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AcquireTimeoutError,
  DisposedError,
  LimitReachedError,
  type Permit,
  Semaphore,
} from "../../../src/engine/coordination/mod.ts";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { playScript, stepsFor } from "./line_model.ts";
import { observed } from "./observed.ts";

Deno.test("Semaphore gives, queues, times out and aborts as a plain reference does", async () => {
  const script = fc.integer({ min: 1, max: 4 }).chain((permits) =>
    fc.tuple(fc.constant(permits), stepsFor(Array.from({ length: permits }, (_, i) => i + 1)))
  );
  await fc.assert(
    fc.asyncProperty(script, async ([permits, steps]) => {
      await playScript(steps, permits, (clock) => {
        const semaphore = new Semaphore(permits, { clock });
        return {
          acquire: (units, options) => semaphore.acquire({ units, ...options }),
          tryAcquire: (units) => semaphore.tryAcquire({ units }),
          get waiting() {
            return semaphore.waiting;
          },
        };
      });
    }),
    { numRuns: 200 },
  );
});

Deno.test("Semaphore never lets more in than it has permits when 1,000 tasks come, fail, abort and time out", async () => {
  const clock = new SimulatedClock(), random = randomFromSeed(16);
  const semaphore = new Semaphore(5, { clock });
  let inside = 0, most = 0, left = 0;
  async function task(): Promise<void> {
    const units = 1 + random.below(5), controller = new AbortController();
    const timeoutMs = random.below(4) === 0 ? 1 + random.below(100) : undefined;
    if (random.below(4) === 0) clock.after(random.below(100), () => controller.abort(new Error("changed its mind")));
    await semaphore.run(async () => {
      inside += units;
      most = Math.max(most, inside);
      await new Promise<void>((resolve) => clock.after(random.below(5), resolve));
      inside -= units;
      if (random.below(10) === 0) throw new Error("failed inside");
    }, { units, timeoutMs, signal: controller.signal });
  }
  const tasks = Array.from({ length: 1_000 }, () => task().catch(() => {}).finally(() => left++));
  await clock.runAll();
  await Promise.all(tasks);
  assert.equal(left, 1_000);
  assert.equal(most, 5);
  assert.equal(inside, 0);
  assert.equal(semaphore.available, 5);
  assert.equal(clock.pending, 0);
});

Deno.test("Semaphore.acquire() does not let a small claim overtake a large one that waits", async () => {
  const semaphore = new Semaphore(2);
  const first = await semaphore.acquire();
  const large = observed(semaphore.acquire({ units: 2 }));
  const small = observed(semaphore.acquire());
  assert.equal(semaphore.available, 1);
  assert.equal(semaphore.tryAcquire(), null);
  first.release();
  await Promise.resolve();
  assert.equal(large.state, "fulfilled");
  assert.equal(small.state, "waiting");
  large.value!.release();
  await Promise.resolve();
  assert.equal(small.state, "fulfilled");
});

Deno.test("Semaphore.acquire() lets those behind in when a large claim in front gives up", async () => {
  const semaphore = new Semaphore(2), controller = new AbortController();
  await semaphore.acquire();
  const large = semaphore.acquire({ units: 2, signal: controller.signal });
  const small = observed(semaphore.acquire());
  controller.abort(new Error("no longer needed"));
  await assert.rejects(large, { message: "no longer needed" });
  assert.equal(small.state, "fulfilled");
});

Deno.test("Semaphore.acquire() serves a claim of higher priority at once where what is left is enough for it", async () => {
  const semaphore = new Semaphore(2);
  const first = await semaphore.acquire();
  const large = observed(semaphore.acquire({ units: 2 }));
  const urgent = await semaphore.acquire({ priority: 1 });
  first.release();
  assert.equal(large.state, "waiting");
  urgent.release();
  await Promise.resolve();
  large.value!.release();
  assert.equal(semaphore.available, 2);
});

Deno.test("Semaphore.acquire() takes nothing when its signal is aborted already", async () => {
  const semaphore = new Semaphore(1);
  await assert.rejects(semaphore.acquire({ signal: AbortSignal.abort("late") }), (error) => error === "late");
  assert.equal(semaphore.available, 1);
});

Deno.test("Semaphore.acquire() rejects with AcquireTimeoutError once timeoutMs has passed, and leaves no alarm", async () => {
  const clock = new SimulatedClock();
  const semaphore = new Semaphore(1, { name: "slots", clock });
  await semaphore.acquire();
  const waiting = observed(semaphore.acquire({ timeoutMs: 50 }));
  await clock.advance(49);
  assert.equal(waiting.state, "waiting");
  await clock.advance(1);
  assert(waiting.error instanceof AcquireTimeoutError);
  assert.equal(waiting.error.code, "acquire-timeout");
  assert.equal(
    waiting.error.message,
    `Cannot wait for "slots" any longer as its turn must come within 50 ms (raise 'timeoutMs', or let those in front finish sooner)`,
  );
  assert.equal(semaphore.waiting, 0);
  assert.equal(clock.pending, 0);
});

Deno.test("Semaphore.acquire() sets no alarm without timeoutMs", async () => {
  const clock = new SimulatedClock();
  const semaphore = new Semaphore(1, { clock });
  const permit = await semaphore.acquire();
  const next = semaphore.acquire();
  assert.equal(clock.pending, 0);
  permit.release();
  (await next).release();
});

Deno.test("Semaphore.acquire() rejects with LimitReachedError when maxWaiting claims wait", async () => {
  const semaphore = new Semaphore(1, { maxWaiting: 1 });
  const permit = await semaphore.acquire();
  const waiting = semaphore.acquire();
  await assert.rejects(semaphore.acquire(), (error) => {
    assert(error instanceof LimitReachedError);
    assert.equal(error.option, "maxWaiting");
    assert.equal(error.limit, 1);
    return true;
  });
  permit.release();
  (await waiting).release();
});

Deno.test("Semaphore[Symbol.dispose]() turns away who waits and who comes, and lets holders release", async () => {
  const semaphore = new Semaphore(1);
  const permit = await semaphore.acquire();
  const waiting = assert.rejects(semaphore.acquire(), DisposedError);
  semaphore[Symbol.dispose]();
  semaphore[Symbol.dispose]();
  await waiting;
  permit.release();
  assert.equal(semaphore.available, 1);
  await assert.rejects(semaphore.acquire(), DisposedError);
  assert.throws(() => semaphore.tryAcquire(), DisposedError);
});

Deno.test("Permit.release() counts once, however often and by whichever door it is called", async () => {
  const semaphore = new Semaphore(3);
  let kept: Permit;
  {
    using permit = await semaphore.acquire({ units: 2 });
    await using other = await semaphore.acquire();
    assert.equal(semaphore.available, 0);
    assert.deepEqual([permit.units, permit.token, other.token], [2, 1, 2]);
    permit.release();
    kept = permit;
  }
  assert.equal(semaphore.available, 3);
  kept.release();
  kept[Symbol.dispose]();
  await kept[Symbol.asyncDispose]();
  assert.equal(semaphore.available, 3);
  assert.equal(kept.isHeld, false);
});

Deno.test("Semaphore.run() releases when the function throws, at once or later", async () => {
  const semaphore = new Semaphore(1);
  await assert.rejects(semaphore.run(() => Promise.reject(new Error("later"))), { message: "later" });
  await assert.rejects(
    semaphore.run(() => {
      throw new Error("at once");
    }),
    { message: "at once" },
  );
  assert.equal(await semaphore.run((permit) => permit.token), 3);
  assert.equal(semaphore.available, 1);
});

Deno.test("Semaphore refuses numbers out of bounds", () => {
  for (const permits of [0, -1, 1.5, NaN, Infinity]) assert.throws(() => new Semaphore(permits), RangeError);
  assert.throws(() => new Semaphore(1, { maxWaiting: 0 }), RangeError);
  const semaphore = new Semaphore(2);
  for (const units of [0, 3, 0.5, NaN]) assert.throws(() => semaphore.acquire({ units }), RangeError);
  assert.throws(() => semaphore.tryAcquire({ units: 3 }), {
    message: `Cannot acquire "semaphore" as 'units' must be a whole number from 1 to 2: current value is 3`,
  });
  for (const timeoutMs of [0, -1, NaN, Infinity]) assert.throws(() => semaphore.acquire({ timeoutMs }), RangeError);
  assert.throws(() => semaphore.acquire({ priority: NaN }), RangeError);
  assert.equal(semaphore.available, 2);
});
