import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { pipeline, SimulatedClock } from "puffinflow/team";
import { sleepers } from "./simulated_agents.ts";

const add = agent("add").input<{ value: number; by: number }>().state("sum", ({ input: { value, by } }) => value + by);

Deno.test("pipeline() starts each step with what the one before it made, or any before, or the input", async () => {
  const chain = pipeline<number>("chain")
    .step("one", add, (start) => ({ value: start, by: 1 }))
    .step("two", add, ({ sum }, { input }) => ({ value: sum, by: input }))
    .step("three", add, ({ sum }, { from }) => ({ value: sum, by: from.one.sum }));
  const result = await chain.run(10);
  assert.deepEqual(result.unwrap(), { one: { sum: 11 }, two: { sum: 21 }, three: { sum: 32 } });
});

Deno.test("pipeline() hands a 0 on", async () => {
  const chain = pipeline<number>("zero")
    .step("none", add, (start) => ({ value: start, by: -start }))
    .step("still", add, ({ sum }) => ({ value: sum, by: 0 }));
  assert.deepEqual((await chain.run(5)).unwrap().still, { sum: 0 });
});

Deno.test("pipeline() ends at the first step that fails, and lists the others as not started", async () => {
  const boom = new Error("boom"),
    broken = agent("broken").state("only", (): number => {
      throw boom;
    });
  const chain = pipeline<number>("chain")
    .step("one", add, (start) => ({ value: start, by: 1 }))
    .step("bad", broken, () => {})
    .step("never", add, ({ only }) => ({ value: only, by: 1 }));
  const { status, error, members, outputs } = await chain.run(1);
  assert.deepEqual([status, error], ["failed", boom]);
  assert.deepEqual(Object.values(members).map((report) => report.status), ["completed", "failed", "not-started"]);
  assert.deepEqual(outputs, { one: { sum: 2 } });
});

Deno.test("pipeline() that is aborted waits for the step in flight", async () => {
  const clock = new SimulatedClock(), { sleeper, log } = sleepers(clock);
  const chain = pipeline<void>("chain")
    .step("first", sleeper("first", { ms: 10 }), () => {})
    .step("second", sleeper("second", { ms: 1_000, stopMs: 5 }), () => {});
  const running = chain.run(undefined, { clock, timeoutMs: 100 });
  await clock.runAll();
  const { status, durationMs } = await running;
  assert.deepEqual([status, durationMs, log.at(-1)], ["timed-out", 105, "second stops at 105"]);
});

Deno.test("pipeline() can be extended in two directions", async () => {
  const base = pipeline<number>("base").step("one", add, (start) => ({ value: start, by: 1 }));
  const up = base.step("two", add, ({ sum }) => ({ value: sum, by: 1 }));
  const down = base.step("two", add, ({ sum }) => ({ value: sum, by: -1 }));
  assert.deepEqual([(await up.run(0)).unwrap().two.sum, (await down.run(0)).unwrap().two.sum], [2, 0]);
});

Deno.test("pipeline() refuses what cannot be a step", async () => {
  const base = pipeline<number>("base").step("one", add, (start) => ({ value: start, by: 1 }));
  const untyped = base as {
    step(name: string, worker: typeof add, input: () => { value: number; by: number }): unknown;
  };
  assert.throws(() => untyped.step("one", add, () => ({ value: 0, by: 0 })), /steps' names must differ/);
  assert.throws(() => base.step("two", { name: "fake" } as typeof add, () => ({ value: 0, by: 0 })), TypeError);
  assert.throws(() => pipeline(""), TypeError);
  assert.throws(() => pipeline("late", { graceMs: NaN }), RangeError);
  await assert.rejects(pipeline<number>("empty").run(1), { name: "DefinitionError" });
});
