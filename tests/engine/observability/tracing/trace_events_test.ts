import fc from "fast-check";
import assert from "node:assert/strict";
import { agent } from "puffinflow";
import {
  SpanRecorder,
  toTraceEvents,
  type TraceEvent,
  type TraceEventFile,
  traceRuns,
} from "../../../../src/engine/observability/tracing/mod.ts";
import { SimulatedClock } from "../../../../src/time/simulated_clock.ts";

type Complete = TraceEvent & { readonly ph: "X" };

function isComplete(event: TraceEvent): event is Complete {
  return event.ph === "X";
}

/** Checks what the description of the format asks of a file, and that viewers can nest all that is in one lane. */
function assertWellFormed(file: TraceEventFile): void {
  const { traceEvents } = JSON.parse(JSON.stringify(file)) as TraceEventFile;
  assert.deepEqual(traceEvents, file.traceEvents, "all of it is JSON");
  for (const event of traceEvents) {
    assert.ok(Number.isInteger(event.pid) && Number.isInteger(event.tid) && event.pid > 0 && event.tid > 0);
    assert.equal(typeof event.name, "string");
    if (event.ph === "M") {
      assert.equal(typeof event.args.name, "string");
      continue;
    }
    assert.ok(Number.isFinite(event.ts) && event.ts >= 0);
    if (event.ph === "X") assert.ok(Number.isFinite(event.dur) && event.dur >= 0);
    else assert.equal(event.s, "t");
  }
  for (const lane of Map.groupBy(traceEvents.filter(isComplete), ({ pid, tid }) => `${pid} ${tid}`).values()) {
    assertNested(lane);
  }
}

/** Reads a lane as a viewer does: what begins before the last span has ended must end in it. */
function assertNested(lane: readonly Complete[]): void {
  const nsOf = (us: number) => Math.round(us * 1e3), open: number[] = [];
  for (const { ts, dur } of lane) {
    const start = nsOf(ts), end = start + nsOf(dur);
    while (open.length > 0 && open.at(-1)! <= start) open.pop();
    assert.ok(open.length === 0 || end <= open.at(-1)!, "two spans of a lane overlap");
    open.push(end);
  }
}

Deno.test("toTraceEvents() draws a run with a lane for each task that goes on beside others", async () => {
  const clock = new SimulatedClock(), recorder = new SpanRecorder({ clock });
  const after = (delayMs: number) => new Promise<void>((resolve) => void clock.after(delayMs, resolve));
  await clock.advance(1_000);
  const running = agent("fan", { instruments: [traceRuns({ tracer: recorder })] })
    .state("a", () => after(10))
    .state("b", { retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 5 } } }, async ({ attempt }) => {
      await after(10);
      if (attempt === 1) throw new Error("again");
    })
    .state("c", { after: ["a"] }, () => after(2))
    .run(undefined, { clock });
  await clock.runAll();
  await running;
  const file = toTraceEvents(recorder.spans);
  assertWellFormed(file);
  const drawn = file.traceEvents.filter(isComplete).map(({ name, tid, ts, dur }) => [name, tid, ts, dur]);
  assert.deepEqual(drawn, [
    ["agent fan", 1, 0, 25_000],
    ["state a", 1, 0, 10_000],
    ["state b", 2, 0, 25_000],
    ["attempt 1", 2, 0, 10_000],
    ["state c", 1, 10_000, 2_000],
    ["attempt 2", 2, 15_000, 10_000],
  ]);
  const names = file.traceEvents.filter((event) => event.ph === "M").map((
    { name, tid, args },
  ) => [name, tid, args.name]);
  assert.deepEqual(names, [["process_name", 1, "agent fan"], ["thread_name", 1, "lane 1"], [
    "thread_name",
    2,
    "lane 2",
  ]]);
  const failure = file.traceEvents.find((event) => event.ph === "i");
  assert.deepEqual([failure?.name, failure?.tid, failure?.ts], ["exception", 2, 10_000]);
});

Deno.test("toTraceEvents() tells what is known of a span: attributes, its error, its numbers and its kind", () => {
  const recorder = new SpanRecorder({ clock: { now: () => 3 } }),
    span = recorder.startSpan("state a", { attributes: { x: 1 } });
  span.setStatus({ code: 2 });
  span.end();
  const [event] = toTraceEvents(recorder.spans).traceEvents.filter(isComplete);
  const { spanId } = span.spanContext();
  assert.deepEqual(event, {
    pid: 1,
    tid: 1,
    ph: "X",
    name: "state a",
    cat: "state",
    ts: 0,
    dur: 0,
    args: { x: 1, error: "failed", spanId },
  });
});

Deno.test("toTraceEvents() makes a process of each trace, and a file without events of no spans", async () => {
  const recorder = new SpanRecorder();
  const single = agent("single", { instruments: [traceRuns({ tracer: recorder })] }).state("a", () => 1);
  await single.run();
  await single.run();
  const file = toTraceEvents(recorder.spans);
  assertWellFormed(file);
  assert.deepEqual(file.traceEvents.filter(isComplete).map(({ pid, name }) => [pid, name]), [
    [1, "agent single"],
    [1, "state a"],
    [2, "agent single"],
    [2, "state a"],
  ]);
  assert.deepEqual(toTraceEvents([]), { traceEvents: [], displayTimeUnit: "ms" });
});

Deno.test("toTraceEvents() makes a well-formed file of whatever runs do, also of spans that were lost in part", async () => {
  const delays = fc.array(fc.nat({ max: 30_000_000 }).map((ns) => ns / 1e6), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 40 }), async (delaysMs, maxSpans) => {
      const clock = new SimulatedClock(), recorder = new SpanRecorder({ clock, maxSpans });
      const wait = (delayMs: number) => new Promise<void>((resolve) => void clock.after(delayMs, resolve));
      let inner = agent("inner").state("s0", () => wait(delaysMs[0]!));
      for (const [i, delayMs] of delaysMs.entries()) {
        const retry = { maxAttempts: 1 + i % 3 };
        inner = inner.state(`t${i}`, { retry }, async ({ attempt }) => {
          await wait(delayMs / attempt);
          if (i % 4 === 3) throw new Error("again");
        }) as never;
      }
      const outer = agent("outer", { instruments: [traceRuns({ tracer: recorder })] })
        .subagent("one", inner, { input: () => {} }).subagent("two", inner, { input: () => {}, timeoutMs: 10 });
      const running = outer.run(undefined, { clock });
      await clock.runAll();
      await running;
      assertWellFormed(toTraceEvents(recorder.spans));
    }),
    { numRuns: 30 },
  );
});
