import assert from "node:assert/strict";
import { agent, any, ExclusiveDependencyError, goto, optional, within, xor } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

const boom = new Error("boom");

function fail(): never {
  throw boom;
}

/** A clock, and states that take time on it. */
function timed() {
  const clock = new SimulatedClock();
  const after = <T>(delayMs: number, value: T) =>
    new Promise<T>((resolve) => clock.after(delayMs, () => resolve(value)));
  return { clock, after };
}

Deno.test("any() starts a state once, with the first of the states it names", async () => {
  const { clock, after } = timed(), starts: unknown[] = [];
  const running = agent("race")
    .state("slow", () => after(20, "slow"))
    .state("fast", () => after(10, "fast"))
    .state("use", { after: any("slow", "fast") }, ({ from, values }) => {
      starts.push(clock.now());
      return [from.slow, from.fast, ...values];
    })
    .run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.deepEqual(result.unwrap().use, [undefined, "fast", undefined, "fast"]);
  assert.equal(result.output("slow"), "slow");
  assert.deepEqual(starts, [10]);
});

Deno.test("any() goes on without states that fail or are skipped, as long as one is left", async () => {
  const result = await agent("fallback")
    .state("broken", fail)
    .state("unwanted", { when: () => false }, () => 1)
    .state("works", async () => await Promise.resolve(2))
    .state("use", { after: any("broken", "unwanted", "works") }, ({ from }) => from.works)
    .run();
  assert.equal(result.output("use"), 2);
  assert.equal(result.status, "failed");
});

Deno.test("any() gives a state up when none of the states it names can complete any more", async () => {
  const result = await agent("hopeless")
    .state("a", { when: () => false }, () => 1)
    .state("b", fail)
    .state("use", { after: any("a", "b") }, () => 2)
    .state("later", { after: ["use"] }, () => 3)
    .run();
  assert.deepEqual(result.states.use, { kind: "upstream-failed", failedState: "b" });
  assert.deepEqual(result.states.later, { kind: "upstream-failed", failedState: "b" });
});

Deno.test("any() and xor() refuse to wait for nothing", () => {
  assert.throws(() => any(), /Cannot wait with any\(\) as it must name one state or more/);
  assert.throws(() => xor(), /Cannot wait with xor\(\) as it must name one state or more/);
});

Deno.test("xor() joins the branches of a choice", async () => {
  const choice = agent("choice").input<boolean>()
    .state("yes", { when: ({ input }) => input }, () => "yes")
    .state("no", { when: ({ input }) => !input }, () => "no")
    .state("join", { after: xor("yes", "no") }, ({ from }) => from.yes ?? from.no);
  assert.equal((await choice.run(true)).unwrap().join, "yes");
  assert.equal((await choice.run(false)).unwrap().join, "no");
});

Deno.test("xor() fails the run when a second of its states completes", async () => {
  const result = await agent("both")
    .state("a", () => 1)
    .state("b", async () => await Promise.resolve(2))
    .state("join", { after: xor("a", "b") }, () => 3)
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof ExclusiveDependencyError);
  assert.deepEqual([result.error.state, result.error.second, result.failedState], ["join", "b", "join"]);
  assert.match(result.error.message, /^Cannot go on with agent "both" as only one .* "b" is the second/);
});

Deno.test("xor() takes no offence at the same state completing again in a loop", async () => {
  const result = await agent("loop")
    .state("a", { entry: true }, ({ visit }) => visit < 3 ? goto("a") : "done")
    .state("b", { entry: false }, () => 1)
    .state("join", { after: xor("a", "b") }, () => "joined")
    .run();
  assert.equal(result.unwrap().join, "joined");
});

Deno.test("optional() waits for a state, and starts without it when it fails, is skipped or is never reached", async () => {
  const { clock, after } = timed(), starts: number[] = [];
  const running = agent("soft")
    .state("firm", { to: ["elsewhere"] }, () => after(5, "firm"))
    .state("late", () => after(30, "late"))
    .state("broken", () => after(10, 0).then(fail))
    .state("unwanted", { when: () => false }, () => 1)
    .state("elsewhere", () => 2)
    .state("use", {
      after: ["firm", optional("late"), optional("broken"), optional("unwanted"), optional("elsewhere")],
    }, ({ values }) => {
      starts.push(clock.now());
      return values;
    })
    .run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.deepEqual(result.output("use"), ["firm", "late", undefined, undefined, undefined]);
  assert.deepEqual(starts, [30]);
  assert.deepEqual(result.states.elsewhere, { kind: "not-reached" });
});

