import assert from "node:assert/strict";
import fc from "fast-check";
import {
  all,
  CallTimeoutError,
  LoadShedder,
  type LoadShedderEvent,
  type LoadShedderOptions,
  OverloadedError,
  Timeout,
} from "../../../src/engine/reliability/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observedCall } from "./observed_call.ts";
import { behave, behaviours } from "./scripted_work.ts";

const sleep = (clock: SimulatedClock, ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

Deno.test("LoadShedder refuses what is above its limit", async () => {
  const clock = new SimulatedClock(), shedder = new LoadShedder({ slowMs: 100, initialLimit: 2, clock });
  const calls = [1, 2, 3].map(() => observedCall(shedder.execute(() => sleep(clock, 10))));
  await clock.advance(0);
  assert(calls[2]!.error instanceof OverloadedError);
  assert.equal(calls[2]!.error.limit, 2);
  await clock.advance(10);
  assert.equal(shedder.running, 0);
});

Deno.test("LoadShedder raises its limit by about one for a round of calls that go well and use it", async () => {
  const clock = new SimulatedClock(), shedder = new LoadShedder({ slowMs: 100, initialLimit: 10, clock });
  for (let i = 0; i < 50; i++) await shedder.execute(() => {});
  assert.equal(shedder.limit, 10);
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 10; i++) observedCall(shedder.execute(() => sleep(clock, 10)));
    await clock.advance(10);
  }
  assert.equal(shedder.limit, 11);
});

Deno.test("LoadShedder lowers its limit once for calls that were under way together, and not below minLimit", async () => {
  const clock = new SimulatedClock(), events: LoadShedderEvent[] = [];
  const shedder = new LoadShedder({ slowMs: 100, initialLimit: 10, minLimit: 4, decreaseFactor: 0.5, clock });
  shedder.on((event) => events.push(event));
  for (const expected of [5, 4, 4]) {
    for (let i = 0; i < 4; i++) observedCall(shedder.execute(() => sleep(clock, 100)));
    await clock.advance(100);
    assert.equal(shedder.limit, expected);
  }
  assert.deepEqual(events.map(({ kind, limit }) => [kind, limit]), [
    ["limit-lowered", 5],
    ["limit-lowered", 4],
    ["limit-lowered", 4],
  ]);
});

Deno.test("LoadShedder takes time limits as a sign of overload, and neither other errors nor abortion", async () => {
  const clock = new SimulatedClock(), options = { slowMs: 1_000, initialLimit: 10, decreaseFactor: 0.5, clock };
  const shedder = new LoadShedder(options), controller = new AbortController();
  await shedder.execute(() => Promise.reject(new Error("not found"))).catch(() => {});
  observedCall(shedder.execute(({ signal }) => {
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new CallTimeoutError("", 1))));
  }, { signal: controller.signal }));
  controller.abort();
  await clock.advance(0);
  assert.equal(shedder.limit, 10);
  observedCall(all(shedder, new Timeout({ timeoutMs: 5, clock })).execute(() => new Promise(() => {})));
  await clock.advance(5);
  assert.equal(shedder.limit, 5);
});

Deno.test("LoadShedder never lets more in than its limit, and counts right, whatever functions do", async () => {
  const steps = fc.array(fc.tuple(behaviours(60, "settles"), fc.integer({ min: 0, max: 20 })), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const clock = new SimulatedClock();
      const shedder = new LoadShedder({ slowMs: 30, initialLimit: 3, maxLimit: 5, isOverload: () => true, clock });
      let inside = 0;
      for (const [behaviour, waitMs] of steps) {
        const limit = shedder.limit;
        observedCall(shedder.execute(async (context) => {
          assert(++inside <= limit);
          try {
            return await behave(behaviour, clock, context);
          } finally {
            inside--;
          }
        }));
        assert(inside <= limit);
        await clock.advance(waitMs);
        assert.equal(shedder.running, inside);
        assert(shedder.limit >= 1 && shedder.limit <= 5);
      }
      await clock.runAll();
      assert.equal(shedder.running, 0);
    }),
    { numRuns: 100 },
  );
});

Deno.test("LoadShedder refuses options out of bounds", () => {
  const wrong: readonly Partial<LoadShedderOptions>[] = [
    { slowMs: 0 },
    { minLimit: 0 },
    { minLimit: 5, maxLimit: 4 },
    { initialLimit: 300 },
    { decreaseFactor: 1 },
  ];
  for (const options of wrong) {
    assert.throws(() => new LoadShedder({ slowMs: 1, ...options }), RangeError, JSON.stringify(options));
  }
});
