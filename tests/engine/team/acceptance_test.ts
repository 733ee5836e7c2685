/**
 * What teams, stages, pools and queues of the Python PuffinFlow do wrong, defect by defect: ours do not.
 * @module
 */
import assert from "node:assert/strict";
import { agent } from "puffinflow";
import {
  AgentPool,
  fanOut,
  member,
  Messenger,
  pipeline,
  SimulatedClock,
  stage,
  tally,
  team,
  UnknownRecipientError,
  WorkQueue,
} from "puffinflow/team";
import { sleepers } from "./simulated_agents.ts";

Deno.test("a team of which nobody finishes in time is not 'completed' and empty: it is timed out, and lists everybody", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const three = ["a", "b", "c"].map((name) => [name, member(sleeper(name, { ms: 1_000 }))] as const);
  const running = team("three", Object.fromEntries(three)).run(undefined, { clock, timeoutMs: 50 });
  await clock.advance(50);
  const { status, members } = await running;
  assert.equal(status, "timed-out");
  assert.deepEqual(Object.values(members).map((report) => report.status), ["cancelled", "cancelled", "cancelled"]);
  // Nor do they go on in secret.
  assert.deepEqual(log.slice(3), ["a stops at 50", "b stops at 50", "c stops at 50"]);
  assert.equal(clock.pending, 0);
});

Deno.test("stages that wait for each other are a mistake in the definition, not a team that completes with nothing", () => {
  const one = stage(team("one", { only: member(agent("x").state("x", () => 1)) }), () => undefined);
  const circular = agent("circular")
    .state("left", { after: ["right"] as never, entry: true }, one)
    .state("right", { after: ["left"] }, one);
  assert.throws(() => circular.validate(), { name: "DefinitionError" });
});

Deno.test("the order of members that run one at a time is the order in which they are declared", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const members = { z: member(sleeper("z", { ms: 1 })), a: member(sleeper("a", { ms: 1 })) };
  const running = team("row", members, { maxConcurrent: 1 }).run(undefined, { clock });
  await clock.runAll();
  assert.equal((await running).status, "succeeded");
  assert.deepEqual(log, ["z starts at 0", "z ends at 1", "a starts at 1", "a ends at 2"]);
});

Deno.test("an output of 0 is not missing", async () => {
  const score = agent("score").input<number>().state("value", ({ input }) => input);
  const { average, missing } = tally(await fanOut("scores", score).run([0, 4]), ({ value }) => value);
  assert.deepEqual([average, missing], [2, []]);
});

Deno.test("a message to nobody is an error, not an empty answer", async () => {
  const post = new Messenger<{ a: Record<never, never>; b: { ping(): string } }>().join("a", {});
  await assert.rejects(post.ask("b", { kind: "ping" }), UnknownRecipientError);
});

Deno.test("a pipeline, a list and a condition are not just another way to run side by side", async () => {
  const clock = new SimulatedClock();
  const times: string[] = [];
  const timed = agent("timed").input<string>().state("done", async ({ input }) => {
    times.push(`${input} at ${clock.now()}`);
    await new Promise<void>((resolve) => clock.after(10, resolve));
    return input;
  });
  const chain = pipeline<string>("chain").step("one", timed, () => "one").step("two", timed, () => "two");
  const plan = agent("plan")
    .state("chain", stage(chain, () => "go"))
    .state("list", stage(fanOut("list", timed), () => ["x", "y"]))
    .state("never", { when: () => false }, stage(chain, () => "never"));
  const running = plan.run(undefined, { clock });
  await clock.runAll();
  const result = await running;
  assert.deepEqual(times, ["one at 0", "x at 0", "y at 0", "two at 10"]);
  assert.equal(result.states.never.kind, "skipped");
  // How long it took is known, too.
  assert(result.states.chain.kind === "completed" && result.states.chain.output.durationMs === 20);
});

Deno.test("two items of equal priority are no error, and the limit counts items of every priority", async () => {
  const queue = new WorkQueue<{ readonly name: string }>({
    maxItems: 2,
    whenFull: "reject",
    clock: new SimulatedClock(),
  });
  await queue.put({ name: "a" }, { priority: 1 });
  await queue.put({ name: "b" }, { priority: 1 });
  await assert.rejects(queue.put({ name: "c" }, { priority: 9 }), { name: "LimitReachedError" });
  assert.equal(queue.tryTake()?.value.name, "a");
});

Deno.test("who waits for work waits, without polling and without giving up", async () => {
  const clock = new SimulatedClock(), queue = new WorkQueue<number>({ clock });
  const next = queue.take();
  assert.equal(clock.pending, 0);
  await clock.advance(3_600_000);
  await queue.put(1);
  assert.equal((await next)?.value, 1);
});

Deno.test("a run that fails without throwing is tried again, and workers that were added work", async () => {
  const clock = new SimulatedClock(), workers = new Set<number>();
  let calls = 0;
  const flaky = agent("flaky").input<number>().state("done", async () => {
    const call = ++calls;
    await new Promise<void>((resolve) => clock.after(100, resolve));
    if (call === 1) throw new Error("failed");
  });
  await using pool = new AgentPool(flaky, { clock, maxWorkers: 4, scaling: { kind: "queue", scaleUpAt: 1 } });
  pool.on("job-started", ({ worker }) => workers.add(worker));
  const outcomes = [1, 2, 3, 4].map((job) => pool.run(job));
  await clock.advance(5_000);
  assert.deepEqual((await Promise.all(outcomes)).map(({ status }) => status), Array(4).fill("completed"));
  assert.deepEqual([calls, pool.counters.retried], [5, 1]);
  assert.ok(workers.size > 1);
});
