import assert from "node:assert/strict";
import { agent, DefinitionError } from "puffinflow";
import { DrainTimeoutError, every, runtime, RuntimeClosedError } from "puffinflow/schedule";
import { delay, inShort, lasting, simulated } from "./simulated_runtime.ts";

const quick = agent("quick").state("a", () => 1);

Deno.test("drain() waits for the runs in flight and reports them in the order of their start", async () => {
  const world = simulated(), { clock, work } = world;
  void work.run(lasting(2_000, world).slow, undefined);
  await clock.advance(500);
  const failing = agent("failing").state("a", async ({ signal }) => {
    await delay(clock, { delayMs: 1_000, signal });
    throw new Error("no");
  });
  void work.run(failing, undefined);
  assert.equal(work.inFlight, 2);
  const draining = work.drain({ timeoutMs: 10_000 });
  await clock.advance(10_000);
  assert.deepEqual(await draining, {
    drained: 2,
    aborted: 0,
    durationMs: 1_500,
    runs: [
      { agent: "slow", status: "completed", aborted: false, durationMs: 2_000 },
      { agent: "failing", status: "failed", aborted: false, durationMs: 1_000 },
    ],
  });
  assert.equal(work.inFlight, 0);
  assert.equal(clock.pending, 0);
});

Deno.test("drain() cancels through the signal what is in flight after timeoutMs, and waits for that", async () => {
  const world = simulated(), { clock, work } = world;
  const running = work.run(lasting(60_000, world).slow, undefined);
  void work.run(lasting(3_000, world).slow, undefined);
  const draining = work.drain({ timeoutMs: 5_000 });
  await clock.advance(5_000);
  const { drained, aborted, durationMs, runs } = await draining;
  assert.deepEqual({ drained, aborted, durationMs }, { drained: 1, aborted: 1, durationMs: 5_000 });
  assert.deepEqual(runs.map(({ status, aborted }) => [status, aborted]), [["cancelled", true], ["completed", false]]);
  const result = await running;
  assert(result.status === "cancelled");
  assert(result.error instanceof DrainTimeoutError);
  assert.deepEqual([result.error.agent, result.error.timeoutMs, result.error.code], ["slow", 5_000, "drain-timeout"]);
  assert.equal(clock.pending, 0);
});

Deno.test("drain() counts a run that ends in the moment of the timeout as drained", async () => {
  const world = simulated(), { clock, work } = world;
  void work.run(lasting(5_000, world).slow, undefined);
  const draining = work.drain({ timeoutMs: 5_000 });
  await clock.advance(5_000);
  const { drained, aborted } = await draining;
  assert.deepEqual({ drained, aborted }, { drained: 1, aborted: 0 });
});

Deno.test("drain() with timeoutMs 0 cancels at once and with Infinity waits for ever", async () => {
  const atOnce = simulated();
  void atOnce.work.run(lasting(1_000, atOnce).slow, undefined);
  assert.deepEqual((await atOnce.work.drain({ timeoutMs: 0 })).aborted, 1);
  const patient = simulated();
  void patient.work.run(lasting(1e9, patient).slow, undefined);
  const draining = patient.work.drain({ timeoutMs: Infinity });
  await patient.clock.advance(1e9);
  assert.deepEqual((await draining).drained, 1);
});

Deno.test("drain() of an idle runtime reports nothing and leaves no alarm", async () => {
  const { clock, work } = simulated();
  assert.deepEqual(await work.drain(), { drained: 0, aborted: 0, durationMs: 0, runs: [] });
  assert.equal(clock.pending, 0);
});

Deno.test("drain() refuses new runs and schedules from the moment it is called", async () => {
  const world = simulated(), { clock, work } = world;
  void work.run(lasting(1_000, world).slow, undefined);
  const draining = work.drain();
  const refusal = {
    name: "RuntimeClosedError",
    code: "runtime-closed",
    message: 'Cannot start agent "quick" as its runtime must be open: it is draining, or has drained',
  };
  await assert.rejects(work.run(quick, undefined), refusal);
  assert.throws(() => work.schedule(quick, every({ seconds: 1 })), refusal);
  await clock.advance(1_000);
  assert.equal((await draining).runs.length, 1);
  await assert.rejects(work.run(quick, undefined), RuntimeClosedError);
});

