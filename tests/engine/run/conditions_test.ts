import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { agent, Command, goto, sum } from "puffinflow";

/** Gives a value once every microtask that is due has run. */
function turn<T>(value: T): Promise<T> {
  return new Promise((resolve) => setImmediate(resolve, value));
}

Deno.test("when skips a state and all that depends on it, and the run completes", async () => {
  const result = await agent("skips").input<number>()
    .state("a", { when: ({ input }) => input > 10 }, () => 1)
    .state("b", { after: ["a"] }, () => 2)
    .state("c", { after: ["b"] }, () => 3)
    .state("d", () => 4)
    .run(5);
  assert.equal(result.status, "completed");
  assert.deepEqual(result.states, {
    a: { kind: "skipped", skippedState: "a" },
    b: { kind: "skipped", skippedState: "a" },
    c: { kind: "skipped", skippedState: "a" },
    d: { kind: "completed", output: 4 },
  });
});

Deno.test("when sees the outputs of what the state waits for", async () => {
  const result = await agent("sees")
    .state("a", () => 3)
    .state("odd", { after: ["a"], when: ({ from }) => from.a % 2 === 1 }, () => "odd")
    .state("even", { after: ["a"], when: ({ values: [a] }) => a % 2 === 0 }, () => "even")
    .run();
  assert.deepEqual(result.outputs, { a: 3, odd: "odd" });
});

Deno.test("a condition that throws fails the state", async () => {
  const wrong = new Error("cannot tell");
  const result = await agent("unsure")
    .state("a", {
      when: () => {
        throw wrong;
      },
    }, () => 1)
    .run();
  assert.deepEqual(result.states.a, { kind: "failed", error: wrong, attempts: 1 });
});

Deno.test("when is asked at every visit, with what the state knows then", async () => {
  const asked: number[] = [];
  const result = await agent("again")
    .channel("n", sum())
    .state("count", ({ visit }) => Command({ update: { n: 1 }, goto: visit < 3 ? ["check", "count"] : ["check"] }))
    .state("check", {
      entry: false,
      when: ({ channels }) => {
        asked.push(channels.n);
        return channels.n >= 3;
      },
    }, () => "enough")
    .run();
  assert.equal(result.unwrap().check, "enough");
  assert.equal(asked.length, 3);
  assert.equal(asked.at(-1), 3);
});

Deno.test("priority decides which of several ready states starts first, then the declared order", async () => {
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  await agent("ranked")
    .state("low", { priority: "low" }, note("low"))
    .state("first", note("first"))
    .state("critical", { priority: "critical" }, note("critical"))
    .state("second", note("second"))
    .state("high", { priority: "high" }, note("high"))
    .run();
  assert.deepEqual(order, ["critical", "high", "first", "second", "low"]);
});

Deno.test("priority holds for what waits for a place, whenever it became ready", async () => {
  const order: string[] = [];
  const note = (name: string) => async () => {
    order.push(name);
    await Promise.resolve();
  };
  await agent("ranked", { maxConcurrent: 1 })
    .state("a", note("a"))
    .state("waits", { priority: "low" }, note("waits"))
    .state("after a", { after: ["a"], priority: "high" }, note("after a"))
    .run();
  assert.deepEqual(order, ["a", "after a", "waits"]);
});

Deno.test("an unknown priority is refused", () => {
  assert.throws(
    () => agent("x").state("a", { priority: "urgent" as "high" }, () => 1),
    /'priority' must be critical, high, normal or low: current value is "urgent"/,
  );
});

Deno.test("entry starts a state with the run, and again when what it waits for is there", async () => {
  const seen: unknown[] = [];
  const result = await agent("eager")
    .state("a", async () => await Promise.resolve("a"))
    .state("eager", { after: ["a"], entry: true }, ({ values, visit }) => {
      seen.push([visit, ...values]);
      return visit;
    })
    .state("slow", async () => await turn("slow"))
    .state("join", { after: ["eager", "slow"] }, ({ from }) => [from.eager, from.slow])
    .run();
  assert.deepEqual(seen, [[1, undefined], [2, "a"]]);
  assert.deepEqual(result.unwrap().join, [2, "slow"]);
});

Deno.test("entry keeps a state that waits for nothing from starting with the run", async () => {
  const result = await agent("patient")
    .state("a", ({ visit }) => visit === 1 ? goto("b") : 0)
    .state("b", { entry: false }, () => "on demand")
    .state("c", { entry: false }, () => "never")
    .run();
  assert.equal(result.output("b"), "on demand");
  assert.deepEqual(result.states.c, { kind: "not-reached" });
  assert.equal(result.status, "completed");
});
