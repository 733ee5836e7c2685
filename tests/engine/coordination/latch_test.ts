import assert from "node:assert/strict";
import { AcquireTimeoutError, DisposedError, Latch, LimitReachedError } from "../../../src/engine/coordination/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observed } from "./observed.ts";

Deno.test("Latch.wait() goes on once everything has been counted down, and at once from then on", async () => {
  const latch = new Latch(3);
  const waits = Array.from({ length: 1_000 }, () => observed(latch.wait()));
  assert.equal(latch.waiting, 1_000);
  latch.countDown();
  latch.countDown();
  await Promise.resolve();
  assert.equal(latch.count, 1);
  assert(waits.every(({ state }) => state === "waiting"));
  latch.countDown();
  await Promise.resolve();
  assert.equal(latch.isOpen, true);
  assert(waits.every(({ state }) => state === "fulfilled"));
  await latch.wait();
});

Deno.test("Latch.countDown() may be called more often than needed", () => {
  const latch = new Latch(2);
  latch.countDown(5);
  latch.countDown();
  assert.equal(latch.count, 0);
  assert.throws(() => latch.countDown(0), RangeError);
  assert.throws(() => new Latch(0), RangeError);
});

Deno.test("Latch.wait() ends early by its signal, its limit of time and its limit of members", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  const latch = new Latch(1, { clock, maxWaiting: 2 });
  const aborted = observed(latch.wait({ signal: controller.signal }));
  const late = observed(latch.wait({ timeoutMs: 5 }));
  await assert.rejects(latch.wait(), LimitReachedError);
  controller.abort("enough");
  await clock.advance(5);
  assert.equal(aborted.error, "enough");
  assert(late.error instanceof AcquireTimeoutError);
  assert.equal(latch.waiting, 0);
  latch.countDown();
  await assert.rejects(latch.wait({ signal: controller.signal }), (error) => error === "enough");
});

Deno.test("Latch[Symbol.dispose]() turns away who waits, unless the latch is open", async () => {
  const closed = new Latch(1), open = new Latch(1);
  const waiting = assert.rejects(closed.wait(), DisposedError);
  open.countDown();
  closed[Symbol.dispose]();
  open[Symbol.dispose]();
  await waiting;
  await assert.rejects(closed.wait(), DisposedError);
  await open.wait();
  closed.countDown();
  await closed.wait();
});
