import assert from "node:assert/strict";
import { agent, SendAll } from "puffinflow";
import { recordRun, type RunTrace, type TaskTrace } from "puffinflow/picture";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";
import { everyKindTrace } from "./every_kind.ts";

/** A task on one line: where, which, from when to when, how it ended. */
function lineOf({ path, state, index, visit, attempts, outcome }: TaskTrace): string {
  const which = [...path, state].join("/") + (index === undefined ? "" : `[${index}]`) +
    (visit === 1 ? "" : `@${visit}`);
  return `${which} ${attempts.map(({ startMs, endMs }) => `${startMs}-${endMs}`).join(" ")} ${outcome}`;
}

function linesOf(trace: RunTrace): string[] {
  return trace.tasks.map(lineOf);
}

function waitOn(clock: SimulatedClock, delayMs: number): Promise<void> {
  return new Promise((resolve) => void clock.after(delayMs, resolve));
}

Deno.test("recordRun() gives each attempt, visit and task its times, and every state its outcome", async () => {
  const trace = await everyKindTrace();
  assert.deepEqual([trace.agent, trace.status, trace.durationMs, trace.missedEvents], [
    "every kind",
    "failed",
    2_055.5,
    0,
  ]);
  assert.deepEqual(linesOf(trace), [
    "fetch 0-10 30.5-40.5 completed",
    "left 40.5-40.5 completed",
    "first 40.5-40.75 completed",
    "only 40.5-40.5 completed",
    "bad 40.5-40.5 failed",
    "each[0] 40.5-45.5 completed",
    "each[1] 40.5-50.5 completed",
    "each[2] 40.5-55.5 completed",
    "sum 55.5-55.5 completed",
    "soft 55.5-55.5 completed",
    "again 55.5-1055.5 completed",
    "soft@2 1055.5-1055.5 completed",
    "again@2 1055.5-2055.5 completed",
    "soft@3 2055.5-2055.5 completed",
  ]);
  assert.deepEqual(trace.outcomes, {
    each: "completed",
    fetch: "completed",
    sum: "completed",
    left: "completed",
    right: "skipped",
    first: "completed",
    only: "completed",
    soft: "completed",
    again: "completed",
    bad: "failed",
    lost: "upstream-failed",
    aside: "not-reached",
  });
});

Deno.test("recordRun() tells tasks apart that fail and are tried again side by side", async () => {
  const clock = new SimulatedClock();
  const retrying = agent("retrying")
    .map("each", async ({ payload, attempt }: { payload: number; attempt: number }) => {
      await waitOn(clock, payload);
      if (attempt < payload / 10) throw new Error("not yet");
    }, { retry: { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 100 } } })
    .state("scatter", () => SendAll("each", [30, 10, 20]));
  const recording = recordRun(retrying.start(undefined, { clock }));
  await clock.runAll();
  assert.deepEqual(linesOf(await recording), [
    "scatter 0-0 completed",
    "each[0] 0-30 130-160 260-290 completed",
    "each[1] 0-10 completed",
    "each[2] 0-20 120-140 completed",
  ]);
});

Deno.test("recordRun() ends what was in flight when the run ended, or was waiting for another attempt", async () => {
  const clock = new SimulatedClock();
  const run = agent("cut short")
    .state("hang", () => new Promise<void>(() => {}))
    .state("retry", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 1_000 } } }, (): void => {
      throw new Error("not yet");
    })
    .state("never", { after: ["hang"] }, () => 1)
    .start(undefined, { clock, timeoutMs: 50 });
  const recording = recordRun(run);
  await clock.runAll();
  const trace = await recording;
  assert.equal(trace.status, "timed-out");
  assert.deepEqual(linesOf(trace), ["hang 0-50 cancelled", "retry 0-0 cancelled"]);
  assert.deepEqual(trace.outcomes, { hang: "cancelled", retry: "cancelled", never: "cancelled" });
});

Deno.test("recordRun() records the runs inside the run, and gives up what they left", async () => {
  const clock = new SimulatedClock();
  const inner = agent("inner", { onFailure: "fail-fast" })
    .state("hang", () => new Promise<void>(() => {}))
    .state("fail", async () => {
      await waitOn(clock, 10);
      throw new Error("broken");
    });
  const outer = agent("outer")
    .subagent("nested", inner, { input: () => undefined, onChildFailure: "ignore" })
    .state("last", { after: ["nested"] }, () => waitOn(clock, 5));
  const recording = recordRun(outer.start(undefined, { clock }));
  await clock.runAll();
  const trace = await recording;
  assert.deepEqual(linesOf(trace), [
    "nested 0-10 completed",
    "nested/hang 0-10 cancelled",
    "nested/fail 0-10 failed",
    "last 10-15 completed",
  ]);
  assert.deepEqual(trace.outcomes, { nested: "completed", last: "completed" });
});

Deno.test("recordRun() says how many events were lost when it begins too late", async () => {
  const run = agent("chatty").state("say", (context) => {
    for (let i = 0; i < 2_000; i++) context.emit(i);
  }).start();
  // Reading begins the keeping of events, of which the first are gone when the recording begins.
  for await (const event of run.events({ onFull: "drop-oldest" })) if (event.type === "run-ended") break;
  const trace = await recordRun(run);
  assert.equal(trace.status, "completed");
  assert.equal(trace.missedEvents, 2_000 + 4 - 1_024);
  assert.deepEqual(trace.tasks, []);
  assert.deepEqual(trace.outcomes, { say: "completed" });
});

Deno.test("recordRun() refuses events that end without the end of the run", async () => {
  await assert.rejects(recordRun({ events: () => ReadableStream.from([]) }), /must end with "run-ended"/);
});

Deno.test("recordRun() gives a plain record that survives JSON", async () => {
  const trace = await everyKindTrace();
  assert.deepEqual(JSON.parse(JSON.stringify(trace)).outcomes, { ...trace.outcomes });
  assert.equal(JSON.parse(JSON.stringify(trace)).tasks.length, trace.tasks.length);
});
