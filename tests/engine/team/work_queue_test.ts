import assert from "node:assert/strict";
import {
  AcquireTimeoutError,
  type Delivery,
  LimitReachedError,
  SimulatedClock,
  WorkQueue,
  WorkQueueClosedError,
  type WorkQueueOptions,
} from "puffinflow/team";
import { observed } from "../coordination/observed.ts";

function newQueue(
  options: WorkQueueOptions = {},
): { readonly clock: SimulatedClock; readonly queue: WorkQueue<string> } {
  const clock = new SimulatedClock();
  return { clock, queue: new WorkQueue<string>({ clock, name: "jobs", ...options }) };
}

/** Takes an item that must be ready. */
function taken(queue: WorkQueue<string>): Delivery<string> {
  const delivery = queue.tryTake();
  assert(delivery !== null);
  return delivery;
}

Deno.test("WorkQueue gives out the highest priority first, and equals in the order of putting", async () => {
  const { queue } = newQueue();
  for (const [value, priority] of [["a", 0], ["b", 5], ["c", 0], ["d", 5], ["e", -1]] as const) {
    await queue.put(value, { priority });
  }
  const order: string[] = [];
  for (let next = queue.tryTake(); next !== null; next = queue.tryTake()) order.push(`${next.value}${next.priority}`);
  assert.deepEqual(order, ["b5", "d5", "a0", "c0", "e-1"]);
});

Deno.test("WorkQueue.take() waits for an item, first come, first served", async () => {
  const { queue, clock } = newQueue();
  const first = observed(queue.take()), second = observed(queue.take({ timeoutMs: 50 }));
  assert.equal(queue.counts.taking, 2);
  await queue.put("a");
  await clock.advance(50);
  assert.equal(first.value?.value, "a");
  assert(second.error instanceof AcquireTimeoutError);
  const controller = new AbortController(), third = observed(queue.take({ signal: controller.signal }));
  controller.abort("enough");
  await clock.advance(0);
  assert.equal(third.error, "enough");
  await queue.put("b");
  await assert.rejects(queue.take({ signal: controller.signal }), (reason) => reason === "enough");
  assert.throws(() => void queue.take({ timeoutMs: -1 }), RangeError);
  assert.equal((await queue.take())?.value, "b");
  // Nobody looks at the clock while everybody waits.
  assert.deepEqual([clock.pending, queue.counts.taking], [2, 0]);
});

Deno.test("WorkQueue.put() waits for room, or refuses", async () => {
  const { queue, clock } = newQueue({ maxItems: 2 });
  assert.deepEqual([await queue.put("a"), await queue.put("b")], [1, 2]);
  const waiting = ["c", "d"].map((value) => observed(queue.put(value)));
  const timed = observed(queue.put("e", { timeoutMs: 10 }));
  await clock.advance(10);
  assert(timed.error instanceof AcquireTimeoutError);
  assert.deepEqual([queue.size, queue.counts.putting], [2, 2]);
  // An item in a worker's hands keeps its place: it may come back.
  const first = taken(queue);
  assert.equal(queue.counts.putting, 2);
  first.ack();
  await clock.advance(0);
  assert.deepEqual([waiting[0]!.value, waiting[1]!.state], [3, "waiting"]);

  const strict = newQueue({ maxItems: 1, whenFull: "reject" }).queue;
  await strict.put("a", { priority: 1 });
  await assert.rejects(
    strict.put("b", { priority: 2 }),
    (error) => error instanceof LimitReachedError && error.option === "maxItems" && error.limit === 1,
  );
  await assert.rejects(queue.put("x", { signal: AbortSignal.abort("enough") }), (reason) => reason === "enough");
});

Deno.test("WorkQueue limits those who wait: maxWaiting", async () => {
  const { queue } = newQueue({ maxItems: 1, maxWaiting: 1 });
  const waiting = observed(queue.take());
  await assert.rejects(queue.take(), LimitReachedError);
  await queue.put("a");
  await Promise.resolve();
  assert.equal(waiting.value?.value, "a");
  void queue.put("b");
  await assert.rejects(queue.put("c"), LimitReachedError);
});

