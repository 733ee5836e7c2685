import assert from "node:assert/strict";
import { agent } from "puffinflow";
import {
  type EventLogOptions,
  logEvents,
  type LoggedEvent,
  SimulatedClock,
  SimulatedWallClock,
} from "../../../../src/engine/observability/mod.ts";

function memory(name = "memory") {
  const items: LoggedEvent[] = [];
  return { name, items, write: (batch: readonly LoggedEvent[]) => void items.push(...batch) };
}

async function logged(options: Omit<EventLogOptions, "sinks">, runs = 1): Promise<readonly LoggedEvent[]> {
  const sink = memory(), log = logEvents({ sinks: [sink], ...options });
  const inner = agent("inner").state("deep", () => 1);
  const outer = agent("outer", { instruments: [log] }).subagent("child", inner, { input: () => {} });
  for (let i = 0; i < runs; i++) await outer.run();
  await log.close();
  return sink.items;
}

Deno.test("logEvents() sends the events of runs and of runs inside them, numbered and dated", async () => {
  const wallClock = new SimulatedWallClock(new SimulatedClock(), new Date("2026-01-02T03:04:05.678Z"));
  const items = await logged({ wallClock });
  assert.ok(items.every(({ run, wallMs }) => run === 1 && wallMs === Date.UTC(2026, 0, 2, 3, 4, 5, 678)));
  assert.deepEqual(items.map(({ event }) => `${event.id} ${event.agent} ${event.type}`), [
    "1 outer run-started",
    "2 outer state-started",
    "3 inner run-started",
    "4 inner state-started",
    "5 inner state-completed",
    "6 inner run-ended",
    "7 outer state-completed",
    "8 outer run-ended",
  ]);
});

Deno.test("logEvents() tells runs apart by their numbers", async () => {
  const items = await logged({}, 2);
  assert.deepEqual(items.map(({ run }) => run), [...Array(8).fill(1), ...Array(8).fill(2)]);
});

Deno.test("EventLogOptions.types leaves out all other events", async () => {
  const items = await logged({ types: ["run-ended"] });
  assert.deepEqual(items.map(({ event }) => `${event.agent} ${event.type}`), ["inner run-ended", "outer run-ended"]);
});

Deno.test("a run never waits for a sink: beyond maxBuffered events are lost, counted and told", async () => {
  let release = () => {};
  const slow = { name: "slow", write: () => new Promise<void>((resolve) => release = resolve) };
  const quick = memory("quick"), losses: string[] = [], clock = new SimulatedClock();
  const onLoss = ({ sink, items, reason }: { sink: string; items: number; reason: string }) =>
    losses.push(`${sink} ${reason} ${items}`);
  const log = logEvents({ sinks: [slow, quick], maxBuffered: 3, onLoss, clock });
  const emitter = agent("emitter", { instruments: [log] }).state("all", async ({ emit }) => {
    await Promise.resolve();
    for (let i = 0; i < 10; i++) emit(i);
  });
  assert.equal((await emitter.run()).status, "completed");
  const [behind] = log.reports;
  assert.equal(behind!.dropped + behind!.waiting, 14);
  assert.ok(behind!.dropped >= 8);
  const flushed = log.flush();
  for (let i = 0; i < 4; i++) {
    release();
    await clock.advance(0);
  }
  await flushed;
  assert.ok(losses.includes(`slow dropped ${behind!.dropped}`), losses.join());
  assert.equal(log.reports[1]!.sink, "quick");
  await log[Symbol.asyncDispose]();
});

Deno.test("logEvents() refuses limits out of their bounds", () => {
  assert.throws(() => logEvents({ sinks: [memory()], maxBuffered: 0 }), RangeError);
});
