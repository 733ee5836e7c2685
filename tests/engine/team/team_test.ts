import assert from "node:assert/strict";
import { agent, QuorumError, RunTimeoutError } from "puffinflow";
import { member, quorum, SimulatedClock, team, TeamEndedError, TeamFailedError } from "puffinflow/team";
import type { TeamResult } from "puffinflow/team";
import type { Plan } from "../../../src/engine/graph/plan.ts";
import { RunInstrument, withBodies } from "../../../src/engine/run/instrument.ts";
import { sleepers } from "./simulated_agents.ts";

const length = agent("length").input<string>().state("letters", ({ input }) => input.length);
const boom = new Error("boom");
const broken = agent("broken").state("only", (): number => {
  throw boom;
});

/** Status of each member. */
function statuses(result: { readonly members: object }): Record<string, string> {
  const members = Object.entries(result.members) as [string, { readonly status: string }][];
  return Object.fromEntries(members.map(([name, { status }]) => [name, status]));
}

Deno.test("team() gives every member its input: a value, or what a function makes of the team's input", async () => {
  const pair = team("pair", {
    fixed: member(length, "four"),
    made: member(length, (input: { text: string }) => input.text),
    none: member(agent("none").state("always", () => true)),
  });
  const result = await pair.run({ text: "puffin" });
  assert.equal(result.status, "succeeded");
  assert.equal(result.error, undefined);
  const { fixed, made, none } = result.unwrap();
  assert.deepEqual([fixed.letters, made.letters, none.always], [4, 6, true]);
});

Deno.test("team() knows the types of inputs and outputs", () => {
  const typed = team("typed", {
    one: member(length, (input: { text: string }) => input.text),
    two: member(length, "x"),
  });
  const read = (result: TeamResult<{ readonly one: { readonly letters: number } }>): number | undefined =>
    result.outputs.one?.letters;
  assert.equal(typeof read, "function");
  // @ts-expect-error -- The team's input is what its members read of it.
  const wrong = () => typed.run("text");
  // @ts-expect-error -- A member's input is its agent's.
  const wrongInput = () => member(length, 4);
  // @ts-expect-error -- An agent that needs an input is no member without one.
  const noInput = () => member(length);
  assert.deepEqual([wrong, wrongInput, noInput].map((fn) => typeof fn), ["function", "function", "function"]);
});

Deno.test("team() runs its members side by side, and says how long each and all of them took", async () => {
  const clock = new SimulatedClock(), { sleeper } = sleepers(clock);
  const running = team("t", { a: member(sleeper("a", { ms: 30 })), b: member(sleeper("b", { ms: 50 })) })
    .run(undefined, { clock });
  await clock.advance(50);
  const { members, durationMs, outputs } = await running;
  assert(members.a.status === "completed" && members.b.status === "completed");
  assert.deepEqual([members.a.durationMs, members.b.durationMs, durationMs], [30, 50, 50]);
  assert.deepEqual(outputs, { a: { done: "a" }, b: { done: "b" } });
});

Deno.test("team() with 'collect' lets all others finish, and is partial when some fail and failed when all do", async () => {
  const partial = await team("some", { good: member(length, "abc"), bad: member(broken) }).run(undefined);
  assert.equal(partial.status, "partial");
  assert.equal(partial.error, boom);
  assert.deepEqual(statuses(partial), { good: "completed", bad: "failed" });
  assert.deepEqual(partial.outputs, { good: { letters: 3 } });
  assert.throws(() => partial.unwrap(), (error) => {
    assert(error instanceof TeamFailedError);
    assert.deepEqual([error.team, error.status, error.cause, error.code], ["some", "partial", boom, "team-failed"]);
    assert.match(error.message, /1 of 2 did: boom$/);
    return true;
  });
  const failed = await team("none", { bad: member(broken) }).run(undefined);
  assert.equal(failed.status, "failed");
});

