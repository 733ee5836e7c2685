import assert from "node:assert/strict";
import { agent, NestingError, RunFailedError, type StateContext } from "puffinflow";
import { fanOut, member, pipeline, SimulatedClock, stage, type Team, team, TeamFailedError } from "puffinflow/team";
import type { Plan } from "../../../src/engine/graph/plan.ts";
import { RunInstrument, withBodies } from "../../../src/engine/run/instrument.ts";
import { sleepers } from "./simulated_agents.ts";

const length = agent("length").input<string>().state("letters", ({ input }) => input.length);
const shout = agent("shout").input<string>().state("text", ({ input }) => input.toUpperCase());
const broken = agent("broken").state("only", (): number => {
  throw new Error("boom");
});

Deno.test("stages that do not depend on each other overlap", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const one = (name: string, ms: number) =>
    stage(team(name, { [name]: member(sleeper(name, { ms })) }), () => undefined);
  const plan = agent("plan")
    .state("left", one("left", 30))
    .state("right", one("right", 40))
    .state("end", { after: ["left", "right"] }, one("end", 10));
  const running = plan.run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).unwrap().end.status, "succeeded");
  assert.equal(clock.now(), 50);
  assert.deepEqual(log.slice(0, 2), ["left starts at 0", "right starts at 0"]);
});

Deno.test("a stage's condition sees the results of the stages before it", async () => {
  const plan = agent("plan").input<{ enough: number }>()
    .state("count", stage(fanOut("counts", length), () => ["a", "bbb"]))
    .state(
      "loud",
      {
        after: ["count"],
        when: ({ from, input }) => from.count.unwrap().some(({ letters }) => letters >= input.enough),
      },
      stage(fanOut("shouts", shout), () => ["hey"], (result) => result.unwrap()[0]!.text),
    );
  const wanted = await plan.run({ enough: 3 });
  assert.equal(wanted.unwrap().loud, "HEY");
  const skipped = await plan.run({ enough: 4 });
  assert.deepEqual(skipped.states.loud, { kind: "skipped", skippedState: "loud" });
});

Deno.test("each kind of team makes its own kind of stage, and several flow together in one", async () => {
  const text = (input: string) => input;
  const sideBySide = team("both", { length: member(length, text), shout: member(shout, text) });
  const chain = pipeline<string>("chain").step("shout", shout, text).step("count", length, ({ text }) => text);
  const plan = agent("plan").input<string>()
    .state("both", stage(sideBySide, ({ input }) => input))
    .state("chain", stage(chain, ({ input }) => input))
    .state("each", stage(fanOut("each", length), ({ input }) => input.split(" ")))
    .subagent("merged", shout, {
      after: ["both", "chain", "each"],
      input: ({ from }) => {
        const { both, chain, each } = from;
        const letters = each.unwrap().map((outputs) => outputs.letters).join("+");
        return `${both.unwrap().shout.text} ${chain.unwrap().count.letters} is ${letters} and a gap`;
      },
      output: ({ text }) => text,
    });
  assert.equal((await plan.run("to be")).unwrap().merged, "TO BE 5 IS 2+2 AND A GAP");
});

Deno.test("a stage fails when its team does, and its state's options hold: attempts, and what depends on it", async () => {
  let runs = 0;
  const flaky = agent("flaky").state("only", () => {
    if (++runs < 3) throw new Error("not yet");
    return runs;
  });
  const third = agent("third")
    .state("flaky", { retry: { maxAttempts: 3 } }, stage(team("t", { flaky: member(flaky) }), () => undefined));
  assert.equal((await third.run()).unwrap().flaky.unwrap().flaky.only, 3);

  const plan = agent("plan")
    .state("bad", stage(team("bad", { broken: member(broken) }), () => undefined))
    .state("after", { after: ["bad"] }, () => 1);
  const { states } = await plan.run();
  assert(states.bad.kind === "failed" && states.bad.error instanceof TeamFailedError);
  assert.deepEqual([states.bad.error.status, states.bad.error.team], ["failed", "bad"]);
  assert.deepEqual(states.after, { kind: "upstream-failed", failedState: "bad" });
});

