import assert from "node:assert/strict";
import { agent, DefinitionError } from "puffinflow";
import { cron, every, type Schedule, type ScheduleRules } from "puffinflow/schedule";
import { randomFromSeed } from "../../../src/random/xoshiro128.ts";
import { clockTime, inShort, lasting, simulated } from "./simulated_runtime.ts";

const minute = every({ minutes: 1 });
const echo = agent("echo").input<{ text: string }>().state("said", ({ input }) => input.text);

Deno.test("schedule() runs an agent at each due time with its input, and tells the result", async () => {
  const { clock, work } = simulated(), said: string[] = [];
  const schedule = work.schedule(echo, minute, {
    input: { text: "hello" },
    onResult: (result, { due, started, durationMs }) =>
      said.push(`${result.unwrap().said} ${clockTime(due)} ${clockTime(started)} ${durationMs}`),
  });
  assert.equal(schedule.name, "echo");
  assert.equal(schedule.nextDue?.toISOString(), "2025-01-01T00:01:00.000Z");
  await clock.advance(120_000);
  assert.deepEqual(said, ["hello 00:01:00 00:01:00 0", "hello 00:02:00 00:02:00 0"]);
  assert.equal(schedule.nextDue?.toISOString(), "2025-01-01T00:03:00.000Z");
});

Deno.test("schedule() makes the input from the due time when it is given a function", async () => {
  const { clock, work } = simulated(), said: string[] = [];
  work.schedule(echo, minute, {
    input: (due) => ({ text: `secret:${clockTime(due)}` }),
    onResult: (result) => said.push(result.unwrap().said),
  });
  await clock.advance(60_000);
  assert.deepEqual(said, ["secret:00:01:00"]);
});

Deno.test("schedule() accepts what fits the agent's input, and nothing else compiles", () => {
  const { work } = simulated();
  const silent = agent("silent").state("a", () => 1);
  const optional = agent("optional").input<string | undefined>().state("a", () => 1);
  const caller = agent("caller").input<() => number>().state("a", ({ input }) => input());
  work.schedule(silent, minute);
  work.schedule(optional, minute);
  work.schedule(optional, minute, { input: "text" });
  work.schedule(caller, minute, { input: () => () => 7 });
  // @ts-expect-error: the agent needs an input.
  work.schedule(echo, minute);
  // @ts-expect-error: the agent needs an input.
  work.schedule(echo, minute, {});
  // @ts-expect-error: a part of the input is missing.
  work.schedule(echo, minute, { input: {} });
  // @ts-expect-error: the input has another type.
  work.schedule(echo, minute, { input: { text: 7 } });
  // @ts-expect-error: the function gives another type.
  work.schedule(echo, minute, { input: (due) => ({ text: due }) });
  // @ts-expect-error: a function is called, so that it cannot be the input itself.
  work.schedule(caller, minute, { input: () => 7 });
  // @ts-expect-error: the agent has no such output.
  work.schedule(echo, minute, { input: { text: "" }, onResult: (result) => result.unwrap().heard });
  assert.equal(work.inFlight, 0);
});

Deno.test("schedule() keeps to its due times however long runs take", async () => {
  const world = simulated(), { slow, starts } = lasting(7_300, world);
  world.work.schedule(slow, every({ seconds: 10 }));
  await world.clock.advance(1_000_000);
  assert.equal(starts.length, 100);
  assert.equal(starts.at(-1), "00:16:40");
  assert.ok(starts.every((start) => start.endsWith("0")));
});

Deno.test("schedule() delays each start by its jitter and stays on its due times", async () => {
  const world = simulated({ random: randomFromSeed(7) }), delaysMs: number[] = [];
  const schedule = world.work.schedule(agent("quick").state("a", () => 1), minute, {
    jitterMs: 20_000,
    onResult: (_, { due, started }) => delaysMs.push(started.getTime() - due.getTime()),
  });
  await world.clock.advance(3_600_000 + 20_000);
  assert.equal(delaysMs.length, 60);
  assert.ok(delaysMs.every((delayMs) => delayMs >= 0 && delayMs <= 20_001));
  assert.ok(new Set(delaysMs).size > 50);
  assert.equal(schedule.nextDue?.toISOString(), "2025-01-01T01:01:00.000Z");
});