Deno.test("team() with 'fail-fast' aborts who is in flight, waits for them, and lists who never started", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const members = {
    slow: member(sleeper("slow", { ms: 1_000, stopMs: 20 })),
    bad: member(sleeper("bad", { ms: 10, error: boom })),
    later: member(sleeper("later", { ms: 10 })),
  };
  const running = team("strict", members, { onFailure: "fail-fast", maxConcurrent: 2 }).run(undefined, { clock });
  await clock.advance(1_000);
  const result = await running;
  assert.equal(result.status, "failed");
  assert.equal(result.error, boom);
  assert.deepEqual(statuses(result), { slow: "cancelled", bad: "failed", later: "not-started" });
  assert.equal(result.members.later.result, null);
  assert(result.members.slow.status === "cancelled");
  const { error } = result.members.slow.result;
  assert(error instanceof TeamEndedError);
  assert.deepEqual([error.team, error.verdict, error.code], ["strict", "failed", "team-ended"]);
  assert.deepEqual(log, ["slow starts at 0", "bad starts at 0", "bad ends at 10", "slow stops at 30"]);
  assert.equal(result.durationMs, 30);
  assert.deepEqual(result.stillRunning, []);
});

Deno.test("team() with a quorum succeeds as soon as enough members have completed", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const members = {
    bad: member(broken),
    quick: member(sleeper("quick", { ms: 10 })),
    slow: member(sleeper("slow", { ms: 1_000 })),
    fine: member(sleeper("fine", { ms: 20 })),
  };
  const running = team("two", members, { onFailure: quorum(2) }).run(undefined, { clock });
  await clock.advance(20);
  const result = await running;
  assert.deepEqual([result.status, result.error, result.durationMs], ["succeeded", undefined, 20]);
  assert.deepEqual(statuses(result), { bad: "failed", quick: "completed", slow: "cancelled", fine: "completed" });
  assert.equal(log.at(-1), "slow stops at 20");
  assert.throws(() => result.unwrap(), TeamFailedError);
});

Deno.test("team() with a quorum fails as soon as it cannot be reached any more", async () => {
  const clock = new SimulatedClock(), { sleeper } = sleepers(clock);
  const members = { one: member(broken), two: member(broken), slow: member(sleeper("slow", { ms: 1_000 })) };
  const running = team("two", members, { onFailure: quorum(2) }).run(undefined, { clock });
  await clock.advance(0);
  const { status, error } = await running;
  assert.equal(status, "failed");
  assert(error instanceof QuorumError);
  assert.deepEqual([error.needs, error.completed, error.cause], [2, 0, boom]);
});

Deno.test("team() that takes too long is timed out, its members are aborted and what had completed is kept", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const members = { quick: member(sleeper("quick", { ms: 5 })), slow: member(sleeper("slow", { ms: 1_000 })) };
  const running = team("late", members).run(undefined, { clock, timeoutMs: 100 });
  await clock.advance(100);
  const result = await running;
  assert.equal(result.status, "timed-out");
  assert(result.error instanceof RunTimeoutError);
  assert.deepEqual(statuses(result), { quick: "completed", slow: "cancelled" });
  assert.equal(log.at(-1), "slow stops at 100");
  assert.equal(clock.pending, 0);
});

Deno.test("team() that is aborted is cancelled with the signal's reason; one that was before starts nobody", async () => {
  const clock = new SimulatedClock(), { sleeper } = sleepers(clock), controller = new AbortController();
  const pair = team("pair", { a: member(sleeper("a", { ms: 10 })), b: member(sleeper("b", { ms: 50 })) });
  const running = pair.run(undefined, { clock, signal: controller.signal });
  await clock.advance(20);
  controller.abort("enough");
  await clock.advance(0);
  const result = await running;
  assert.deepEqual([result.status, result.error], ["cancelled", "enough"]);
  assert.deepEqual(statuses(result), { a: "completed", b: "cancelled" });
  const never = await pair.run(undefined, { clock, signal: controller.signal });
  assert.deepEqual([never.status, never.error], ["cancelled", "enough"]);
  assert.deepEqual(statuses(never), { a: "not-started", b: "not-started" });
});

Deno.test("team() waits at most graceMs for members that do not heed their signals, and names them", async () => {
  const clock = new SimulatedClock(), { sleeper } = sleepers(clock);
  const members = { deaf: member(sleeper("deaf", { ms: 9_000, stopMs: Infinity })), bad: member(broken) };
  const waited = team("waits", members, { onFailure: "fail-fast", graceMs: 500 }).run(undefined, { clock });
  await clock.advance(500);
  const result = await waited;
  assert.deepEqual([result.durationMs, result.stillRunning], [500, ["deaf"]]);
  const atOnce = await team("at once", members, { onFailure: "fail-fast", graceMs: 0 }).run(undefined, { clock });
  assert.deepEqual([atOnce.durationMs, atOnce.stillRunning], [0, ["deaf"]]);
  const patient = team("patient", members, { onFailure: "fail-fast", graceMs: Infinity }).run(undefined, { clock });
  await clock.runAll();
  const { durationMs, stillRunning } = await patient;
  assert.deepEqual([durationMs, stillRunning], [9_000, []]);
});