Deno.test("drain() stops schedules, drops what waits and lets the scheduled run end", async () => {
  const world = simulated(), { clock, work } = world, { slow, starts } = lasting(25_000, world);
  const schedule = work.schedule(slow, every({ seconds: 10 }), { overlap: "queue" });
  await clock.advance(22_000);
  const draining = work.drain();
  assert.equal(schedule.nextDue, undefined);
  await clock.advance(60_000);
  const { drained, durationMs } = await draining;
  assert.deepEqual({ drained, durationMs }, { drained: 1, durationMs: 13_000 });
  assert.deepEqual(starts, ["00:00:10"]);
  assert.deepEqual(inShort(schedule.history), ["00:00:20 skipped: stopped", "00:00:10 completed"]);
  assert.equal(clock.pending, 0);
});

Deno.test("drain() called again gives the same promise, whatever its options", async () => {
  const world = simulated(), { clock, work } = world;
  void work.run(lasting(2_000, world).slow, undefined);
  const first = work.drain({ timeoutMs: 1_000 }), second = work.drain({ timeoutMs: 0 });
  assert.equal(second, first);
  await clock.advance(1_000);
  assert.equal((await first).durationMs, 1_000);
  assert.equal(work.drain(), first);
});

Deno.test("drain() called by a run waits for that run, too", async () => {
  const { clock, work } = simulated();
  const closing: Promise<unknown>[] = [];
  const last = agent("last").state("a", async ({ signal }) => {
    closing.push(work.drain({ timeoutMs: 5_000 }));
    await delay(clock, { delayMs: 1_000, signal });
  });
  void work.run(last, undefined);
  await clock.advance(1_000);
  const [report] = await Promise.all(closing) as Awaited<ReturnType<typeof work.drain>>[];
  assert.deepEqual(report?.runs, [{ agent: "last", status: "completed", aborted: false, durationMs: 1_000 }]);
});

Deno.test("drain() tells the owner of a schedule of the cancelled run before it is over", async () => {
  const world = simulated(), { clock, work } = world, told: string[] = [];
  work.schedule(lasting(60_000, world).slow, every({ seconds: 10 }), { onResult: ({ status }) => told.push(status) });
  await clock.advance(10_000);
  await work.drain({ timeoutMs: 0 });
  assert.deepEqual(told, ["cancelled"]);
});

Deno.test("await using drains with the runtime's drainTimeoutMs", async () => {
  const world = simulated({ drainTimeoutMs: 2_000 });
  const running = world.work.run(lasting(60_000, world).slow, undefined);
  const scope = (async () => {
    await using work = world.work;
    assert.equal(work.inFlight, 1);
  })();
  await world.clock.advance(2_000);
  await scope;
  assert.equal((await running).status, "cancelled");
});

Deno.test("run() hands on input, signal, limit, clock and chance", async () => {
  const world = simulated(), { clock, work } = world, { slow } = lasting(10_000, world);
  const controller = new AbortController();
  const cancelled = work.run(slow, undefined, { signal: controller.signal });
  const timedOut = work.run(slow, undefined, { timeoutMs: 1_000 });
  controller.abort("enough");
  await clock.advance(1_000);
  const results = await Promise.all([cancelled, timedOut]);
  assert.deepEqual(results.map(({ status }) => status), ["cancelled", "timed-out"]);
  const double = agent("double").input<number>().state("doubled", ({ input }) => 2 * input);
  assert.equal((await work.run(double, 21)).unwrap().doubled, 42);
  // @ts-expect-error: the input has another type.
  await work.run(double, "21");
  const counted = agent("counted").channel("count", { initial: 7 }).state("a", () => 1);
  const { channels: { count } } = await work.run(counted, undefined);
  assert.equal(count satisfies number, 7);
});

Deno.test("run() of a wrong agent rejects and leaves nothing to drain", async () => {
  const { work } = simulated();
  await assert.rejects(work.run(agent("empty"), undefined), DefinitionError);
  assert.equal(work.inFlight, 0);
  assert.deepEqual((await work.drain()).runs, []);
});

Deno.test("runtime() and drain() refuse limits out of bounds", () => {
  for (const wallCheckMs of [0, -1, NaN, Infinity]) assert.throws(() => runtime({ wallCheckMs }), RangeError);
  for (const drainTimeoutMs of [-1, NaN]) {
    assert.throws(() => runtime({ drainTimeoutMs }), { message: /'drainTimeoutMs' must be 0 or more/ });
    assert.throws(() => runtime().drain({ timeoutMs: drainTimeoutMs }), { message: /'timeoutMs' must be 0 or more/ });
  }
});
