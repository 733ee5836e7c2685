import assert from "node:assert/strict";
import { SimulatedClock } from "../../../../src/time/simulated_clock.ts";
import { runClosedLoop } from "../../../../src/harness/measure/load/closed_loop.ts";
import { loadVerdict } from "../../../../src/harness/measure/load/load_verdict.ts";
import { type LoadClock, type OpenLoopReading, runOpenLoop } from "../../../../src/harness/measure/load/open_loop.ts";

/** Simulated time on which the generator wakes up so many milliseconds late. */
function lateClock(clock: SimulatedClock, lateMs: number): LoadClock {
  return {
    now: () => clock.now(),
    sleepUntil: (atMs) => new Promise((resolve) => void clock.after(Math.max(0, atMs - clock.now()) + lateMs, resolve)),
  };
}

/** A request that is answered after a while. */
const answeredAfter = (clock: SimulatedClock, serviceMs: number) => () =>
  new Promise<void>((resolve) => void clock.after(serviceMs, resolve));

async function loaded(
  { serviceMs, gapMs = 10, n = 100, lateMs = 0 }: { serviceMs: number; gapMs?: number; n?: number; lateMs?: number },
) {
  const clock = new SimulatedClock(), arrivals = Array.from({ length: n }, (_, i) => i * gapMs);
  const running = runOpenLoop({ arrivals, issue: answeredAfter(clock, serviceMs) }, lateClock(clock, lateMs));
  await clock.runAll();
  return await running;
}

Deno.test("runOpenLoop() issues requests when they are meant to arrive, however long those before take", async () => {
  const reading = await loaded({ serviceMs: 500 });
  assert.deepEqual([reading.issued, reading.answered, reading.errors, reading.isOverrun], [100, 100, 0, false]);
  assert.ok(Math.abs(reading.latency.percentileNs(0.99) / 5e8 - 1) < 1e-3);
  assert.ok(Math.abs(reading.offeredPerS - 100) < 1e-9);
});

Deno.test("runOpenLoop() is valid where the system keeps up, however long a request takes", async () => {
  for (const serviceMs of [1, 5_000]) {
    const reading = await loaded({ serviceMs });
    assert.ok(Math.abs(reading.achievedPerS - reading.offeredPerS) < 1e-9);
    assert.deepEqual(loadVerdict(reading), { verdict: "valid", doubt: null });
  }
});

Deno.test("runOpenLoop() is saturated where a system that serves one after another is slower than the arrivals", async () => {
  const clock = new SimulatedClock(), arrivals = Array.from({ length: 101 }, (_, i) => i * 10);
  let freeMs = 0;
  const issue = () => {
    freeMs = Math.max(freeMs, clock.now()) + 12.5;
    return new Promise<void>((resolve) => void clock.after(freeMs - clock.now(), resolve));
  };
  const running = runOpenLoop({ arrivals, issue }, lateClock(clock, 0));
  await clock.runAll();
  const reading = await running;
  assert.deepEqual([reading.offeredPerS, reading.achievedPerS], [100, 80]);
  assert.deepEqual(loadVerdict(reading), { verdict: "saturated", doubt: { kind: "slow", share: 0.8 } });
});

Deno.test("runOpenLoop() counts a pause of the generator once, however many requests it made late", async () => {
  const clock = new SimulatedClock(), arrivals = Array.from({ length: 1_000 }, (_, i) => i);
  // Asleep for 50 ms once: fifty requests are late, and one wait was overslept.
  const once: LoadClock = {
    now: () => clock.now(),
    sleepUntil: (atMs) =>
      new Promise((resolve) => void clock.after(Math.max(0, atMs - clock.now()) + (atMs === 500 ? 50 : 0), resolve)),
  };
  const running = runOpenLoop({ arrivals, issue: answeredAfter(clock, 1) }, once);
  await clock.runAll();
  const reading = await running;
  assert.deepEqual([reading.oversleptShare, reading.lateShare, reading.maxLagMs], [0.001, 0.049, 50]);
  assert.equal(loadVerdict(reading).verdict, "valid");
});

Deno.test("loadVerdict() voids a point where the generator never caught up, though it overslept nothing", async () => {
  const reading = { ...await loaded({ serviceMs: 1 }), lateShare: 0.2 };
  assert.deepEqual(loadVerdict(reading), { verdict: "void", doubt: { kind: "behind", share: 0.2 } });
});

Deno.test("runOpenLoop() charges the generator's lag to the latency, and voids a point where it was late", async () => {
  const reading = await loaded({ serviceMs: 1, lateMs: 4 });
  assert.ok(reading.latency.percentileNs(0.5) >= 4.9e6);
  assert.ok(reading.service.percentileNs(0.5) < 1.01e6);
  assert.deepEqual([reading.lateShare, reading.oversleptShare], [1, 1]);
  assert.deepEqual(loadVerdict(reading), { verdict: "void", doubt: { kind: "overslept", share: 1 } });
});

Deno.test("runOpenLoop() stops when requests pile up, and does not wait for those", async () => {
  const clock = new SimulatedClock(), arrivals = Array.from({ length: 1_000 }, (_, i) => i * 10);
  const running = runOpenLoop(
    { arrivals, issue: () => new Promise(() => {}), maxBacklogMs: 1_000 },
    lateClock(clock, 0),
  );
  await clock.runAll();
  const reading = await running;
  assert.equal(reading.isOverrun, true);
  assert.equal(reading.issued, 102);
  assert.deepEqual(loadVerdict(reading), { verdict: "saturated", doubt: { kind: "backlog" } });
});

Deno.test("runOpenLoop() counts errors apart from latencies", async () => {
  const clock = new SimulatedClock();
  const issue = (index: number) => index % 2 === 0 ? Promise.reject(new Error("no")) : Promise.resolve();
  const running = runOpenLoop({ arrivals: [0, 1, 2, 3], issue }, lateClock(clock, 0));
  await clock.runAll();
  const reading = await running;
  assert.deepEqual([reading.answered, reading.errors, reading.latency.count], [2, 2, 2]);
  const overslept: OpenLoopReading = { ...reading, oversleptShare: 0, lateShare: 0 };
  assert.deepEqual(loadVerdict(overslept), { verdict: "saturated", doubt: { kind: "errors", count: 2 } });
});

Deno.test("runOpenLoop() of nothing is an empty reading", async () => {
  const clock = new SimulatedClock();
  const reading = await runOpenLoop({ arrivals: [], issue: () => Promise.resolve() }, lateClock(clock, 0));
  assert.deepEqual([reading.issued, reading.offeredPerS, reading.achievedPerS, reading.latency.meanNs], [0, 0, 0, 0]);
});

Deno.test("runClosedLoop() keeps so many requests in flight and finds the rate that follows", async () => {
  const clock = new SimulatedClock();
  let inFlight = 0, peak = 0;
  const issue = async (index: number) => {
    peak = Math.max(peak, ++inFlight);
    await answeredAfter(clock, 10)();
    inFlight--;
    if (index === 5) throw new Error("no");
  };
  const running = runClosedLoop({ inFlight: 4, requests: 100, issue }, () => clock.now());
  await clock.runAll();
  const { ratePerS, errors, service } = await running;
  assert.deepEqual([peak, errors, service.count], [4, 1, 99]);
  assert.ok(Math.abs(ratePerS - 1e3 * 99 / 250) < 1e-9);
});
