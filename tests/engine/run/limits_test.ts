import assert from "node:assert/strict";
import { agent, RunTimeoutError, StateTimeoutError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** Waits on simulated time, stopping with the signal as `fetch` would. */
function delay(clock: SimulatedClock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const alarm = clock.after(delayMs, resolve);
    signal.addEventListener("abort", () => {
      clock.clear(alarm);
      reject(signal.reason);
    });
  });
}

Deno.test("timeoutMs of a state interrupts its waiting, and its dependants know why they did not run", async () => {
  const clock = new SimulatedClock();
  let reason: unknown;
  const running = agent("slow")
    .state("hangs", { timeoutMs: 40 }, ({ signal }) => {
      signal.addEventListener("abort", () => reason = signal.reason);
      return new Promise<never>(() => {});
    })
    .state("sibling", async ({ signal }) => {
      await delay(clock, 100, signal);
      return "done";
    })
    .state("dependant", { after: ["hangs"] }, () => "never")
    .run(undefined, { clock });
  await clock.advance(40);
  assert.ok(reason instanceof StateTimeoutError);
  await clock.advance(60);
  const result = await running;
  assert(result.status === "failed");
  assert.equal(result.error, reason);
  assert.equal(result.failedState, "hangs");
  assert.deepEqual(result.states, {
    hangs: { kind: "timed-out", error: reason, attempts: 1 },
    sibling: { kind: "completed", output: "done" },
    dependant: { kind: "upstream-failed", failedState: "hangs" },
  });
  assert.deepEqual(result.outputs, { sibling: "done" });
});

Deno.test("timeoutMs of a state leaves no alarm behind when the attempt ends in time", async () => {
  const clock = new SimulatedClock();
  const result = await agent("fast")
    .state("quick", { timeoutMs: 1_000 }, async () => await Promise.resolve(1))
    .run(undefined, { clock });
  assert.equal(result.status, "completed");
  assert.equal(clock.pending, 0);
});

Deno.test("timeoutMs of a state gives the next attempt a signal of its own", async () => {
  const clock = new SimulatedClock();
  const aborted: boolean[] = [];
  const running = agent("again")
    .state("second", { timeoutMs: 10, retry: { maxAttempts: 2 } }, ({ attempt, signal }) => {
      aborted.push(signal.aborted);
      return attempt === 1 ? new Promise<number>(() => {}) : Promise.resolve(attempt);
    })
    .run(undefined, { clock });
  await clock.advance(10);
  assert.equal((await running).unwrap().second, 2);
  assert.deepEqual(aborted, [false, false]);
  assert.equal(clock.pending, 0);
});

Deno.test("what an abandoned attempt returns later changes nothing", async () => {
  const clock = new SimulatedClock(), late = Promise.withResolvers<string>();
  const running = agent("late")
    .state(
      "slow",
      { timeoutMs: 5, retry: { maxAttempts: 2 } },
      ({ attempt }) => attempt === 1 ? late.promise : "second",
    )
    .state("after", { after: ["slow"] }, ({ from }) => from.slow)
    .run(undefined, { clock });
  await clock.advance(5);
  const result = await running;
  late.resolve("first");
  await clock.advance(0);
  assert.deepEqual(result.unwrap(), { slow: "second", after: "second" });
});

Deno.test("timeoutMs of a run ends it at once with what is done so far", async () => {
  const clock = new SimulatedClock();
  let aborted = false;
  const running = agent("limited")
    .state("first", () => 1)
    .state("hangs", { after: ["first"] }, ({ signal }) => {
      signal.addEventListener("abort", () => aborted = true);
      return new Promise<never>(() => {});
    })
    .state("never", { after: ["hangs"] }, () => 2)
    .run(undefined, { clock, timeoutMs: 50 });
  await clock.advance(50);
  const result = await running;
  assert(result.status === "timed-out");
  assert.ok(result.error instanceof RunTimeoutError);
  assert.deepEqual(result.outputs, { first: 1 });
  assert.deepEqual(result.states.hangs, { kind: "cancelled" });
  assert.deepEqual(result.states.never, { kind: "cancelled" });
  assert.ok(aborted);
  assert.equal(clock.pending, 0);
});

Deno.test("signal cancels a run that is waiting, with its reason, and clears the alarms of its states", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  const running = agent("cancelled")
    .state("waits", { timeoutMs: 1_000 }, async ({ signal }) => await delay(clock, 500, signal))
    .state("backs off", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 500 } } }, () => {
      throw new Error("flaky");
    })
    .run(undefined, { clock, signal: controller.signal });
  await clock.advance(10);
  assert.equal(clock.pending, 3);
  controller.abort("enough");
  const result = await running;
  assert(result.status === "cancelled");
  assert.equal(result.error, "enough");
  assert.equal(clock.pending, 0);
});

Deno.test("signal that is aborted already starts nothing", async () => {
  let started = false;
  const result = await agent("late")
    .state("a", () => void (started = true))
    .run(undefined, { signal: AbortSignal.abort("no") });
  assert.equal(result.status, "cancelled");
  assert.equal(started, false);
});

Deno.test("signal aborted by a state stops its own run before the next state", async () => {
  const controller = new AbortController(), order: string[] = [];
  const result = await agent("suicidal")
    .state("a", () => {
      order.push("a");
      controller.abort();
    })
    .state("b", { after: ["a"] }, () => void order.push("b"))
    .run(undefined, { signal: controller.signal });
  assert.equal(result.status, "cancelled");
  assert.deepEqual(order, ["a"]);
});

Deno.test("maxConcurrent keeps the rest waiting and loses none", async () => {
  for (const maxConcurrent of [1, 2, 5]) {
    let running = 0, peak = 0;
    const started: number[] = [];
    let wide = agent("wide", { maxConcurrent }).state("s0" as string, () => 0);
    for (let i = 1; i <= 7; i++) {
      wide = wide.state(`s${i}`, async () => {
        started.push(i);
        peak = Math.max(peak, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return i;
      });
    }
    const result = await wide.run();
    assert.equal(result.status, "completed");
    assert.equal(peak, Math.min(maxConcurrent, 7));
    assert.deepEqual(started, [1, 2, 3, 4, 5, 6, 7]);
  }
});

Deno.test("maxConcurrent holds across a diamond with synchronous and failing states", async () => {
  const result = await agent("mixed", { maxConcurrent: 1 })
    .state("a", () => 1)
    .state("bad", { after: ["a"] }, () => {
      throw new Error("no");
    })
    .state("good", { after: ["a"] }, async ({ from }) => await Promise.resolve(from.a + 1))
    .state("end", { after: ["good"] }, ({ from }) => from.good + 1)
    .state("doomed", { after: ["good", "bad"] }, () => 0)
    .run();
  assert.deepEqual(result.outputs, { a: 1, good: 2, end: 3 });
  assert.equal(result.states.doomed.kind, "upstream-failed");
});