Deno.test("optional() is of no help when a firm dependency fails", async () => {
  const result = await agent("firm")
    .state("broken", fail)
    .state("fine", () => 1)
    .state("use", { after: ["broken", optional("fine")] }, () => 2)
    .run();
  assert.deepEqual(result.states.use, { kind: "upstream-failed", failedState: "broken" });
});

Deno.test("within() counts from when all other dependencies are there", async () => {
  const { clock, after } = timed(), starts: unknown[] = [];
  const running = agent("limited")
    .state("firm", () => after(20, "firm"))
    .state("slow", () => after(100, "slow"))
    .state("use", { after: ["firm", within(30, "slow")] }, ({ from }) => {
      starts.push([clock.now(), from.slow]);
    })
    .run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).output("slow"), "slow");
  assert.deepEqual(starts, [[50, undefined]]);
});

Deno.test("within() counts from the start of the run when there is nothing else to wait for", async () => {
  const { clock, after } = timed(), starts: number[] = [];
  const running = agent("limited")
    .state("slow", () => after(100, "slow"))
    .state("use", { after: [within(30, "slow")] }, () => void starts.push(clock.now()))
    .run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(starts, [30]);
});

Deno.test("within() starts a state early when what it waits for is there in time, and leaves no alarm", async () => {
  const { clock, after } = timed(), starts: unknown[] = [];
  const running = agent("quick")
    .state("quick", () => after(10, "quick"))
    .state("use", { after: [within(1_000, "quick")] }, ({ from }) => void starts.push([clock.now(), from.quick]))
    .run(undefined, { clock });
  await clock.advance(10);
  assert.equal((await running).status, "completed");
  assert.deepEqual(starts, [[10, "quick"]]);
  assert.equal(clock.pending, 0);
});

Deno.test("within() lets a state that is late after all settle without harm to those that wait for more", async () => {
  const { clock, after } = timed(), starts: unknown[] = [];
  const running = agent("two")
    .state("late", () => after(20, "late"))
    .state("later", () => after(40, "later"))
    .state("broken", () => after(30, 0).then(fail))
    .state("use", { after: [within(10, "late"), within(10, "broken"), optional("later")] }, ({ values }) => {
      starts.push([clock.now(), ...values]);
    })
    .run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).states.use.kind, "completed");
  assert.deepEqual(starts, [[40, "late", undefined, "later"]]);
});

Deno.test("within() takes no place under maxConcurrent while it waits", async () => {
  const { clock, after } = timed(), starts: unknown[] = [];
  const running = agent("one at a time", { maxConcurrent: 1 })
    .state("first", () => 1)
    .state("slow", { after: ["first"] }, () => after(5, "slow"))
    .state("use", { after: ["first", within(100, "slow")] }, ({ from }) => void starts.push([clock.now(), from.slow]))
    .run(undefined, { clock });
  await clock.runAll();
  await running;
  assert.deepEqual(starts, [[5, "slow"]]);
});

Deno.test("within() refuses a limit that is none", () => {
  for (const withinMs of [0, -1, NaN, Infinity]) {
    assert.throws(() => within(withinMs, "a"), /'withinMs' must be above 0 and finite: current value is/);
  }
});

Deno.test("a run that is cancelled clears the limits of soft dependencies", async () => {
  const { clock } = timed();
  const run = agent("cancelled")
    .state("hangs", () => new Promise<never>(() => {}))
    .state("use", { after: [within(50, "hangs")] }, () => 1)
    .start(undefined, { clock });
  await clock.advance(10);
  assert.equal(clock.pending, 1);
  run.cancel();
  assert.equal((await run.result).states.use.kind, "cancelled");
  assert.equal(clock.pending, 0);
});

Deno.test("a trigger that fires while its state is being visited by way of a goto gives it another visit", async () => {
  const { clock, after } = timed(), visits: unknown[] = [];
  const running = agent("twice")
    .state("router", { to: ["use"] }, () => goto("use"))
    .state("a", () => after(5, "a"))
    .state("b", () => after(50, "b"))
    .state("use", { after: any("a", "b") }, async ({ visit, from }) => {
      visits.push([visit, clock.now(), from.a]);
      await after(10, undefined);
    })
    .run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(visits, [[1, 0, undefined], [2, 10, "a"]]);
});

Deno.test("a goto to a state that its trigger has started waits for its end", async () => {
  const { clock, after } = timed(), visits: unknown[] = [];
  const running = agent("twice")
    .state("a", () => 1)
    .state("use", { after: any("a") }, async ({ visit }) => {
      visits.push([visit, clock.now()]);
      await after(10, undefined);
    })
    .state("router", () => after(5, undefined).then(() => goto("use")))
    .run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "completed");
  assert.deepEqual(visits, [[1, 0], [2, 10]]);
});
