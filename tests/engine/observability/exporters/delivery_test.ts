import assert from "node:assert/strict";
import fc from "fast-check";
import {
  Delivery,
  type DeliveryLoss,
  type DeliveryOptions,
} from "../../../../src/engine/observability/exporters/delivery.ts";
import { SimulatedClock } from "../../../../src/time/simulated_clock.ts";
import { capturedErrors } from "./captured_errors.ts";

/** A sink that takes a batch only when it is told to. */
class SlowSink {
  readonly name = "slow";
  readonly batches: (readonly number[])[] = [];
  #release: ((error?: Error) => void) | null = null;

  write(items: readonly number[]): Promise<void> {
    this.batches.push(items);
    return new Promise((resolve, reject) => {
      this.#release = (error) => error === undefined ? resolve() : reject(error);
    });
  }

  /** Lets it take the batch that it has, or not. */
  async release(error?: Error): Promise<void> {
    this.#release?.(error);
    for (let i = 0; i < 10; i++) await Promise.resolve();
  }
}

function slowDelivery(options: DeliveryOptions = {}) {
  const sink = new SlowSink(), losses: DeliveryLoss[] = [], clock = new SimulatedClock();
  const delivery = new Delivery<number>(sink, { clock, onLoss: (loss) => losses.push(loss), ...options });
  return { sink, losses, clock, delivery };
}

Deno.test("a delivery hands over in order, one batch after another, of maxBatch items at most", async () => {
  const { sink, delivery } = slowDelivery({ maxBatch: 2 });
  for (let i = 0; i < 5; i++) delivery.offer(i);
  const flushed = delivery.flush();
  for (let i = 0; i < 3; i++) await sink.release();
  await sink.release();
  await flushed;
  assert.deepEqual(sink.batches, [[0, 1], [2, 3], [4]]);
  assert.deepEqual(delivery.report, { sink: "slow", delivered: 5, failed: 0, dropped: 0, waiting: 0 });
});

for (const [overflow, kept] of [["drop-oldest", [3, 4]], ["drop-newest", [1, 2]]] as const) {
  Deno.test(`a delivery to a sink that is too slow loses by ${overflow}, counts it and tells it once`, async () => {
    const { sink, losses, delivery } = slowDelivery({ maxBuffered: 2, overflow });
    delivery.offer(0);
    await Promise.resolve();
    for (let i = 1; i <= 4; i++) delivery.offer(i);
    assert.deepEqual(delivery.report, { sink: "slow", delivered: 0, failed: 0, dropped: 2, waiting: 3 });
    const flushed = delivery.flush();
    await sink.release();
    await sink.release();
    await flushed;
    assert.deepEqual(sink.batches, [[0], kept]);
    assert.deepEqual(losses, [{ sink: "slow", items: 2, reason: "dropped", error: undefined }]);
  });
}

Deno.test("a batch that a sink does not take is counted and told, and the next one is tried", async () => {
  const { sink, losses, delivery } = slowDelivery({ maxBatch: 1 }), error = new Error("disk full");
  delivery.offer(1);
  delivery.offer(2);
  const flushed = delivery.flush();
  await Promise.resolve();
  await sink.release(error);
  await sink.release();
  await flushed;
  assert.deepEqual(losses, [{ sink: "slow", items: 1, reason: "failed", error }]);
  assert.deepEqual(delivery.report, { sink: "slow", delivered: 1, failed: 1, dropped: 0, waiting: 0 });
});

Deno.test("a sink that throws at once has lost its batch", async () => {
  const losses: DeliveryLoss[] = [], error = new Error("no");
  const sink = {
    name: "thrower",
    write() {
      throw error;
    },
  };
  const delivery = new Delivery<number>(sink, { onLoss: (loss) => losses.push(loss) });
  delivery.offer(1);
  await delivery.flush();
  assert.deepEqual(losses, [{ sink: "thrower", items: 1, reason: "failed", error }]);
});

Deno.test("losses are told on the standard error unless somebody else is told", async () => {
  const sink = { name: "full", write: () => Promise.reject(new Error("disk full")) };
  const lines = await capturedErrors(async () => {
    const delivery = new Delivery<number>(sink, { maxBuffered: 1, clock: new SimulatedClock() });
    delivery.offer(1);
    delivery.offer(2);
    await delivery.flush();
  });
  assert.deepEqual(lines, [
    'PuffinFlow lost 1 item(s) on the way to sink "full": Error: disk full',
    'PuffinFlow lost 1 item(s) on the way to sink "full": there was no room for them',
  ]);
});

Deno.test("a sink that never answers is given up after sinkTimeoutMs", async () => {
  const { losses, clock, delivery } = slowDelivery({ sinkTimeoutMs: 1_000 });
  delivery.offer(1);
  const flushed = delivery.flush();
  await clock.advance(1_000);
  await flushed;
  assert.equal(losses[0]?.reason, "failed");
  assert.match(String(losses[0]?.error), /within 1000 ms/);
});

Deno.test("a delivery that is closed hands over what it has, and counts what comes after as lost", async () => {
  const { sink, losses, delivery } = slowDelivery();
  delivery.offer(1);
  const closed = delivery.close();
  await Promise.resolve();
  await sink.release();
  await closed;
  delivery.offer(2);
  assert.deepEqual(sink.batches, [[1]]);
  assert.deepEqual(losses, [{ sink: "slow", items: 1, reason: "dropped", error: undefined }]);
  assert.deepEqual(delivery.report, { sink: "slow", delivered: 1, failed: 0, dropped: 1, waiting: 0 });
});

Deno.test("flush() of a delivery with nothing on its way returns", async () => {
  await slowDelivery().delivery.flush();
});

Deno.test("delivered, failed, dropped and waiting always add up to what was offered", async () => {
  const step = fc.constantFrom("offer", "offer", "offer", "take", "fail");
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), async (steps, maxBuffered) => {
      const { sink, losses, delivery } = slowDelivery({ maxBuffered, maxBatch: 2 });
      let offered = 0;
      for (const step of steps) {
        if (step === "offer") delivery.offer(offered++);
        else await sink.release(step === "fail" ? new Error("no") : undefined);
        const { delivered, failed, dropped, waiting } = delivery.report;
        assert.equal(delivered + failed + dropped + waiting, offered);
        assert.ok(waiting <= maxBuffered + 2);
      }
      while (delivery.report.waiting > 0) await sink.release();
      const { failed, dropped } = delivery.report;
      assert.equal(losses.reduce((items, loss) => items + loss.items, 0), failed + dropped);
      const seen = sink.batches.flat();
      assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
    }),
  );
});

Deno.test("a delivery refuses limits out of their bounds", () => {
  for (const options of [{ maxBuffered: 0 }, { maxBatch: 0 }, { sinkTimeoutMs: 0 }]) {
    assert.throws(() => slowDelivery(options), RangeError);
  }
});
