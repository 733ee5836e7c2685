import assert from "node:assert/strict";
import { type Agent, agent, NestingError, type RunEvent } from "puffinflow";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

const boom = new Error("boom");

function fail(): never {
  throw boom;
}

const square = agent("square").input<number>().state("value", ({ input }) => input * input);
const broken = agent("broken").state("ok", () => 1).state("bad", { after: ["ok"] }, fail);

Deno.test("subagent() runs an agent as a state, with its input made of what the state sees", async () => {
  const result = await agent("outer").input<number>()
    .state("plus", ({ input }) => input + 1)
    .subagent("inner", square, { after: ["plus"], input: ({ from, values: [plus] }) => (from.plus + plus) / 2 })
    .state("after", { after: ["inner"] }, ({ from }) => from.inner.value)
    .run(2);
  assert.deepEqual(result.unwrap(), { plus: 3, inner: { value: 9 }, after: 9 });
});

Deno.test("subagent() gives what output makes of the inner outputs", async () => {
  const result = await agent("outer")
    .subagent("inner", square, { input: () => 4, output: ({ value }) => `${value}!` })
    .run();
  assert.equal(result.unwrap().inner, "16!");
});

Deno.test("subagent() fails with the inner run's error by default", async () => {
  const result = await agent("outer").subagent("inner", broken, { input: () => {} })
    .state("after", { after: ["inner"] }, () => 1).run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.equal(result.failedState, "inner");
  assert.deepEqual(result.states.after, { kind: "upstream-failed", failedState: "inner" });
});

Deno.test("onChildFailure ignores a failure, or makes an output of it", async () => {
  const ignored = await agent("outer").subagent("inner", broken, { input: () => {}, onChildFailure: "ignore" })
    .state("after", { after: ["inner"] }, ({ from }) => from.inner === undefined).run();
  assert.deepEqual(ignored.unwrap(), { inner: undefined, after: true });
  const replaced = await agent("outer")
    .subagent("inner", broken, { input: () => {}, output: () => "fine", onChildFailure: (error) => String(error) })
    .run();
  assert.equal(replaced.unwrap().inner, "Error: boom");
});

Deno.test("a failure while the input or the output is made is the state's own", async () => {
  const noInput = await agent("outer").subagent("inner", square, { input: fail, onChildFailure: "ignore" }).run();
  assert(noInput.status === "failed");
  const noOutput = await agent("outer").subagent("inner", square, { input: () => 1, output: fail }).run();
  assert(noOutput.status === "failed");
  assert.equal(noOutput.error, boom);
});

Deno.test("runs of one inner agent share nothing", async () => {
  const visits: number[] = [];
  const inner = agent("inner").input<number>().state("a", ({ visit, once, input }) => {
    visits.push(visit);
    return once("key", () => input);
  });
  const result = await agent("outer")
    .subagent("left", inner, { input: () => 1 })
    .subagent("right", inner, { input: () => 2 })
    .run();
  assert.deepEqual(result.unwrap(), { left: { a: 1 }, right: { a: 2 } });
  assert.deepEqual(visits, [1, 1]);
});

Deno.test("an inner run takes clock and chance from the outer one", async () => {
  const clock = new SimulatedClock(), starts: number[] = [];
  const inner = agent("inner").state("a", {
    retry: { maxAttempts: 2, backoff: { kind: "exponential", baseDelayMs: 100 } },
  }, ({ attempt }) => {
    starts.push(clock.now());
    if (attempt === 1) fail();
  });
  const running = agent("outer").subagent("inner", inner, { input: () => {} })
    .run(undefined, { clock, random: randomFromSeed(3) });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(starts, [0, randomFromSeed(3).float() * 100]);
});

Deno.test("an inner run is cancelled with the outer one, and by the limit of its state", async () => {
  const clock = new SimulatedClock(), reasons: unknown[] = [];
  const hangs = agent("hangs").state("a", ({ signal }) => {
    signal.addEventListener("abort", () => reasons.push(signal.reason));
    return new Promise<never>(() => {});
  });
  const cancelled = agent("outer").subagent("inner", hangs, { input: () => {} }).start(undefined, { clock });
  await clock.advance(1);
  cancelled.cancel("outer");
  assert.equal((await cancelled.result).status, "cancelled");
  const limited = agent("outer").subagent("inner", hangs, { input: () => {}, timeoutMs: 5 }).run(undefined, { clock });
  await clock.advance(5);
  const result = await limited;
  assert(result.status === "failed");
  assert.equal(result.states.inner.kind, "timed-out");
  assert.deepEqual(reasons, ["outer", result.error]);
  assert.equal(clock.pending, 0);
});

Deno.test("inner runs tell their events live to the outer run's listeners, with the way to them", async () => {
  const innermost = agent("innermost").state("deep", ({ emit }) => emit("hello"));
  const middle = agent("middle").subagent("child", innermost, { input: () => {} });
  const run = agent("outer").subagent("middle", middle, { input: () => {} }).start(undefined);
  const lines: string[] = [];
  for await (const event of run.events() as ReadableStream<RunEvent>) {
    const where = [...event.path, "state" in event ? event.state : ""].join("/");
    lines.push(`${event.id} ${event.agent} ${event.type} ${where}`);
  }
  assert.deepEqual(lines, [
    "1 outer run-started ",
    "2 outer state-started middle",
    "3 middle run-started middle/",
    "4 middle state-started middle/child",
    "5 innermost run-started middle/child/",
    "6 innermost state-started middle/child/deep",
    "7 innermost custom middle/child/deep",
    "8 innermost state-completed middle/child/deep",
    "9 innermost run-ended middle/child/",
    "10 middle state-completed middle/child",
    "11 middle run-ended middle/",
    "12 outer state-completed middle",
    "13 outer run-ended ",
  ]);
});

Deno.test("agents nest as deep as the outermost one allows", async () => {
  let started = 0;
  const nested = (levels: number, maxDepth: number): Agent<void, Readonly<Record<string, unknown>>> => {
    const level = agent(`level ${levels}`, { maxDepth });
    if (levels === 1) return level.state("leaf", () => ++started) as never;
    return level.subagent("inner", nested(levels - 1, 1), { input: () => {} }) as never;
  };
  assert.equal((await nested(5, 5).run()).status, "completed");
  const result = await nested(6, 5).run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof NestingError);
  assert.deepEqual([result.error.agent, result.error.maxDepth], ["level 1", 5]);
  assert.match(result.error.message, /^Cannot start agent "level 1" inside others as they may nest at most 5 deep/);
  assert.equal(started, 1);
});

Deno.test("a run inside a run that is held starts nothing when a reader is behind", async () => {
  const order: string[] = [], note = (name: string) => () => void order.push(name);
  const inner = agent("inner").state("a", note("a")).state("b", { after: ["a"] }, note("b"));
  const run = agent("outer").subagent("inner", inner, { input: () => {} }).start(undefined);
  const reader = run.events({ bufferSize: 4 }).getReader();
  const clock = new SimulatedClock();
  await clock.advance(0);
  assert.deepEqual(order, ["a"]);
  const types: string[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    types.push(value.type);
  }
  assert.deepEqual(order, ["a", "b"]);
  assert.equal(types.at(-1), "run-ended");
  assert.equal((await run.result).status, "completed");
});
