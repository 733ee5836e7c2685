import assert from "node:assert/strict";
import { agent, Command, goto, MaxStepsError, sum, UnknownStateError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

Deno.test("goto() activates a state whatever it waits for, and gives undefined as output", async () => {
  const order: string[] = [];
  const result = await agent("jump")
    .state("d", { entry: false }, () => void order.push("d"))
    .state("c", { after: ["d"] }, () => void order.push("c"))
    .state("b", { after: ["c"] }, () => void order.push("b"))
    .state("a", () => {
      order.push("a");
      return goto("c");
    })
    .run();
  assert.deepEqual(order, ["a", "c", "b"]);
  assert.equal(result.status, "completed");
  assert.deepEqual(result.states.a, { kind: "completed", output: undefined });
  assert.deepEqual(result.states.d, { kind: "not-reached" });
});

Deno.test("goto() adds to what follows from completion and replaces nothing", async () => {
  const order: string[] = [];
  await agent("both")
    .state("a", { to: ["routed"] }, () => goto("routed"))
    .state("dependant", { after: ["a"] }, () => void order.push("dependant"))
    .state("routed", () => void order.push("routed"))
    .run();
  assert.deepEqual(order.toSorted(), ["dependant", "routed"]);
});

Deno.test("Command() routes to several states, writes and gives an output in one step", async () => {
  const result = await agent("all")
    .channel("n", sum())
    .state("a", () => Command({ goto: ["b", "c"], update: { n: 5 }, output: "out" }))
    .state("b", { entry: false }, ({ channels }) => channels.n)
    .state("c", { entry: false }, ({ channels }) => channels.n + 1)
    .run();
  assert.deepEqual(result.unwrap(), { a: "out", b: 5, c: 6 });
  assert.deepEqual(result.channels, { n: 5 });
});

Deno.test("Command() without anything to say is an output of undefined", async () => {
  const result = await agent("silent").state("a", () => Command({})).state("b", { after: ["a"] }, () => 1).run();
  assert.deepEqual(result.unwrap(), { a: undefined, b: 1 });
});

Deno.test("a list of directions is carried out whole, later updates over earlier ones", async () => {
  const result = await agent("list")
    .channel("n", { initial: 0 })
    .state("a", () => [Command({ update: { n: 1 }, output: "first" }), Command({ update: { n: 2 } }), goto("b")])
    .state("b", { entry: false }, ({ channels }) => channels.n)
    .run();
  assert.equal(result.output("b"), 2);
  assert.equal(result.output("a"), "first");
});

Deno.test("a list that is empty, or holds anything else, is an output like any other", async () => {
  const mixed = [goto("a"), 1];
  const result = await agent("plain").state("a", () => [] as number[]).state("b", () => mixed as unknown[]).run();
  assert.deepEqual(result.output("a"), []);
  assert.equal(result.output("b"), mixed);
});

Deno.test("visits of one state follow one another when several states go to it at once", async () => {
  const clock = new SimulatedClock(), log: string[] = [];
  const running = agent("busy")
    .channel("n", sum())
    .state("a", () => Command({ goto: "worker", update: { n: 10 } }))
    .state("b", () => Command({ goto: "worker", update: { n: 100 } }))
    .state("worker", { entry: false }, async ({ visit, channels }) => {
      log.push(`${visit} starts with ${channels.n} at ${clock.now()}`);
      await new Promise<void>((resolve) => clock.after(10, resolve));
      log.push(`${visit} ends`);
      return Command({ update: { n: 1 }, output: visit });
    })
    .run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.deepEqual(log, ["1 starts with 110 at 0", "1 ends", "2 starts with 111 at 10", "2 ends"]);
  assert.equal(result.output("worker"), 2);
  assert.equal(result.channels.n, 112);
});

Deno.test("a loop starts what depends on it once per completion", async () => {
  const seen: string[] = [];
  const result = await agent("loop")
    .state("tick", ({ visit }) => Command({ output: visit, goto: visit < 3 ? ["tick"] : [] }))
    .state("after", { after: ["tick"] }, ({ from, visit }) => void seen.push(`visit ${visit} after ${from.tick}`))
    .run();
  assert.equal(result.status, "completed");
  assert.deepEqual(seen.map((text) => text.split(" after ")[0]), ["visit 1", "visit 2", "visit 3"]);
});

Deno.test("a join in a loop opens anew each time that all of its sources have completed again", async () => {
  const joined: unknown[] = [];
  const result = await agent("rounds", { maxConcurrent: 1 })
    .state("round", ({ visit }) => visit)
    .state("left", { after: ["round"] }, ({ from }) => `l${from.round}`)
    .state("right", { after: ["round"] }, ({ from }) => `r${from.round}`)
    .state("join", { after: ["left", "right"], to: ["round", "end"] }, ({ values, visit }) => {
      joined.push(values);
      return goto(visit < 3 ? "round" : "end");
    })
    .state("end", () => "over")
    .state("start", { entry: true, to: ["round"] }, () => goto("round"))
    .run();
  assert.equal(result.unwrap().end, "over");
  assert.deepEqual(joined, [["l1", "r1"], ["l2", "r2"], ["l3", "r3"]]);
});

Deno.test("a state that completed and fails at a later visit has failed, and its error is the run's", async () => {
  const boom = new Error("second");
  const result = await agent("turns")
    .state("a", ({ visit }) => {
      if (visit === 2) throw boom;
      return goto("a");
    })
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.deepEqual(result.states.a, { kind: "failed", error: boom, attempts: 1 });
});

Deno.test("a run stays failed with its first error when the state completes at a later visit", async () => {
  const boom = new Error("first");
  const result = await agent("recovers")
    .state("a", ({ visit }) => {
      if (visit === 1) throw boom;
      return "well";
    })
    .state("b", async () => {
      await Promise.resolve();
      return goto("a");
    })
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, boom);
  assert.equal(result.failedState, "a");
  assert.deepEqual(result.states.a, { kind: "completed", output: "well" });
});