Deno.test("schedule() goes on after runs that fail or take too long", async () => {
  const { clock, work } = simulated();
  const failing = work.schedule(
    agent("failing").state("a", () => {
      throw new Error("flaky");
    }),
    minute,
  );
  const hanging = work.schedule(agent("hanging").state("a", () => new Promise<never>(() => {})), minute, {
    timeoutMs: 5_000,
  });
  await clock.advance(130_000);
  assert.deepEqual(inShort(failing.history), ["00:01:00 failed", "00:02:00 failed"]);
  assert.deepEqual(inShort(hanging.history), ["00:01:00 timed-out", "00:02:00 timed-out"]);
  const [first] = failing.history;
  assert(first?.kind === "ended" && first.error instanceof Error);
  assert.equal(first.error.message, "flaky");
});

Deno.test("schedule() goes on after an agent that rejects", async () => {
  const { clock, work } = simulated();
  let runs = 0;
  const broken = { name: "broken", validate: () => {}, run: () => Promise.reject(new Error(`no ${++runs}`)) };
  const schedule = work.schedule(broken, minute, { overlap: "queue" });
  await clock.advance(120_000);
  assert.deepEqual(inShort(schedule.history), ["00:01:00 faulted: Error: no 1", "00:02:00 faulted: Error: no 2"]);
  void work.run(broken, undefined).catch(() => {});
  assert.deepEqual((await work.drain()).runs.map(({ status }) => status), ["failed"]);
});

Deno.test("schedule() goes on after an input that could not be made", async () => {
  const { clock, work } = simulated(), dropped: unknown[] = [];
  let inputs = 0;
  const schedule = work.schedule(echo, minute, {
    input: () => {
      if (++inputs === 1) throw new Error("no input");
      return { text: "later" };
    },
    onDrop: (occurrence) => dropped.push(occurrence.kind),
  });
  await clock.advance(120_000);
  assert.deepEqual(inShort(schedule.history), ["00:01:00 faulted: Error: no input", "00:02:00 completed"]);
  assert.deepEqual(dropped, ["faulted"]);
});

Deno.test("schedule() reports what a callback throws as uncaught and goes on", async () => {
  const { clock, work } = simulated(), reported: unknown[] = [];
  const note = (event: ErrorEvent) => {
    event.preventDefault();
    reported.push(event.error.message);
  };
  globalThis.addEventListener("error", note);
  const schedule = work.schedule(echo, minute, {
    input: { text: "" },
    onResult: () => {
      throw new Error("callback");
    },
  });
  await clock.advance(120_000);
  globalThis.removeEventListener("error", note);
  assert.deepEqual(reported, ["callback", "callback"]);
  assert.deepEqual(inShort(schedule.history), ["00:01:00 completed", "00:02:00 completed"]);
});

Deno.test("schedule() keeps the last maxHistory occurrences and no others", async () => {
  const { clock, work } = simulated();
  const some = work.schedule(echo, minute, { input: { text: "" }, maxHistory: 2 });
  const none = work.schedule(echo, minute, { input: { text: "" }, maxHistory: 0 });
  await clock.advance(180_000);
  assert.deepEqual(inShort(some.history), ["00:02:00 completed", "00:03:00 completed"]);
  assert.deepEqual(none.history, []);
});

Deno.test("schedule() has one alarm for any number of schedules and none when all are stopped", async () => {
  const { clock, work } = simulated(), runs: number[] = [];
  const schedules = Array.from(
    { length: 500 },
    (_, i) => work.schedule(agent(`a${i}`).state("a", () => void runs.push(i)), every({ seconds: 1 + (i % 7) })),
  );
  assert.equal(clock.pending, 1);
  await clock.advance(420_000);
  assert.equal(clock.pending, 1);
  const perPeriod = Map.groupBy(runs, (i) => 1 + (i % 7));
  for (const [seconds, started] of perPeriod) {
    const count = schedules.filter((_, i) => 1 + (i % 7) === seconds).length;
    assert.equal(started.length, count * 420 / seconds);
  }
  for (const schedule of schedules) schedule.stop();
  assert.equal(clock.pending, 0);
});

