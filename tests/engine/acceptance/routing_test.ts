import assert from "node:assert/strict";
import { agent, Command, goto, type MappedContext, Send, SendAll, UnknownStateError } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

Deno.test("row 6: a state that has completed runs again when a state goes to it", async () => {
  const visits: number[] = [];
  const result = await agent("loop")
    .state("tick", ({ visit }) => {
      visits.push(visit);
      return Command({ goto: visit < 3 ? ["tick"] : [], output: visit });
    })
    .run();
  assert.deepEqual(visits, [1, 2, 3]);
  assert.equal(result.unwrap().tick, 3);
});

Deno.test("row 6: a loop without end is stopped at maxSteps", async () => {
  let visits = 0;
  const result = await agent("endless", { maxSteps: 1_000 })
    .state("tick", () => {
      visits++;
      return goto("tick");
    })
    .run();
  assert(result.status === "failed");
  assert.match(String(result.error), /MaxStepsError: Cannot activate state "tick" .*at most 1000 steps/);
  assert.equal(visits, 1_001);
});

Deno.test("row 7: a state that goes to a state which does not exist fails with an UnknownStateError", async () => {
  const result = await agent("lost")
    .state("a", () => goto("nowhere" as "a"))
    .run();
  assert(result.status === "failed");
  assert.ok(result.error instanceof UnknownStateError);
  assert.equal(result.error.target, "nowhere");
  assert.equal(result.failedState, "a");
});

Deno.test("row 8: a bare Send is carried out", async () => {
  const result = await agent("bare")
    .map("square", ({ payload }: MappedContext<void, number>) => payload ** 2)
    .state("send", () => Send("square", 7))
    .run();
  assert.deepEqual(result.unwrap().square, [49]);
});

Deno.test("row 8: a sent task that throws fails the run", async () => {
  const broken = new Error("task 2");
  const result = await agent("broken")
    .map("work", ({ payload }: MappedContext<void, number>) => {
      if (payload === 2) throw broken;
      return payload;
    })
    .state("send", () => SendAll("work", [1, 2, 3]))
    .state("sum", { after: ["work"] }, ({ from }) => from.work.length)
    .run();
  assert(result.status === "failed");
  assert.equal(result.error, broken);
  assert.deepEqual(result.states.work, { kind: "failed", error: broken, attempts: 1 });
  assert.deepEqual(result.states.sum, { kind: "upstream-failed", failedState: "work" });
});

Deno.test("row 8: a hundred sent tasks run five at a time under a limit of five", async () => {
  const clock = new SimulatedClock();
  let running = 0, peak = 0;
  const run = agent("bounded", { maxConcurrent: 5 })
    .map("work", async ({ payload }: MappedContext<void, number>) => {
      peak = Math.max(peak, ++running);
      await new Promise<void>((resolve) => clock.after(10, resolve));
      running--;
      return payload;
    })
    .state("send", () => SendAll("work", Array.from({ length: 100 }, (_, i) => i)))
    .run(undefined, { clock });
  await clock.runAll();
  assert.deepEqual((await run).unwrap().work, Array.from({ length: 100 }, (_, i) => i));
  assert.equal(peak, 5);
  assert.equal(clock.now(), 200);
});

Deno.test("row 8: sent tasks go, are tried again, have a limit and emit events as all states do", async () => {
  const clock = new SimulatedClock(), seen: string[] = [];
  const run = agent("first class")
    .map("work", ({ payload, attempt, emit }: MappedContext<void, number>) => {
      emit(payload);
      if (payload === 1) return Command({ goto: "report", output: "went" });
      if (attempt === 1) return new Promise<string>(() => {});
      return Promise.resolve(`attempt ${attempt}`);
    }, { retry: { maxAttempts: 2 }, timeoutMs: 10 })
    .state("send", { to: ["work", "report"] }, () => SendAll("work", [1, 2]))
    .state("report", () => void seen.push("reported"))
    .start(undefined, { clock });
  const events = run.events();
  await clock.advance(10);
  const result = await run.result;
  assert.deepEqual(result.unwrap().work, ["went", "attempt 2"]);
  for await (const event of events) {
    if (event.type === "custom") seen.push(`${event.state} ${event.index} ${event.data}`);
    if (event.type === "state-retried") seen.push(`${event.state} ${event.index} again`);
  }
  assert.deepEqual(seen, ["reported", "work 0 1", "work 1 2", "work 1 again", "work 1 2"]);
});