Deno.test("a stage whose team did part of its work completes, and tells which", async () => {
  const half = team("half", { good: member(length, "abc"), bad: member(broken) });
  const { from } = (await agent("plan").state("from", stage(half, () => undefined)).run()).unwrap();
  assert.deepEqual([from.status, from.outputs], ["partial", { good: { letters: 3 } }]);
});

Deno.test("a stage ends with its run, and its members with it", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock), controller = new AbortController();
  const slow = team("slow", { one: member(sleeper("one", { ms: 1_000 })), two: member(sleeper("two", { ms: 1_000 })) });
  const running = agent("plan").state("slow", stage(slow, () => undefined))
    .run(undefined, { clock, signal: controller.signal });
  await clock.advance(10);
  controller.abort("enough");
  await clock.advance(0);
  assert.equal((await running).status, "cancelled");
  assert.deepEqual(log.slice(2), ["one stops at 10", "two stops at 10"]);
  assert.equal(clock.pending, 0);
});

Deno.test("a state's limit is a stage's", async () => {
  const clock = new SimulatedClock(), { sleeper } = sleepers(clock);
  const slow = team("slow", { one: member(sleeper("one", { ms: 1_000 })) });
  const running = agent("plan").state("slow", { timeoutMs: 50 }, stage(slow, () => undefined)).run(undefined, {
    clock,
  });
  await clock.advance(50);
  assert.equal((await running).states.slow.kind, "timed-out");
});

Deno.test("the events of a stage's members are those of the run, each with its path", async () => {
  const plan = agent("plan").state("review", stage(team("pair", { count: member(length, "abc") }), () => undefined));
  const run = plan.start(undefined), paths: string[] = [];
  for await (const event of run.events()) {
    if (event.type === "run-started") paths.push([...event.path, event.agent].join("/"));
  }
  assert.deepEqual(paths, ["plan", "review/pair", "review/count/length"]);
});

Deno.test("a stage's members are fitted with what the run is fitted with; the states that stand for them are not", async () => {
  class Noting extends RunInstrument {
    readonly name = "noting";
    readonly seen: string[] = [];
    protected override fit(plan: Plan): Plan {
      return withBodies(plan, (body, state) => (context) => {
        this.seen.push(`${plan.agent}.${plan.names[state]}`);
        return body(context);
      });
    }
  }
  const noting = new Noting();
  const plan = agent("plan", { instruments: [noting] })
    .state("review", stage(team("pair", { count: member(length, "abc") }), () => undefined));
  assert.equal((await plan.run()).status, "completed");
  assert.deepEqual(noting.seen, ["plan.review", "length.letters"]);
});

Deno.test("a team that is a stage of itself ends at the limit of nesting", async () => {
  const doll = agent("doll", { maxDepth: 5 })
    .state(
      "open",
      (context: StateContext<void, unknown>): Promise<string> =>
        stage(russian, () => undefined, () => "opened")(context),
    );
  const russian: Team<unknown, { readonly doll: { readonly open: string } }> = team("russian", { doll: member(doll) });
  const result = await doll.run();
  assert.equal(result.status, "failed");
  let error: unknown = result.status === "failed" ? result.error : undefined;
  while (error instanceof TeamFailedError || error instanceof RunFailedError) error = error.cause;
  assert(error instanceof NestingError);
  assert.equal(error.maxDepth, 5);
});

Deno.test("stage() refuses what is neither a team nor a context", async () => {
  assert.throws(() => stage({ name: "fake", run: () => Promise.reject() }, () => undefined), TypeError);
  const one = stage(team("one", { count: member(length, "abc") }), () => undefined);
  await assert.rejects(one({}), /the context must be the one that the state was given/);
});