Deno.test("an item that is given back is given out again, at its own place, until it is dead", async () => {
  const { queue, clock } = newQueue({ maxAttempts: 3 });
  await queue.put("a", { priority: 2 });
  await queue.put("b", { priority: 2 });
  const first = taken(queue);
  assert.deepEqual([first.value, first.attempt, first.nack()], ["a", 1, "redelivered"]);
  const second = taken(queue);
  assert.deepEqual([second.value, second.attempt], ["a", 2]);
  assert.equal(second.nack({ delayMs: 100 }), "redelivered");
  assert.deepEqual([taken(queue).value, queue.tryTake(), queue.counts.delayed], ["b", null, 1]);
  await clock.advance(99);
  assert.equal(queue.tryTake(), null);
  await clock.advance(1);
  const third = taken(queue);
  assert.deepEqual([third.value, third.attempt, third.nack({ error: "no good" })], ["a", 3, "dead"]);
  const dead = { id: 1, value: "a", priority: 2, attempts: 3, cause: "nacked", error: "no good", diedAtMs: 100 };
  assert.deepEqual(queue.deadItems, [dead]);
  assert.deepEqual([queue.size, queue.counts.dead], [1, 1]);
});

Deno.test("an item that is kept for too long is given to another, and its first worker is told so", async () => {
  const { queue, clock } = newQueue({ visibilityMs: 100, maxAttempts: 2 });
  await queue.put("a");
  const slow = taken(queue);
  await clock.advance(99);
  assert.equal(slow.isHeld, true);
  await clock.advance(1);
  assert.equal(slow.isHeld, false);
  const other = taken(queue);
  assert.deepEqual([slow.ack(), slow.nack(), slow.extend(), slow.bury()], [false, "late", false, false]);
  assert.deepEqual([other.attempt, other.isHeld], [2, true]);
  await clock.advance(100);
  assert.deepEqual(queue.deadItems.map(({ cause, attempts, error }) => [cause, attempts, error]), [[
    "expired",
    2,
    undefined,
  ]]);
  assert.deepEqual([queue.size, clock.pending], [0, 0]);
});

Deno.test("a worker that needs more time says so", async () => {
  const { queue, clock } = newQueue({ visibilityMs: 100 });
  await queue.put("a");
  const delivery = taken(queue);
  await clock.advance(80);
  assert.equal(delivery.extend(), true);
  await clock.advance(80);
  assert.equal(delivery.extend(1_000), true);
  await clock.advance(999);
  assert.equal(delivery.isHeld, true);
  assert.throws(() => delivery.extend(0), RangeError);
  assert.equal(delivery.extend(Infinity), true);
  await clock.runAll();
  assert.deepEqual([delivery.isHeld, clock.pending, delivery.ack(), delivery.ack()], [true, 0, true, false]);
});

Deno.test("a worker that gives up lets the item die at once", async () => {
  const { queue } = newQueue({ maxAttempts: 9 });
  await queue.put("a");
  assert.equal(taken(queue).bury("useless"), true);
  assert.deepEqual(queue.deadItems.map(({ attempts, error }) => [attempts, error]), [[1, "useless"]]);
});

Deno.test("a delivery that leaves its block without an answer is given back", async () => {
  const { queue } = newQueue();
  await queue.put("a");
  await assert.rejects(async () => {
    using delivery = await queue.take() ?? assert.fail();
    throw new Error(await Promise.resolve(delivery.value));
  }, /^Error: a$/);
  {
    using again = taken(queue);
    assert.deepEqual([again.attempt, again.ack()], [2, true]);
  }
  assert.deepEqual([queue.size, queue.deadItems], [0, []]);
});

Deno.test("an item can be held back, and taken out again, before anybody has it", async () => {
  const { queue, clock } = newQueue({ maxItems: 2 });
  const later = await queue.put("later", { delayMs: 100 }), now = await queue.put("now");
  const waiting = observed(queue.put("next"));
  assert.deepEqual([queue.counts.delayed, queue.counts.ready], [1, 1]);
  assert.deepEqual([queue.remove(later), queue.remove(later), queue.remove(99)], [true, false, false]);
  await clock.runAll();
  assert.deepEqual([waiting.value, clock.now()], [3, 0]);
  taken(queue);
  assert.equal(queue.remove(now), false);
});

Deno.test("a delivery knows how long its item was ready, and the queue how long the oldest is", async () => {
  const { queue, clock } = newQueue();
  assert.equal(queue.oldestWaitMs, 0);
  await queue.put("low", { delayMs: 10 });
  await clock.advance(30);
  await queue.put("high", { priority: 1 });
  await clock.advance(5);
  assert.equal(queue.oldestWaitMs, 25);
  assert.deepEqual([taken(queue).waitMs, taken(queue).waitMs, queue.oldestWaitMs], [5, 25, 0]);
});

Deno.test("dead items are kept up to a limit, and can be put again", async () => {
  const { queue } = newQueue({ maxAttempts: 1, maxDeadItems: 2 });
  for (const value of ["a", "b", "c"]) {
    await queue.put(value, { priority: 7 });
    taken(queue).nack();
  }
  assert.deepEqual([queue.deadItems.map(({ value }) => value), queue.counts.deadDropped], [["b", "c"], 1]);
  assert.equal(await queue.revive(2), 4);
  const revived = taken(queue);
  assert.deepEqual([revived.value, revived.attempt, revived.priority], ["b", 1, 7]);
  revived.ack();
  await assert.rejects(queue.revive(2), RangeError);
  queue.close();
  await assert.rejects(queue.revive(3), WorkQueueClosedError);
  assert.deepEqual(queue.deadItems.map(({ id }) => id), [3]);
});

