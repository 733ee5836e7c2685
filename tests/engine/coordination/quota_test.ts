import assert from "node:assert/strict";
import fc from "fast-check";
import { AcquireTimeoutError, DisposedError, LimitReachedError, Quota } from "../../../src/engine/coordination/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { observed } from "./observed.ts";

Deno.test("Quota.tryTake() gives each owner the limit in each window, and not one unit more", async () => {
  const clock = new SimulatedClock();
  const quota = new Quota({ limit: 3, windowMs: 1_000, clock });
  assert.deepEqual([quota.tryTake("a", 2), quota.tryTake("a", 2), quota.tryTake("a"), quota.tryTake("a")], [
    true,
    false,
    true,
    false,
  ]);
  assert.equal(quota.tryTake("b", 3), true);
  await clock.advance(999);
  assert.equal(quota.remaining("a"), 0);
  await clock.advance(1);
  assert.equal(quota.remaining("a"), 3);
  assert.equal(quota.tryTake("a", 3), true);
});

Deno.test("Quota.take() serves an owner's claims in order as windows turn, and nobody waits for another owner", async () => {
  const clock = new SimulatedClock();
  const quota = new Quota({ limit: 2, windowMs: 100, clock });
  await quota.take("a", { units: 2 });
  const waits = [1, 2, 1].map((units) => observed(quota.take("a", { units })));
  await quota.take("b");
  assert.equal(quota.tryTake("a"), false);
  assert.equal(quota.waiting, 3);
  const states = () => waits.map(({ state }) => state);
  await clock.advance(100);
  assert.deepEqual(states(), ["fulfilled", "waiting", "waiting"]);
  assert.equal(quota.tryTake("a"), false, "one is left, but somebody waits");
  await clock.advance(100);
  assert.deepEqual(states(), ["fulfilled", "fulfilled", "waiting"]);
  await clock.advance(100);
  assert.deepEqual(states(), ["fulfilled", "fulfilled", "fulfilled"]);
  assert.equal(clock.pending, 0);
});

Deno.test("Quota.giveBack() returns what was taken in this window, to who waits first", async () => {
  const clock = new SimulatedClock();
  const quota = new Quota({ limit: 10, windowMs: 100, clock });
  await quota.take("a", { units: 10 });
  const waiting = observed(quota.take("a", { units: 4 }));
  quota.giveBack("a", 5);
  await clock.advance(0);
  assert.equal(waiting.state, "fulfilled");
  assert.equal(quota.remaining("a"), 1);
  assert.equal(clock.pending, 0);
  await clock.advance(100);
  quota.giveBack("a", 5);
  assert.equal(quota.remaining("a"), 10);
  quota.giveBack("nobody", 5);
  assert.equal(quota.remaining("nobody"), 10);
});

Deno.test("Quota.take() ends early by its signal and its limit of time, and lets those behind go on", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  const quota = new Quota({ limit: 2, windowMs: 1_000, clock });
  quota.tryTake("a");
  const large = observed(quota.take("a", { units: 2, signal: controller.signal }));
  const small = observed(quota.take("a"));
  const late = observed(quota.take("a", { timeoutMs: 20 }));
  controller.abort("enough");
  await clock.advance(20);
  assert.equal(large.error, "enough");
  assert.equal(small.state, "fulfilled");
  assert(late.error instanceof AcquireTimeoutError);
  assert.equal(clock.pending, 0, "nobody waits for the end of the window");
  await assert.rejects(quota.take("b", { signal: controller.signal }), (error) => error === "enough");
  assert.equal(quota.remaining("b"), 2);
});

Deno.test("Quota remembers at most maxOwners owners of a window, and forgets those of the last", async () => {
  const clock = new SimulatedClock();
  const quota = new Quota({ limit: 1, windowMs: 100, maxOwners: 2, clock });
  assert.deepEqual(["a", "b", "c"].map((owner) => quota.tryTake(owner)), [true, true, false]);
  await assert.rejects(quota.take("c"), (error) => {
    assert(error instanceof LimitReachedError);
    assert.equal(error.option, "maxOwners");
    return true;
  });
  await clock.advance(100);
  assert.equal(quota.tryTake("c"), true);
});

Deno.test("Quota goes on after an alarm that comes late or not at all", async () => {
  let nowMs = 0;
  const quota = new Quota({ limit: 1, windowMs: 10, clock: { now: () => nowMs, set: () => {}, clear: () => {} } });
  quota.tryTake("a");
  const waiting = observed(quota.take("a"));
  nowMs = 35;
  assert.equal(quota.tryTake("a"), false, "the unit belongs to who waited");
  await Promise.resolve();
  assert.equal(waiting.state, "fulfilled");
  nowMs = 40;
  assert.equal(quota.tryTake("a"), true);
});

Deno.test("Quota[Symbol.dispose]() turns away who waits and who comes", async () => {
  const clock = new SimulatedClock();
  const quota = new Quota({ limit: 1, windowMs: 10, clock });
  quota.tryTake("a");
  const waiting = assert.rejects(quota.take("a"), DisposedError);
  quota[Symbol.dispose]();
  await waiting;
  await assert.rejects(quota.take("b"), DisposedError);
  assert.throws(() => quota.tryTake("b"), DisposedError);
  assert.equal(clock.pending, 0);
});

Deno.test("Quota refuses numbers out of bounds", () => {
  const clock = new SimulatedClock();
  for (const wrong of [{ limit: 0 }, { windowMs: 0.5 }, { maxWaiting: 0 }, { maxOwners: -1 }]) {
    assert.throws(() => new Quota({ limit: 1, windowMs: 10, clock, ...wrong }), RangeError);
  }
  const quota = new Quota({ limit: 3, windowMs: 10, clock });
  for (const units of [0, 4, 1.5]) assert.throws(() => quota.tryTake("a", units), RangeError);
  assert.throws(() => quota.take("a", { units: 4 }), RangeError);
  assert.throws(() => quota.take("a", { timeoutMs: 0 }), RangeError);
  assert.throws(() => quota.giveBack("a", 0), RangeError);
});

Deno.test("Quota never gives an owner more than the limit in a window, nor leaves a claim unserved", async () => {
  const claims = fc.array(
    fc.record({
      atMs: fc.nat(200),
      owner: fc.constantFrom("a", "b"),
      units: fc.integer({ min: 1, max: 3 }),
      abortsAfterMs: fc.option(fc.nat(60)),
    }),
    { maxLength: 40 },
  );
  await fc.assert(fc.asyncProperty(claims, async (script) => {
    const clock = new SimulatedClock();
    const quota = new Quota({ limit: 3, windowMs: 50, clock });
    const used = new Map<string, number>();
    const served: Record<string, number[]> = { a: [], b: [] };
    let ended = 0;
    script.forEach(({ atMs, owner, units, abortsAfterMs }, i) => {
      const controller = new AbortController();
      clock.after(atMs, () => {
        const taken = quota.take(owner, { units, signal: controller.signal }).then(() => {
          const key = `${owner} ${Math.floor(clock.now() / 50)}`;
          used.set(key, (used.get(key) ?? 0) + units);
          served[owner]!.push(atMs * 1_000 + i);
        });
        taken.catch(() => {}).finally(() => ended++);
        if (abortsAfterMs !== null) clock.after(abortsAfterMs, () => controller.abort());
      });
    });
    await clock.runAll();
    assert.equal(ended, script.length);
    assert([...used.values()].every((units) => units <= 3));
    for (const order of Object.values(served)) assert.deepEqual(order, order.toSorted((x, y) => x - y));
  }));
});
