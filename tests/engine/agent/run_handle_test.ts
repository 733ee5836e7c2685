import assert from "node:assert/strict";
import { agent, type Run } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** Two states of 10 ms, one after the other. */
function steps(clock: SimulatedClock, order: string[] = []) {
  const step = (name: string) => async () => {
    order.push(name);
    await new Promise<void>((resolve) => clock.after(10, resolve));
    return name;
  };
  return agent("steps").state("a", step("a")).state("b", { after: ["a"] }, step("b"));
}

Deno.test("start() gives a run that begins in the next microtask", async () => {
  const order: string[] = [];
  const run = agent("soon").state("a", () => void order.push("a")).start(undefined);
  order.push("started");
  assert.equal(run.status, "waiting");
  await run.result;
  assert.deepEqual(order, ["started", "a"]);
  assert.equal(run.status, "completed");
});

Deno.test("status follows the run from waiting to its end", async () => {
  const clock = new SimulatedClock(), run = steps(clock).start(undefined, { clock }), seen: string[] = [run.status];
  await clock.advance(1);
  seen.push(run.status);
  run.pause();
  seen.push(run.status);
  run.resume();
  seen.push(run.status);
  await clock.advance(20);
  await run.result;
  seen.push(run.status);
  assert.deepEqual(seen, ["waiting", "running", "paused", "running", "completed"]);
});

Deno.test("pause() before the start holds the first state, resume() lets it go", async () => {
  const clock = new SimulatedClock(), order: string[] = [], run = steps(clock, order).start(undefined, { clock });
  run.pause();
  run.pause();
  await clock.advance(50);
  assert.deepEqual(order, []);
  run.resume();
  run.resume();
  await clock.runAll();
  assert.equal((await run.result).status, "completed");
  assert.deepEqual(order, ["a", "b"]);
});

Deno.test("resume() before the start leaves the start to the run", async () => {
  const run = agent("x").state("a", () => 1).start(undefined);
  run.pause();
  run.resume();
  assert.equal(run.status, "waiting");
  assert.equal((await run.result).status, "completed");
});

Deno.test("pause() and resume() by a state's own function lose nothing", async () => {
  const handle: { run?: Pick<Run<unknown>, "pause" | "resume"> } = {};
  const run = agent("self")
    .state("a", () => {
      handle.run!.pause();
      handle.run!.resume();
      return 1;
    })
    .state("b", { after: ["a"] }, ({ from }) => from.a + 1)
    .start(undefined);
  handle.run = run;
  assert.deepEqual((await run.result).unwrap(), { a: 1, b: 2 });
});

Deno.test("pause() holds what a backoff brings back", async () => {
  const clock = new SimulatedClock(), starts: number[] = [];
  const run = agent("held")
    .state("a", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 10 } } }, ({ attempt }) => {
      starts.push(clock.now());
      if (attempt === 1) throw new Error("not yet");
    })
    .start(undefined, { clock });
  await clock.advance(5);
  run.pause();
  await clock.advance(95);
  run.resume();
  await run.result;
  assert.deepEqual(starts, [0, 100]);
});

Deno.test("cancel() ends the run at once with its reason, an AbortError by default", async () => {
  const clock = new SimulatedClock(), signals: AbortSignal[] = [];
  const hangs = agent("hangs").state("a", ({ signal }) => {
    signals.push(signal);
    return new Promise<never>(() => {});
  });
  const run = hangs.start(undefined, { clock }), other = hangs.start(undefined, { clock });
  await clock.advance(1);
  run.cancel("why");
  other.cancel();
  const [result, otherResult] = [await run.result, await other.result];
  assert(result.status === "cancelled");
  assert(otherResult.status === "cancelled");
  assert.equal(result.error, "why");
  assert.equal((otherResult.error as Error).name, "AbortError");
  assert.deepEqual(signals.map((signal) => signal.reason), [result.error, otherResult.error]);
  assert.throws(
    () => result.unwrap(),
    /Cannot unwrap the run of agent "hangs" as it must have completed: it cancelled/,
  );
});

Deno.test("cancel() before the start runs nothing, and after the end changes nothing", async () => {
  let isStarted = false;
  const early = agent("x").state("a", () => void (isStarted = true)).start(undefined);
  early.cancel();
  assert.equal((await early.result).status, "cancelled");
  assert.equal(isStarted, false);
  const late = agent("x").state("a", () => 1).start(undefined);
  await late.result;
  late.cancel();
  assert.equal((await late.result).status, "completed");
  assert.equal(late.status, "completed");
});

Deno.test("cancel() ends a run that is held", async () => {
  const clock = new SimulatedClock(), order: string[] = [], run = steps(clock, order).start(undefined, { clock });
  await clock.advance(1);
  run.pause();
  await clock.advance(10);
  run.cancel();
  assert.equal((await run.result).status, "cancelled");
  run.resume();
  await clock.advance(10);
  assert.deepEqual(order, ["a"]);
  assert.equal(run.status, "cancelled");
});

Deno.test("the caller's signal cancels a run, and has no listener left when the run is over", async () => {
  const clock = new SimulatedClock(), controller = new AbortController();
  let listeners = 0;
  const { signal } = controller, add = signal.addEventListener, remove = signal.removeEventListener;
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove.apply(signal, args);
  };
  const completes = steps(clock).start(undefined, { clock, signal });
  await clock.runAll();
  assert.equal((await completes.result).status, "completed");
  assert.equal(listeners, 0);
  const cancelled = steps(clock).start(undefined, { clock, signal });
  await clock.advance(1);
  controller.abort("caller");
  const result = await cancelled.result;
  assert(result.status === "cancelled");
  assert.equal(result.error, "caller");
  assert.equal(listeners, 0);
  const late = await steps(clock).start(undefined, { clock, signal }).result;
  assert.equal(late.status, "cancelled");
});

Deno.test("timeoutMs limits a run that was started", async () => {
  const clock = new SimulatedClock(), run = steps(clock).start(undefined, { clock, timeoutMs: 15 });
  await clock.runAll();
  const result = await run.result;
  assert.equal(result.status, "timed-out");
  assert.deepEqual(result.outputs, { a: "a" });
});

Deno.test("a run that is disposed of is cancelled, and is over then", async () => {
  const clock = new SimulatedClock();
  let result;
  {
    await using run = steps(clock).start(undefined, { clock });
    await clock.advance(1);
    result = run.result;
  }
  assert.equal((await result).status, "cancelled");
});

Deno.test("start() throws a definition's mistake before anything starts", () => {
  const wrong = agent("wrong").state("a", { entry: false }, () => 1);
  assert.throws(() => wrong.start(undefined), /at least one state must start with the run/);
  assert.throws(() => agent("x").state("a", () => 1).start(undefined, { timeoutMs: 0 }), /'timeoutMs' must be above 0/);
});
