import assert from "node:assert/strict";
import { agent, Command, goto } from "puffinflow";
import { durable, idempotencyKey, memoryCheckpoints, RecordedError } from "puffinflow/durability";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { endless, settle } from "./endless.ts";

Deno.test("a state that failed for good fails again at once, with the error that it failed with", async () => {
  let tries = 0;
  const store = memoryCheckpoints(), gate = { isOpen: false };
  const fails = agent("fails")
    .state("bad", { retry: { maxAttempts: 5, retryOn: (error) => !(error instanceof SyntaxError) } }, () => {
      tries++;
      throw Object.assign(new SyntaxError("no"), { code: "E_NO", cause: new Error("deep") });
    })
    .state("slow", ({ signal }) => gate.isOpen ? 1 : endless(signal));
  const all = durable(fails, { store }), run = await all.start(undefined, { id: "x" });
  await settle();
  await run.suspend();
  gate.isOpen = true;
  const { states } = await (await all.resume("x")).result;
  assert.equal(tries, 1);
  assert.ok(states.bad.kind === "failed" && states.bad.error instanceof RecordedError);
  const { name, message, code, cause } = states.bad.error;
  assert.deepEqual([name, message, code, (cause as Error).message, states.bad.attempts], [
    "SyntaxError",
    "no",
    "E_NO",
    "deep",
    1,
  ]);
});

Deno.test("a state that timed out for good has timed out after a resume, too", async () => {
  const clock = new SimulatedClock(), store = memoryCheckpoints();
  const slow = agent("slow")
    .state("a", { timeoutMs: 50 }, ({ signal }) => endless(signal))
    .state("b", ({ signal }) => endless(signal));
  const slows = durable(slow, { store }), run = await slows.start(undefined, { id: "x", clock });
  await clock.advance(60);
  await run.suspend();
  const again = await slows.resume("x", { clock });
  await clock.advance(1);
  again.cancel();
  const { states } = await again.result;
  assert.equal(states.a.kind, "timed-out");
});

Deno.test("attempts that failed before a run was cut off count", async () => {
  const clock = new SimulatedClock(), store = memoryCheckpoints(), attempts: number[] = [];
  const flaky = agent("flaky").state("a", {
    retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 100 }, totalTimeoutMs: 10_000 },
  }, ({ attempt }) => {
    attempts.push(attempt);
    throw new Error(`no ${attempt}`);
  });
  const all = durable(flaky, { store }), run = await all.start(undefined, { id: "x", clock });
  await clock.advance(110);
  await run.suspend();
  const again = await all.resume("x", { clock });
  await clock.runAll();
  const { states } = await again.result;
  assert.deepEqual([attempts, states.a.kind === "failed" && states.a.attempts], [[1, 2, 3], 3]);
});

Deno.test("an attempt that nobody waits for any more is not recorded", async () => {
  const clock = new SimulatedClock(), store = memoryCheckpoints(), late = Promise.withResolvers<string>();
  const slow = agent("slow").state("a", { timeoutMs: 50, retry: { maxAttempts: 2 } }, async ({ attempt }) => {
    if (attempt === 1) return await late.promise;
    await new Promise<void>((resolve) => clock.after(20, resolve));
    return "second";
  });
  const run = await durable(slow, { store }).start(undefined, { id: "x", clock });
  await clock.advance(55);
  late.resolve("first");
  await clock.advance(100);
  assert.equal((await run.result).unwrap().a, "second");
  const steps = (await store.load("x")).filter(({ kind }) => kind === "step").map(({ data }) => data);
  assert.deepEqual(steps, [{ path: "", state: "a", visit: 1, attempt: 2, result: { output: "second" } }]);
});

Deno.test("resumed steps come in the order in which they were recorded, whatever the order of the definition", async () => {
  const store = memoryCheckpoints(), slow = Promise.withResolvers<string>(), gate = { isOpen: false };
  const race = agent("race")
    .channel("seen", { initial: "" })
    .state("first", { to: ["winner"] }, async () => Command({ goto: "winner", output: await slow.promise }))
    .state("second", { to: ["winner"] }, async () => await Promise.resolve(goto("winner")))
    .state("winner", { entry: false }, (context) => `visit ${context.visit}`)
    .state("rest", ({ signal }) => gate.isOpen ? 1 : endless(signal));
  const races = durable(race, { store }), run = await races.start(undefined, { id: "x" });
  await settle();
  slow.resolve("late");
  await settle();
  await run.suspend();
  const order = (await store.load("x")).map(({ key }) => key);
  assert.deepEqual(order, ["step:second#1", "step:winner#1", "step:first#1", "step:winner#2"]);
  gate.isOpen = true;
  const again = await races.resume("x"), told: string[] = [];
  for await (const event of again.events({ after: 0 })) {
    if (event.type === "state-completed") told.push(event.state);
  }
  assert.deepEqual(told, ["second", "winner", "first", "winner", "rest"]);
});

