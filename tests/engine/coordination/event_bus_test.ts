import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AcquireTimeoutError,
  DisposedError,
  EventBus,
  EventHandlerError,
  LimitReachedError,
} from "../../../src/engine/coordination/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observed } from "./observed.ts";

interface Events {
  number: number;
  text: string;
}

Deno.test("EventBus.emit() calls the handlers of an event in the order in which they came, and no others", () => {
  const bus = new EventBus<Events>(), calls: string[] = [];
  bus.on("number", (value) => calls.push(`a${value}`));
  const second = bus.on("number", (value) => calls.push(`b${value}`));
  bus.on("text", (value) => calls.push(value));
  bus.emit("number", 1);
  second.unsubscribe();
  second[Symbol.dispose]();
  bus.emit("number", 2);
  bus.emit("text", "c");
  assert.deepEqual(calls, ["a1", "b1", "a2", "c"]);
});

Deno.test("EventBus shows everybody all events in one order, also those that handlers emit", () => {
  const bus = new EventBus<Events>(), seen: Record<string, number[]> = { a: [], b: [] };
  bus.on("number", (value) => {
    seen["a"]!.push(value);
    if (value < 3) bus.emit("number", value + 1);
  });
  bus.on("number", (value) => seen["b"]!.push(value));
  bus.emit("number", 0);
  assert.deepEqual(seen, { a: [0, 1, 2, 3], b: [0, 1, 2, 3] });
});

Deno.test("EventBus does not call a handler that was taken away by one before it, nor a new one for the old event", () => {
  const bus = new EventBus<Events>(), calls: string[] = [];
  bus.on("number", () => {
    calls.push("first");
    second.unsubscribe();
    bus.on("number", () => calls.push("third"));
  });
  const second = bus.on("number", () => calls.push("second"));
  bus.emit("number", 1);
  assert.deepEqual(calls, ["first"]);
});

Deno.test("EventBus.emit() calls all handlers before it throws what some threw", () => {
  const bus = new EventBus<Events>({ name: "news" }), calls: number[] = [];
  const oops = new Error("oops");
  bus.on("number", () => {
    throw oops;
  });
  bus.on("number", (value) => calls.push(value));
  assert.throws(() => bus.emit("number", 1), (error) => {
    assert(error instanceof EventHandlerError);
    assert.deepEqual(error.errors, [oops]);
    assert.equal(error.cause, oops);
    assert.equal(error.bus, "news");
    return true;
  });
  assert.throws(() => bus.emit("number", 2), EventHandlerError);
  assert.deepEqual(calls, [1, 2]);
});

Deno.test("EventBus gives errors of handlers to onHandlerError where there is one", () => {
  const errors: unknown[] = [], oops = new Error("oops");
  const bus = new EventBus<Events>({ onHandlerError: (error) => errors.push(error) });
  bus.on("number", () => {
    throw oops;
  });
  bus.emit("number", 1);
  assert.deepEqual(errors, [oops]);
});

Deno.test("EventBus.on() ends with its signal, and does not begin with an aborted one", () => {
  const bus = new EventBus<Events>(), controller = new AbortController(), calls: number[] = [];
  bus.on("number", (value) => calls.push(value), { signal: controller.signal });
  bus.emit("number", 1);
  controller.abort();
  bus.emit("number", 2);
  bus.on("number", (value) => calls.push(value), { signal: controller.signal });
  bus.emit("number", 3);
  assert.deepEqual(calls, [1]);
});

Deno.test("EventBus.next() gives the next event to all who wait, and ends early by signal and time", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  const bus = new EventBus<Events>({ clock });
  const waits = [bus.next("number"), bus.next("number")];
  const aborted = observed(bus.next("number", { signal: controller.signal }));
  const late = observed(bus.next("text", { timeoutMs: 10 }));
  controller.abort("enough");
  bus.emit("number", 7);
  bus.emit("number", 8);
  await clock.advance(10);
  assert.deepEqual(await Promise.all(waits), [7, 7]);
  assert.equal(aborted.error, "enough");
  assert(late.error instanceof AcquireTimeoutError);
});

Deno.test("EventBus.stream() keeps events for its reader in order, and hands them over as they come", async () => {
  const bus = new EventBus<Events>();
  const stream = bus.stream("number");
  bus.emit("number", 1);
  bus.emit("number", 2);
  assert.equal(stream.buffered, 2);
  const seen: number[] = [];
  const reading = (async () => {
    for await (const value of stream) {
      seen.push(value);
      if (value === 4) break;
    }
  })();
  for (let value = 3; value <= 5; value++) {
    await Promise.resolve();
    bus.emit("number", value);
  }
  await reading;
  assert.deepEqual(seen, [1, 2, 3, 4]);
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
});