Deno.test("schedule() starts what is due at the same time in the order in which it was scheduled", async () => {
  const { clock, work } = simulated(), order: string[] = [];
  for (const name of ["first", "second", "third"]) {
    work.schedule(agent(name).state("a", () => void order.push(name)), cron("0 12 * * *"));
  }
  await clock.advance(12 * 3_600_000);
  assert.deepEqual(order, ["first", "second", "third"]);
});

Deno.test("Schedule.stop() starts nothing more and lets the run in flight end", async () => {
  const world = simulated(), { slow, starts } = lasting(30_000, world);
  {
    using schedule = world.work.schedule(slow, minute);
    await world.clock.advance(70_000);
    assert.equal(schedule.running, 1);
  }
  await world.clock.advance(300_000);
  assert.deepEqual(starts, ["00:01:00"]);
  assert.equal(world.work.inFlight, 0);
});

Deno.test("Schedule.stop() called by its own run ends it, and nextDue is undefined from then on", async () => {
  const { clock, work } = simulated();
  const once = agent("once").state("a", (): void => schedule.stop());
  const schedule: Schedule = work.schedule(once, minute, { name: "just once" });
  await clock.advance(300_000);
  schedule.stop();
  assert.equal(schedule.name, "just once");
  assert.equal(schedule.nextDue, undefined);
  assert.deepEqual(inShort(schedule.history), ["00:01:00 completed"]);
  assert.equal(clock.pending, 0);
});

Deno.test("Schedule.stop() called by the first of several runs that are made up for stops the others", async () => {
  const { clock, wallClock, work } = simulated();
  const once = agent("once").state("a", (): void => schedule.stop());
  const schedule: Schedule = work.schedule(once, minute, { misfire: "all", overlap: "allow" });
  wallClock.step(120_000);
  await clock.advance(10_000);
  assert.deepEqual(inShort(schedule.history), ["00:02:00 skipped: stopped", "00:01:00 completed"]);
  assert.equal(clock.pending, 0);
});

Deno.test("schedule() of a trigger that is never due again sets no alarm", () => {
  const { clock, work } = simulated({ start: "9999-12-31T13:00:00Z" });
  const schedule = work.schedule(agent("quick").state("a", () => 1), cron("0 12 * * *"));
  assert.equal(schedule.nextDue, undefined);
  assert.equal(clock.pending, 0);
});

Deno.test("schedule() called by a scheduled run is heeded", async () => {
  const { clock, work } = simulated(), order: string[] = [];
  const inner = agent("inner").state("a", () => void order.push("inner"));
  const outer = agent("outer").state("a", () => {
    order.push("outer");
    work.schedule(inner, every({ seconds: 30 }));
  });
  work.schedule(outer, minute);
  await clock.advance(90_000);
  assert.deepEqual(order, ["outer", "inner"]);
});

Deno.test("schedule() refuses a wrong agent, trigger or option before anything starts", () => {
  const { clock, work } = simulated();
  assert.throws(() => work.schedule(agent("empty"), minute), DefinitionError);
  const quick = agent("quick").state("a", () => 1);
  assert.throws(() => work.schedule(quick, { kind: "interval", periodMs: 1, anchorMs: 0 }), RangeError);
  assert.throws(() => work.schedule(quick, minute, { name: "" }), TypeError);
  const wrong: ScheduleRules<unknown>[] = [
    { overlap: "wait" as "queue" },
    { misfire: "never" as "skip" },
    { maxQueued: 0 },
    { maxMisfires: 1.5 },
    { maxHistory: -1 },
    { misfireGraceMs: -1 },
    { jitterMs: Infinity },
    { timeoutMs: 0 },
  ];
  for (const options of wrong) {
    const [option] = Object.keys(options);
    assert.throws(() => work.schedule(quick, minute, options as object), {
      name: "RangeError",
      message: new RegExp(
        `^Cannot .*"quick".* as '${option}' must be .*: current value is ${Object.values(options)[0]}$`,
      ),
    });
  }
  assert.equal(clock.pending, 0);
});