Deno.test("WorkQueue.drain() takes nothing more in, and waits until all is done or dead", async () => {
  const { queue, clock } = newQueue({ maxItems: 2, visibilityMs: 100, maxAttempts: 2 });
  await queue.put("a");
  await queue.put("b", { delayMs: 20 });
  const outside = observed(queue.put("c")),
    idle = [observed(queue.take()), observed(queue.take()), observed(queue.take())];
  const drained = observed(queue.drain()), impatient = observed(queue.drain({ timeoutMs: 10 }));
  await clock.advance(10);
  assert(outside.error instanceof WorkQueueClosedError && impatient.error instanceof AcquireTimeoutError);
  await assert.rejects(queue.put("d"), (error) => error instanceof WorkQueueClosedError && error.queue === "jobs");
  assert.equal(queue.isOpen, false);
  idle[0]!.value!.nack();
  await clock.advance(10);
  assert.deepEqual([idle[1]!.value?.attempt, idle[2]!.value?.value], [2, "b"]);
  const none = observed(queue.take());
  idle[1]!.value!.ack();
  assert.equal(drained.state, "waiting");
  // The other one's worker is lost twice.
  await clock.runAll();
  assert.deepEqual([drained.state, none.value?.value], ["fulfilled", "b"]);
  assert.deepEqual(queue.deadItems.map(({ cause }) => cause), ["expired"]);
  assert.equal(await queue.take(), null);
  await assert.rejects(queue.take({ signal: AbortSignal.abort("enough") }), (reason) => reason === "enough");
  await queue.drain();
});

Deno.test("WorkQueue.drain() of an empty queue is over at once, and whoever waits for items is told", async () => {
  const { queue } = newQueue();
  const waiting = queue.take();
  await queue.drain();
  assert.equal(await waiting, null);
});

Deno.test("an item put just before the queue is closed is done", async () => {
  const { queue } = newQueue();
  const put = queue.put("a");
  queue.close();
  assert.equal(await put, 1);
  assert.equal(taken(queue).value, "a");
});

Deno.test("for await takes items until the queue is closed and done", async () => {
  const { queue } = newQueue(), seen: string[] = [];
  await queue.put("a");
  await queue.put("b");
  for await (const delivery of queue) {
    seen.push(delivery.value);
    if (delivery.value === "b") queue.close();
    delivery.ack();
  }
  assert.deepEqual(seen, ["a", "b"]);
});

Deno.test("disposing of a queue lets what nobody has die, and waits for what somebody has", async () => {
  const { queue, clock } = newQueue({ visibilityMs: 100 });
  for (const value of ["taken", "lost", "ready"]) await queue.put(value);
  await queue.put("delayed", { delayMs: 50 });
  const held = taken(queue);
  taken(queue);
  const disposed = observed(queue[Symbol.asyncDispose]());
  await clock.advance(50);
  assert.equal(disposed.state, "waiting");
  assert.equal(held.nack({ error: "late" }), "dead");
  await clock.advance(50);
  assert.equal(disposed.state, "fulfilled");
  const causes = queue.deadItems.map(({ value, cause }) => `${value} ${cause}`);
  assert.deepEqual(causes, ["ready discarded", "delayed discarded", "taken nacked", "lost expired"]);
  assert.equal(clock.pending, 0);
});

Deno.test("WorkQueue refuses numbers and choices that make no sense", async () => {
  const wrong: WorkQueueOptions[] = [
    { maxItems: 0 },
    { visibilityMs: 0 },
    { visibilityMs: NaN },
    { maxAttempts: 1.5 },
    { maxDeadItems: 0 },
    { maxWaiting: 0 },
  ];
  for (const options of wrong) assert.throws(() => new WorkQueue(options), RangeError, JSON.stringify(options));
  assert.throws(() => new WorkQueue({ whenFull: "drop" as "wait" }), /'whenFull' must be "wait" or "reject"/);
  const { queue } = newQueue();
  assert.throws(() => void queue.put("a", { delayMs: -1 }), RangeError);
  assert.throws(() => void queue.put("a", { priority: NaN }), RangeError);
  await queue.put("a");
  const delivery = taken(queue);
  assert.throws(() => delivery.nack({ delayMs: Infinity }), RangeError);
  assert.equal(delivery.isHeld, true);
});