Deno.test("EventBus.stream() shows each reader what it should, whatever is emitted and read when", async () => {
  const steps = fc.array(fc.oneof(fc.record({ emit: fc.nat(99) }), fc.constant("read" as const)), { maxLength: 60 });
  const overflow = fc.constantFrom("fail", "drop-oldest", "drop-newest");
  await fc.assert(
    fc.asyncProperty(steps, overflow, fc.integer({ min: 1, max: 4 }), async (script, policy, maxBuffered) => {
      const bus = new EventBus<Events>();
      const stream = bus.stream("number", { maxBuffered, overflow: policy });
      const reads: Promise<unknown>[] = [];
      const expected: unknown[] = [], kept: number[] = [];
      let waiting = 0, dropped = 0, hasFailed = false;
      for (const step of script) {
        if (step === "read") {
          reads.push(stream.next().then(({ value }) => value, () => "failed"));
          if (kept.length > 0) expected.push(kept.shift());
          else if (hasFailed) expected.push(expected.includes("failed") ? undefined : "failed");
          else waiting++;
          continue;
        }
        bus.emit("number", step.emit);
        if (hasFailed) continue;
        if (waiting > 0) {
          waiting--;
          expected.push(step.emit);
        } else if (kept.length < maxBuffered) kept.push(step.emit);
        else if (policy === "fail") hasFailed = true;
        else {
          dropped++;
          if (policy === "drop-oldest") {
            kept.shift();
            kept.push(step.emit);
          }
        }
      }
      assert.equal(stream.dropped, dropped);
      assert.equal(stream.buffered, kept.length);
      bus[Symbol.dispose]();
      for (; waiting > 0; waiting--) expected.push(undefined);
      assert.deepEqual(await Promise.all(reads), expected);
    }),
  );
});

Deno.test("EventBus.stream() ends with LimitReachedError after what was kept, when its reader is too slow", async () => {
  const bus = new EventBus<Events>();
  const stream = bus.stream("number", { maxBuffered: 1 });
  bus.emit("number", 1);
  bus.emit("number", 2);
  assert.deepEqual(await stream.next(), { done: false, value: 1 });
  await assert.rejects(stream.next(), (error) => {
    assert(error instanceof LimitReachedError);
    assert.equal(error.option, "maxBuffered");
    return true;
  });
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
});

Deno.test("EventBus.stream() ends with its signal's reason, and dispose ends it without", async () => {
  const bus = new EventBus<Events>(), controller = new AbortController();
  const aborted = bus.stream("number", { signal: controller.signal });
  const reading = observed(aborted.next());
  controller.abort("enough");
  await Promise.resolve();
  assert.equal(reading.error, "enough");
  assert.equal((await aborted.next()).done, true);
  const late = bus.stream("number", { signal: controller.signal });
  await assert.rejects(late.next(), (error) => error === "enough");
  const disposed = bus.stream("number");
  const read = disposed.next();
  disposed[Symbol.dispose]();
  await disposed[Symbol.asyncDispose]();
  assert.equal((await read).done, true);
});

Deno.test("EventBus limits handlers, waits and events that handlers emit", async () => {
  const bus = new EventBus<Events>({ maxHandlers: 2, maxWaiting: 1, maxCascade: 3 });
  bus.on("number", (value) => {
    bus.emit("number", value + 1);
    bus.emit("number", value + 1);
  });
  const stream = bus.stream("number");
  assert.throws(() => bus.on("number", () => {}), LimitReachedError);
  assert.throws(() => bus.stream("number"), LimitReachedError);
  bus.on("text", () => {})[Symbol.dispose]();
  const waiting = bus.next("text");
  await assert.rejects(bus.next("text"), LimitReachedError);
  assert.throws(() => bus.emit("number", 0), (error) => {
    assert(error instanceof EventHandlerError);
    assert.equal(error.errors.length, 3, "each of the three answers is refused one, and the second ends there");
    for (const refused of error.errors) {
      assert(refused instanceof LimitReachedError);
      assert.equal(refused.option, "maxCascade");
    }
    return true;
  });
  assert.equal(stream.buffered, 4);
  stream[Symbol.dispose]();
  bus.emit("text", "done");
  assert.equal(await waiting, "done");
  for (const wrong of [{ maxHandlers: 0 }, { maxWaiting: 0 }, { maxCascade: 0.5 }]) {
    assert.throws(() => new EventBus(wrong), RangeError);
  }
});

Deno.test("EventBus[Symbol.dispose]() takes handlers away, ends streams and turns away who waits and comes", async () => {
  const bus = new EventBus<Events>(), calls: number[] = [];
  const subscription = bus.on("number", (value) => calls.push(value));
  const stream = bus.stream("number");
  bus.emit("number", 1);
  const late = assert.rejects(bus.next("number"), DisposedError);
  bus[Symbol.dispose]();
  await late;
  assert.throws(() => bus.emit("number", 2), DisposedError);
  assert.throws(() => bus.on("number", () => {}), DisposedError);
  await assert.rejects(bus.next("number"), DisposedError);
  subscription.unsubscribe();
  assert.deepEqual(calls, [1]);
  assert.deepEqual(await stream.next(), { done: false, value: 1 });
  assert.equal((await stream.next()).done, true);
});

Deno.test("EventBus takes any text for a name", () => {
  const bus = new EventBus<Record<"__proto__" | "constructor", number>>(), calls: number[] = [];
  bus.on("__proto__", (value) => calls.push(value));
  bus.emit("constructor", 1);
  bus.emit("__proto__", 2);
  assert.deepEqual(calls, [2]);
});