Deno.test("team() waits for the functions of agents inside its members too, and asks a foreign thenable only once", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  let asked = 0;
  const inner = agent("inner").state("thenable", () => ({
    then(resolve: (value: number) => void) {
      asked++;
      resolve(7);
    },
  }));
  const outer = agent("outer")
    .subagent("sleeping", sleeper("deep", { ms: 1_000, stopMs: 40 }), { input: () => {} })
    .subagent("thenable", inner, { input: () => {} });
  const late = member(sleeper("late", { ms: 5, error: boom }));
  const running = team("nested", { outer: member(outer), late }, { onFailure: "fail-fast" }).run(undefined, { clock });
  await clock.runAll();
  const { durationMs } = await running;
  assert.equal(log.at(-1), "deep stops at 45");
  assert.deepEqual([durationMs, asked], [45, 1]);
});

Deno.test("team() with one member at a time keeps to the order in which they are declared", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const names = ["c", "a", "b"], list = names.map((name) => [name, member(sleeper(name, { ms: 10 }))] as const);
  const running = team("row", Object.fromEntries(list), { maxConcurrent: 1 }).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).durationMs, 30);
  assert.deepEqual(log.filter((line) => line.includes("starts")), [
    "c starts at 0",
    "a starts at 10",
    "b starts at 20",
  ]);
});

Deno.test("team() lists a member whose input cannot be made as faulted, and goes by its policy", async () => {
  const members = {
    faulty: member(length, (): string => {
      throw boom;
    }),
    good: member(length, "ab"),
  };
  const { status, error, members: reports } = await team("t", members).run(undefined);
  assert.deepEqual([status, error], ["partial", boom]);
  assert.deepEqual(reports.faulty, { status: "faulted", result: null, error: boom });
});

Deno.test("team() shares nothing between runs", async () => {
  const clock = new SimulatedClock(), { sleeper } = sleepers(clock);
  const each = team("each", {
    text: member(length, (text: string) => text),
    slow: member(sleeper("slow", { ms: 10 })),
  });
  const runs = ["a", "bb", "ccc"].map((text) => each.run(text, { clock }));
  await clock.runAll();
  const letters = (await Promise.all(runs)).map((result) => result.unwrap().text.letters);
  assert.deepEqual(letters, [1, 2, 3]);
});

Deno.test("team() fits the runs of its members with what it is given, and with what the run is given", async () => {
  class Noting extends RunInstrument {
    readonly seen: string[] = [];
    constructor(readonly name: string) {
      super();
    }
    protected override fit(plan: Plan): Plan {
      return withBodies(plan, (body, state) => (context) => {
        this.seen.push(`${plan.agent}.${plan.names[state]}`);
        return body(context);
      });
    }
  }
  const ofTeam = new Noting("team's"), ofRun = new Noting("run's");
  await team("t", { one: member(length, "x") }, { instruments: [ofTeam] }).run(undefined, { instruments: [ofRun] });
  assert.deepEqual(ofTeam.seen, ["t.one", "length.letters"]);
  assert.deepEqual(ofRun.seen, ofTeam.seen);
});

Deno.test("team() refuses what cannot be one", () => {
  const one = { one: member(length, "x") };
  assert.throws(() => team("t", {}), { message: 'Cannot make team "t" as it must have a member' });
  assert.throws(() => team("", one), TypeError);
  assert.throws(() => team("t", { "": member(length, "x") }), TypeError);
  assert.throws(() => team("t", { fake: { agent: "fake" } }), /must be made with member\(\): "fake" is not/);
  assert.throws(() => team("t", one, { onFailure: quorum(2) }), RangeError);
  assert.throws(() => team("t", one, { onFailure: "isolate" as "collect" }), /'onFailure' must be/);
  assert.throws(() => team("t", one, { graceMs: -1 }), RangeError);
  assert.throws(() => team("t", one, { maxConcurrent: 0 }), RangeError);
  assert.throws(() => member({ name: "fake" } as typeof broken), /Cannot make a member of what is no agent/);
  assert.throws(() => member(agent("empty")), { name: "DefinitionError" });
});
