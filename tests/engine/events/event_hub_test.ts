import assert from "node:assert/strict";
import { agent, goto, type MappedContext, type RunEvent, SendAll } from "puffinflow";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** All events of a run in short words. */
async function told(run: { events(): ReadableStream<RunEvent> }): Promise<string[]> {
  const lines: string[] = [];
  for await (const event of run.events()) lines.push(inWords(event));
  return lines;
}

function inWords(event: RunEvent): string {
  const where = "state" in event ? ` ${event.state}${event.index === undefined ? "" : ` #${event.index}`}` : "";
  switch (event.type) {
    case "state-started":
      return `started${where}, attempt ${event.attempt}, visit ${event.visit}`;
    case "state-retried":
      return `retried${where}, attempt ${event.attempt} after ${event.delayMs}`;
    case "state-failed":
    case "state-skipped":
      return `${event.type}${where}: ${event.outcome.kind}`;
    case "state-completed":
      return `completed${where}: ${event.output}`;
    default:
      return `${event.type}${where}`;
  }
}

Deno.test("events() tells all that happens in a run, numbered and timed by its clock", async () => {
  const clock = new SimulatedClock();
  const run = agent("story")
    .state("a", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 10 } } }, ({ attempt, token, emit }) => {
      if (attempt === 1) throw new Error("not yet");
      token("to");
      emit({ n: 1 });
      return "a";
    })
    .state("b", { after: ["a"], when: () => false }, () => "b")
    .state("c", { after: ["b"] }, () => "c")
    .state("d", { after: ["a"], timeoutMs: 5 }, () => new Promise<never>(() => {}))
    .state("e", { after: ["d"] }, () => "e")
    .start(undefined, { clock });
  const events = run.events(), all: RunEvent[] = [];
  await clock.runAll();
  for await (const event of events) all.push(event);
  assert.deepEqual(all.map(inWords), [
    "run-started",
    "started a, attempt 1, visit 1",
    "retried a, attempt 2 after 10",
    "started a, attempt 2, visit 1",
    "token a",
    "custom a",
    "completed a: a",
    "state-skipped b: skipped",
    "state-skipped c: skipped",
    "started d, attempt 1, visit 1",
    "state-failed d: timed-out",
    "state-skipped e: upstream-failed",
    "run-ended",
  ]);
  assert.deepEqual(all.map(({ id }) => id), all.map((_, i) => i + 1));
  assert.deepEqual(all.map(({ atMs }) => atMs), [0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 15, 15, 15]);
  assert.ok(all.every(({ path, agent }) => path.length === 0 && agent === "story"));
  const last = all.at(-1)!;
  assert.equal(last.type === "run-ended" && last.result, await run.result);
});

Deno.test("events() tells visits of loops and positions of sent tasks", async () => {
  const run = agent("routes", { onFailure: "isolate" })
    .map("m", ({ payload }: MappedContext<void, number>) => {
      if (payload === 2) throw new Error("two");
      return payload;
    })
    .state("a", ({ visit }) => visit === 1 ? goto("a") : SendAll("m", [1, 2]))
    .start(undefined);
  assert.deepEqual(await told(run), [
    "run-started",
    "started a, attempt 1, visit 1",
    "completed a: undefined",
    "started a, attempt 1, visit 2",
    "completed a: undefined",
    "started m #0, attempt 1, visit 1",
    "completed m #0: 1",
    "started m #1, attempt 1, visit 1",
    "state-failed m #1: failed",
    "state-failed m: failed",
    "run-ended",
  ]);
});

Deno.test("events() tells of a pause and of its end, whoever made it", async () => {
  const run = agent("pauses")
    .state("a", ({ pause }) => pause())
    .state("b", { after: ["a"] }, () => 1)
    .start(undefined);
  const lines: string[] = [];
  for await (const event of run.events()) {
    lines.push(inWords(event));
    if (event.type === "run-paused") run.resume();
  }
  assert.deepEqual(lines.filter((line) => line.startsWith("run-")), [
    "run-started",
    "run-paused",
    "run-resumed",
    "run-ended",
  ]);
});

Deno.test("run-ended is the last event, whatever states that were in flight still say", async () => {
  const clock = new SimulatedClock();
  const run = agent("late")
    .state("deaf", async ({ emit }) => {
      await new Promise<void>((resolve) => clock.after(10, resolve));
      emit("too late");
    })
    .start(undefined, { clock });
  const events = run.events();
  await clock.advance(1);
  run.pause();
  run.cancel();
  await run.result;
  run.resume();
  await clock.runAll();
  const types: string[] = [];
  for await (const { type } of events) types.push(type);
  assert.deepEqual(types, ["run-started", "state-started", "run-paused", "run-ended"]);
});

Deno.test("any number of readers read the same, each at its own pace", async () => {
  const run = agent("shared").state("a", () => 1).state("b", { after: ["a"] }, () => 2).start(undefined);
  const [first, second] = await Promise.all([told(run), told(run)]);
  assert.equal(first.length, 6);
  assert.deepEqual(second, first);
});

Deno.test("a reader who comes when the run is over reads how it ended", async () => {
  const watched = agent("x").state("a", () => 1).start(undefined);
  await told(watched);
  assert.deepEqual(await told(watched), ["run-ended"]);
  const unwatched = agent("x").state("a", () => 1).start(undefined);
  await unwatched.result;
  assert.deepEqual(await told(unwatched), ["run-ended"]);
});

Deno.test("a reader who comes late reads from then on, and what was kept after an id if it asks", async () => {
  const clock = new SimulatedClock();
  const run = agent("long")
    .state("a", () => new Promise<void>((resolve) => clock.after(10, resolve)))
    .state("b", { after: ["a"] }, () => 2)
    .start(undefined, { clock });
  const early = run.events();
  await clock.advance(1);
  const late = run.events(), again = run.events({ after: 1 }), future = run.events({ after: 99 });
  await clock.runAll();
  const idsOf = async (events: ReadableStream<RunEvent>) => (await Array.fromAsync(events)).map(({ id }) => id);
  assert.deepEqual(await idsOf(early), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(await idsOf(late), [3, 4, 5, 6]);
  assert.deepEqual(await idsOf(again), [2, 3, 4, 5, 6]);
  assert.deepEqual(await idsOf(future), [3, 4, 5, 6]);
});

Deno.test("a reader who asks for more than was kept is told of the gap", async () => {
  const run = agent("chatty").state("a", ({ emit }) => {
    for (let i = 0; i < 2_000; i++) emit(i);
  }).start(undefined);
  await Array.fromAsync(run.events({ bufferSize: 10_000 }));
  const [gap, next, ...rest] = await Array.fromAsync(run.events({ after: 5 }));
  assert.equal(gap?.type === "gap" && gap.missed, next!.id - 6);
  assert.equal(gap!.id, next!.id - 1);
  assert.equal(rest.length, 1_023);
});

Deno.test("a run that nobody listens to makes no events, and one that failed before anybody asked still ends", async () => {
  const run = agent("x").state("a", (): void => {
    throw new Error("boom");
  }).start(undefined);
  await run.result;
  const [only, ...others] = await Array.fromAsync(run.events());
  assert.equal(others.length, 0);
  assert.equal(only?.type === "run-ended" && only.result.status, "failed");
});