Deno.test("a recorded step whose turn never comes goes ahead of it, and nothing hangs", async () => {
  const store = memoryCheckpoints(), flags = { runs: true, isOpen: false };
  const fickle = agent("fickle")
    .state("a", { when: () => flags.runs }, () => 1)
    .state("b", async () => await Promise.resolve(2))
    .state("c", ({ signal }) => flags.isOpen ? 3 : endless(signal));
  const all = durable(fickle, { store }), run = await all.start(undefined, { id: "x" });
  await settle();
  await run.suspend();
  Object.assign(flags, { runs: false, isOpen: true });
  const { states } = await (await all.resume("x")).result;
  assert.deepEqual([states.a.kind, states.b.kind, states.c.kind], ["skipped", "completed", "completed"]);
});

Deno.test("a run that is held while it is resumed waits with its recorded steps", async () => {
  const clock = new SimulatedClock(), store = memoryCheckpoints(), flags = { isOpen: false };
  const held = agent("held", { maxConcurrent: 2 })
    .state("a", async () => await new Promise<number>((resolve) => clock.after(10, () => resolve(1))))
    .state("b", () => 2)
    .state("c", { after: ["a", "b"] }, ({ signal }) => flags.isOpen ? 3 : endless(signal));
  const all = durable(held, { store }), run = await all.start(undefined, { id: "x", clock });
  await clock.advance(20);
  await run.suspend();
  flags.isOpen = true;
  const again = await all.resume("x", { clock });
  again.pause();
  await clock.advance(200);
  assert.equal(again.status, "paused");
  again.resume();
  await clock.advance(200);
  assert.equal((await again.result).status, "completed");
});

Deno.test("once() of a durable run is once for all its lives", async () => {
  let deeds = 0;
  const store = memoryCheckpoints(), flags = { isOpen: false };
  const careful = agent("careful").state("a", async ({ once, signal }) => {
    const deed = await once("deed", () => Promise.resolve(++deeds));
    return flags.isOpen ? deed : await endless(signal);
  });
  const all = durable(careful, { store }), run = await all.start(undefined, { id: "x" });
  await settle();
  await run.suspend();
  flags.isOpen = true;
  assert.equal((await (await all.resume("x")).result).unwrap().a, 1);
  assert.equal(deeds, 1);
});

Deno.test("idempotencyKey() is the same in every life, and another one for every step", async () => {
  const store = memoryCheckpoints(), flags = { isOpen: false }, keys: string[] = [];
  const inner = agent("inner").state("a/b#1", (context) => void keys.push(idempotencyKey(context)));
  const outer = agent("outer")
    .subagent("x", inner, { input: () => {} })
    .state("loop", (context) => {
      keys.push(idempotencyKey(context));
      return context.visit < 2 ? goto("loop") : context.visit;
    })
    .state("last", { after: ["x"] }, (context) => {
      keys.push(idempotencyKey(context));
      return flags.isOpen ? 1 : endless(context.signal);
    });
  const all = durable(outer, { store }), run = await all.start(undefined, { id: "r" });
  await settle();
  await run.suspend();
  flags.isOpen = true;
  await (await all.resume("r")).result;
  assert.deepEqual(keys.sort(), ["r:last#1", "r:last#1", "r:loop#1", "r:loop#2", "r:x#1@1.1/a%2fb%231#1"]);
  assert.throws(() => idempotencyKey({} as never), TypeError);
});

Deno.test("a definition that changed is refused, unless the change is accepted", async () => {
  const store = memoryCheckpoints(), flags = { isOpen: false };
  const before = agent("x").state("a", () => 1).state("b", { after: ["a"] }, ({ signal }) => endless(signal));
  const after = agent("x").state("a", () => -1).state("c", { after: ["a"] }, ({ from }) => from.a + 1);
  const run = await durable(before, { store }).start(undefined, { id: "r" });
  await settle();
  await run.suspend();
  const changed = durable(after, { store });
  await assert.rejects(changed.resume("r"), { code: "workflow-changed", message: /changedDefinition: "accept"/ });
  const result = await (await changed.resume("r", { changedDefinition: "accept" })).result;
  assert.deepEqual({ ...result.unwrap() }, { a: 1, c: 2 });
  assert.equal(flags.isOpen, false);
});

Deno.test("a definition of a run inside the run that changed ends the run, to be resumed otherwise", async () => {
  const store = memoryCheckpoints(),
    build = (extra: boolean, isOpen: boolean) => {
      const inner = agent("inner").state("deep", ({ signal }) => isOpen ? 1 : endless(signal));
      const outer = agent("outer"), more = inner.state("more", () => 2);
      return extra
        ? outer.subagent("x", more, { input: () => {}, output: () => 1 })
        : outer.subagent("x", inner, { input: () => {}, output: () => 1 });
    };
  const run = await durable(build(false, false), { store }).start(undefined, { id: "r" });
  await settle();
  await run.suspend();
  const result = await (await durable(build(true, true), { store }).resume("r")).result;
  assert.equal(result.status === "failed" && (result.error as { code?: string }).code, "workflow-changed");
  assert.equal((await store.find("r"))!.status, "open");
  assert.equal((await (await durable(build(false, true), { store }).resume("r")).result).status, "completed");
});