Deno.test("a failure upstream does not touch a state that is being visited by way of a goto", async () => {
  const result = await agent("rescued")
    .state("router", { to: ["work"] }, () => goto("work"))
    .state("bad", async () => {
      await Promise.resolve();
      throw new Error("boom");
    })
    .state("work", { after: ["bad"] }, () => new Promise<string>((resolve) => setTimeout(resolve, 1, "done")))
    .run();
  assert.deepEqual(result.states.work, { kind: "completed", output: "done" });
});

Deno.test("maxSteps counts gotos, loops over dependencies and sent tasks", async () => {
  const visits: number[] = [];
  const result = await agent("bounded", { maxSteps: 3 })
    .state("a", ({ visit }) => {
      visits.push(visit);
      return goto("a");
    })
    .state("b", { after: ["a"] }, () => 1)
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof MaxStepsError);
  assert.equal(result.error.maxSteps, 3);
  // The first visit of `b` is none: it would have come in a plain graph too.
  assert.deepEqual(visits, [1, 2, 3]);
});

Deno.test("a goto to a mapped state, to what is not in `to` or to nothing is refused with the reason", async () => {
  const wrong: readonly [string, RegExp][] = [
    ["nowhere", /it must be one of the agent's states: a, b, c, m/],
    ["c", /it must be among those named in 'to': b, m/],
    ["m", /a mapped state needs a payload: use Send/],
  ];
  for (const [target, message] of wrong) {
    const result = await agent("strict")
      .state("a", { to: ["b", "m"] }, () => goto(target as "a"))
      .state("b", () => 1)
      .state("c", { entry: false }, () => 2)
      .map("m", () => 3)
      .run();
    assert(result.status === "failed");
    assert.ok(result.error instanceof UnknownStateError);
    assert.match(result.error.message, message);
    assert.deepEqual([result.error.agent, result.error.state, result.error.target], ["strict", "a", target]);
    assert.deepEqual(result.states.a, { kind: "failed", error: result.error, attempts: 1 });
  }
});

Deno.test("a goto that is refused counts the attempts that were made, and is not tried again", async () => {
  const seen: number[] = [];
  const result = await agent("flaky")
    .state("a", { retry: { maxAttempts: 5 } }, ({ attempt }) => {
      seen.push(attempt);
      if (attempt < 3) throw new Error("not yet");
      return goto("nowhere" as "a");
    })
    .run();
  assert.deepEqual(seen, [1, 2, 3]);
  assert.equal(result.states.a.kind === "failed" && result.states.a.attempts, 3);
});

Deno.test("the compiler refuses to run an agent whose states go where there is nothing", () => {
  const lost = agent("lost").state("a", () => goto("b"));
  // @ts-expect-error there is no state `b`.
  const run = () => lost.run();
  assert.doesNotThrow(() => lost.state("b", { entry: false }, () => 1).validate());
  assert.equal(typeof run, "function");
});
