import assert from "node:assert/strict";
import fc from "fast-check";
import {
  all,
  Bulkhead,
  type BulkheadEvent,
  BulkheadFullError,
  BulkheadWaitError,
  Timeout,
} from "../../../src/engine/reliability/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observedCall } from "./observed_call.ts";
import { behave, behaviours } from "./scripted_work.ts";

const never = () => new Promise<never>(() => {});

Deno.test("Bulkhead of five slots and five places takes ten calls and refuses the eleventh", async () => {
  const bulkhead = new Bulkhead({ name: "db", maxConcurrent: 5, maxQueued: 5, clock: new SimulatedClock() });
  for (let i = 0; i < 10; i++) observedCall(bulkhead.execute(never));
  assert.equal(bulkhead.running, 5);
  assert.equal(bulkhead.queued, 5);
  await assert.rejects(bulkhead.execute(never), (error) => {
    assert(error instanceof BulkheadFullError);
    assert.equal(error.code, "bulkhead-full");
    assert.equal(
      error.message,
      `Cannot call through "db" as a slot or a place in line must be free: 5 calls are under way and 5 wait ` +
        `(raise 'maxConcurrent' or 'maxQueued', or call less often)`,
    );
    return true;
  });
});

Deno.test("Bulkhead never exceeds its limits, serves in order and loses no wake-up, whatever calls do", async () => {
  const step = fc.record({
    behaviour: behaviours(30, "settles"),
    waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 15 })),
    abortAfterMs: fc.option(fc.integer({ min: 0, max: 30 })),
  });
  const limits = fc.record({
    maxConcurrent: fc.integer({ min: 1, max: 3 }),
    maxQueued: fc.integer({ min: 0, max: 5 }),
    maxWaitMs: fc.constantFrom(10, 40, Infinity),
  });
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { maxLength: 30 }), async (limits, steps) => {
      const clock = new SimulatedClock(), bulkhead = new Bulkhead({ ...limits, clock });
      const started: number[] = [], calls = [];
      let inside = 0;
      for (const [number, { behaviour, waitMs, abortAfterMs }] of steps.entries()) {
        const controller = new AbortController();
        if (abortAfterMs !== null) clock.after(abortAfterMs, () => controller.abort("aborted"));
        calls.push(observedCall(bulkhead.execute(async (context) => {
          started.push(number);
          assert(++inside <= limits.maxConcurrent, `${inside} calls at once`);
          try {
            return await behave(behaviour, clock, context);
          } finally {
            inside--;
          }
        }, { signal: controller.signal })));
        assert(bulkhead.queued <= limits.maxQueued);
        await clock.advance(waitMs);
        assert.equal(bulkhead.running, inside);
        assert(bulkhead.queued === 0 || inside === limits.maxConcurrent, "a call waits though a slot is free");
      }
      await clock.runAll();
      assert.deepEqual(started, started.toSorted((a, b) => a - b));
      assert(calls.every(({ state }) => state !== "waiting"));
      assert(calls.every(({ error }) => !(error instanceof assert.AssertionError)));
      assert.deepEqual([bulkhead.running, bulkhead.queued, clock.pending], [0, 0, 0]);
    }),
    { numRuns: 200 },
  );
});

Deno.test("Bulkhead does not call a function whose signal was aborted just as its turn came", async () => {
  const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueued: 2, clock: new SimulatedClock() });
  const controller = new AbortController(), called: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  observedCall(bulkhead.execute(() => promise));
  const second = observedCall(bulkhead.execute(() => called.push("second"), { signal: controller.signal }));
  const third = bulkhead.execute(() => called.push("third"));
  // Runs after the first has handed its slot on, and before the second goes on.
  promise.then(() => controller.abort("too late"));
  resolve();
  await third;
  assert.equal(second.error, "too late");
  assert.deepEqual(called, ["third"]);
  assert.equal(bulkhead.running, 0);
});

Deno.test("Bulkhead lets a call leave the line at once when its signal is aborted", async () => {
  const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueued: 1, clock: new SimulatedClock() });
  observedCall(bulkhead.execute(never));
  const controller = new AbortController();
  const waiting = bulkhead.execute(never, { signal: controller.signal });
  controller.abort(new Error("no longer needed"));
  assert.equal(bulkhead.queued, 0);
  await assert.rejects(waiting, { message: "no longer needed" });
});

Deno.test("Bulkhead ends a wait after maxWaitMs, and tells of what waited, waited too long and was refused", async () => {
  const clock = new SimulatedClock(), events: BulkheadEvent[] = [];
  const bulkhead = new Bulkhead({ maxConcurrent: 1, maxQueued: 1, maxWaitMs: 50, clock });
  bulkhead.on((event) => events.push(event));
  observedCall(bulkhead.execute(never));
  const waiting = observedCall(bulkhead.execute(never));
  observedCall(bulkhead.execute(never));
  await clock.advance(49);
  assert.equal(waiting.state, "waiting");
  await clock.advance(1);
  assert(waiting.error instanceof BulkheadWaitError);
  assert.equal(waiting.error.maxWaitMs, 50);
  const facts = { bulkhead: "bulkhead", running: 1 };
  assert.deepEqual(events, [
    { kind: "queued", ...facts, queued: 1 },
    { kind: "rejected", ...facts, queued: 1 },
    { kind: "waited-too-long", ...facts, queued: 0 },
  ]);
});

Deno.test("Bulkhead keeps the slot of a function that hangs, and a timeout inside of it frees the slot", async () => {
  const clock = new SimulatedClock(), timeout = new Timeout({ timeoutMs: 100, clock });
  const outside = new Bulkhead({ maxConcurrent: 1, clock }), inside = new Bulkhead({ maxConcurrent: 1, clock });
  observedCall(all(timeout, outside).execute(never));
  observedCall(all(inside, timeout).execute(never));
  await clock.advance(100);
  assert.equal(outside.running, 1);
  assert.equal(inside.running, 0);
});

Deno.test("Bulkhead refuses options out of bounds", () => {
  for (const wrong of [{ maxConcurrent: 0 }, { maxQueued: -1 }, { maxWaitMs: 0 }]) {
    assert.throws(() => new Bulkhead({ maxConcurrent: 1, ...wrong }), RangeError);
  }
});
