import { SpanStatusCode } from "@opentelemetry/api";
import assert from "node:assert/strict";
import { agent, goto, runInside, secret, SendAll } from "puffinflow";
import { SpanRecorder, stateSpan, traceHeaders, traceRuns } from "../../../../src/engine/observability/tracing/mod.ts";
import type { Plan } from "../../../../src/engine/graph/plan.ts";
import type { Execution } from "../../../../src/engine/run/execution.ts";
import { RunInstrument, withBodies } from "../../../../src/engine/run/instrument.ts";
import { watch } from "../../../../src/engine/run/observer_group.ts";
import { recording, spanNamed, timesOf } from "./recording.ts";
import { treesOf } from "./span_tree.ts";

Deno.test("traceRuns() makes a span of the run and one of each state, with what is known of them", async () => {
  const { clock, recorder, after, instruments } = recording();
  const running = agent("pair", { instruments })
    .state("a", () => after(10))
    .state("b", { after: ["a"] }, () => after(5))
    .run(undefined, { clock });
  await clock.runAll();
  await running;
  assert.deepEqual(treesOf(recorder.spans), [["agent pair", ["state a"], ["state b"]]]);
  assert.deepEqual(timesOf(recorder), { "state a": [0, 10], "state b": [10, 15], "agent pair": [0, 15] });
  assert.deepEqual(spanNamed(recorder, "agent pair").attributes, {
    "puffinflow.agent": "pair",
    "puffinflow.outcome": "completed",
  });
  assert.deepEqual(spanNamed(recorder, "state b").attributes, {
    "puffinflow.agent": "pair",
    "puffinflow.state": "b",
    "puffinflow.visit": 1,
    "puffinflow.outcome": "completed",
  });
  assert.ok(recorder.spans.every((span) => span.status.code === SpanStatusCode.UNSET));
});

Deno.test("traceRuns() makes a span of each attempt of a state that may be tried again", async () => {
  const { clock, recorder, after, instruments } = recording();
  const retry = { maxAttempts: 3, backoff: { kind: "fixed", delayMs: 100 } } as const;
  const running = agent("stubborn", { instruments }).state("a", { retry }, async ({ attempt }) => {
    await after(10);
    if (attempt < 3) throw new TypeError(`no ${attempt}`);
  }).run(undefined, { clock });
  await clock.runAll();
  await running;
  assert.deepEqual(treesOf(recorder.spans), [["agent stubborn", [
    "state a",
    ["attempt 1"],
    ["attempt 2"],
    ["attempt 3"],
  ]]]);
  assert.deepEqual(timesOf(recorder), {
    "attempt 1": [0, 10],
    "attempt 2": [110, 120],
    "attempt 3": [220, 230],
    "state a": [0, 230],
    "agent stubborn": [0, 230],
  });
  const { attributes, status, events } = spanNamed(recorder, "attempt 2");
  assert.deepEqual(attributes, {
    "puffinflow.attempt": 2,
    "puffinflow.retry_delay_ms": 100,
    "puffinflow.outcome": "failed",
  });
  assert.deepEqual(status, { code: SpanStatusCode.ERROR, message: "no 2" });
  assert.equal(events[0]?.name, "exception");
  assert.equal(events[0]?.attributes["exception.type"], "TypeError");
  assert.equal(spanNamed(recorder, "state a").status.code, SpanStatusCode.UNSET);
});

Deno.test("traceRuns() lays out an error where it came up, and lets the spans around it repeat its message", async () => {
  const { recorder, instruments } = recording();
  const inner = agent("inner").state("deep", { retry: { maxAttempts: 1 } }, () => {
    throw new RangeError("too far");
  });
  await agent("outer", { instruments }).subagent("child", inner, { input: () => {} }).run();
  assert.deepEqual(treesOf(recorder.spans), [[
    "agent outer",
    ["state child", ["agent inner", ["state deep", ["attempt 1"]]]],
  ]]);
  for (const { name, status, attributes, events } of recorder.spans) {
    assert.deepEqual(status, { code: SpanStatusCode.ERROR, message: "too far" });
    assert.equal(attributes["puffinflow.outcome"], "failed");
    assert.equal(events.length, name === "attempt 1" ? 1 : 0);
  }
});

Deno.test("traceRuns() shows no secret in what it tells of errors", async () => {
  const { recorder, instruments } = recording(), key = secret("k-98765-key");
  const failing = agent("failing", { instruments }).state("a", () => {
    throw new Error(`refused: ${key.reveal()}`);
  }).state("b", () => {
    throw `also ${key.reveal()}`;
  });
  await failing.run();
  assert.ok(!JSON.stringify(recorder.spans).includes("98765"));
  assert.equal(spanNamed(recorder, "state a").status.message, "refused: [secret]");
  assert.deepEqual(spanNamed(recorder, "state b").events[0]?.attributes, {
    "exception.type": "string",
    "exception.message": "also [secret]",
  });
});

Deno.test("traceRuns() tells of what has no text that it was thrown", async () => {
  const { recorder, instruments } = recording();
  await agent("failing", { instruments }).state("a", () => Promise.reject(Object.create(null))).run();
  assert.equal(spanNamed(recorder, "state a").status.message, "something that has no text was thrown");
});

Deno.test("traceRuns() ends the spans of a run that is cancelled, innermost first and without an error", async () => {
  const { clock, recorder, after, instruments } = recording();
  const inner = agent("inner").state("deep", { retry: { maxAttempts: 2 } }, () => after(1_000));
  const run = agent("outer", { instruments }).subagent("child", inner, { input: () => {} })
    .state("other", () => after(1_000)).start(undefined, { clock });
  await clock.advance(30);
  run.cancel(new Error("enough"));
  await run.result;
  await clock.runAll();
  assert.deepEqual(treesOf(recorder.spans), [[
    "agent outer",
    ["state child", ["agent inner", ["state deep", ["attempt 1"]]]],
    ["state other"],
  ]]);
  assert.deepEqual(recorder.spans.map((span) => span.endMs), [30, 30, 30, 30, 30, 30]);
  assert.ok(recorder.spans.every(({ attributes }) => attributes["puffinflow.outcome"] === "cancelled"));
  assert.ok(recorder.spans.every(({ status }) => status.code === SpanStatusCode.UNSET));
});

Deno.test("traceRuns() tells of runs and states that took too long", async () => {
  const { clock, recorder, after, instruments } = recording();
  const retry = { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 0 } } as const;
  const slow = agent("slow", { instruments }).state("a", { timeoutMs: 20, retry }, () => after(1_000))
    .state("b", () => after(1_000));
  const running = slow.run(undefined, { clock, timeoutMs: 50 });
  await clock.runAll();
  await running;
  const outcomes = recorder.spans.map(({ name, attributes, status }) => [
    name,
    attributes["puffinflow.outcome"],
    status.code === SpanStatusCode.ERROR,
  ]);
  assert.deepEqual(outcomes, [
    ["attempt 1", "timed-out", true],
    ["attempt 2", "timed-out", true],
    ["state a", "timed-out", true],
    ["state b", "cancelled", false],
    ["agent slow", "timed-out", true],
  ]);
});

Deno.test("traceRuns() gives a run that is cancelled before it begins a span, and a run inside such a state none", async () => {
  const { recorder, instruments } = recording();
  const inner = agent("inner").state("deep", () => 1), controller = new AbortController();
  await agent("never", { instruments }).state("a", () => 1).run(undefined, { signal: AbortSignal.abort() });
  await agent("outer", { instruments }).state("a", (context) => {
    controller.abort();
    return runInside(context, inner, undefined);
  }).run(undefined, { signal: controller.signal });
  assert.deepEqual(treesOf(recorder.spans), [["agent never"], ["agent outer", ["state a"]]]);
});

Deno.test("traceRuns() makes a span of each visit of a loop and of each task that was sent", async () => {
  const { recorder, instruments } = recording();
  const loop = agent("loop", { instruments })
    .state("tick", { entry: true }, ({ visit }) => visit < 3 ? goto("tick") : SendAll("work", [5, 6]))
    .map("work", ({ payload }: { payload: number }) => payload + 1);
  assert.deepEqual((await loop.run()).unwrap().work, [6, 7]);
  assert.deepEqual(
    recorder.spans.map((
      { name, attributes },
    ) => [name, attributes["puffinflow.visit"], attributes["puffinflow.index"]]),
    [
      ["state tick", 1, undefined],
      ["state tick", 2, undefined],
      ["state tick", 3, undefined],
      ["state work", 1, 0],
      ["state work", 1, 1],
      ["agent loop", undefined, undefined],
    ],
  );
  const [root] = recorder.spans.slice(-1);
  assert.ok(recorder.spans.slice(0, -1).every(({ parentSpanId }) => parentSpanId === root?.spanId));
});

Deno.test("traceRuns() makes no span of a state that never started", async () => {
  const { recorder, instruments } = recording();
  await agent("picky", { instruments }).state("a", { when: () => false }, () => 1)
    .state("b", { after: ["a"] }, () => 2).state("c", () => 3).run();
  assert.deepEqual(treesOf(recorder.spans), [["agent picky", ["state c"]]]);
});

Deno.test("traceRuns() notes in a run's span when it was held and when it went on", async () => {
  const { clock, recorder, instruments } = recording();
  const run = agent("held", { instruments }).state("a", ({ pause }) => pause())
    .state("b", { after: ["a"] }, () => 1).start(undefined, { clock });
  await clock.advance(10);
  run.resume();
  await run.result;
  const { events } = spanNamed(recorder, "agent held");
  assert.deepEqual(events.map(({ name, atMs }) => [name, atMs]), [["paused", 0], ["resumed", 10]]);
});

/** Says of the first state that it waits for resources from 10 to 30 ms. */
class Scarce extends RunInstrument {
  readonly name = "scarce";

  constructor(readonly time: { nowMs: number }) {
    super();
  }

  override attach(execution: Execution): void {
    const nothing = () => {};
    watch(execution, {
      began: (of) => {
        this.time.nowMs = 10;
        of.observer!.waiting(of, 0);
        this.time.nowMs = 30;
      },
      waiting: nothing,
      started: nothing,
      completed: nothing,
      retrying: nothing,
      missed: nothing,
      emitted: nothing,
      held: nothing,
      ended: nothing,
    });
  }
}

Deno.test("traceRuns() makes a span of a wait for resources inside the state's, before its first attempt", async () => {
  const time = { nowMs: 0 }, recorder = new SpanRecorder({ clock: { now: () => time.nowMs } });
  const instruments = [traceRuns({ tracer: recorder }), new Scarce(time)];
  await agent("scarce", { instruments }).state("a", { retry: { maxAttempts: 2 } }, () => 1).run();
  assert.deepEqual(treesOf(recorder.spans), [["agent scarce", ["state a", ["resource wait"], ["attempt 1"]]]]);
  assert.deepEqual(timesOf(recorder), {
    "resource wait": [10, 30],
    "attempt 1": [30, 30],
    "state a": [10, 30],
    "agent scarce": [0, 30],
  });
});

Deno.test("traceRuns() ends a wait for resources with the attempt that it was for, whether it was told of once or twice", async () => {
  const time = { nowMs: 0 }, recorder = new SpanRecorder({ clock: { now: () => time.nowMs } });
  const instruments = [traceRuns({ tracer: recorder }), new Scarce(time), new Scarce(time)];
  const refuse = (() => {
    throw new Error("none left");
  }) as () => boolean;
  let asked = 0;
  await agent("scarce", { instruments }).state("a", {
    when: () => ++asked > 1 || refuse(),
    retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 0 } },
  }, () => 1).run();
  assert.deepEqual(treesOf(recorder.spans), [["agent scarce", ["state a", ["resource wait"], ["attempt 2"]]]]);
  const { attributes, status } = spanNamed(recorder, "resource wait");
  assert.deepEqual(attributes, { "puffinflow.retry_delay_ms": 0, "puffinflow.outcome": "failed" });
  assert.equal(status.message, "none left");
});

Deno.test("traceRuns() makes no span of an attempt that its condition kept from starting, and tells of the error in the run's", async () => {
  const { recorder, instruments } = recording();
  await agent("torn", { instruments }).state("a", {
    when: () => {
      throw new Error("cannot say");
    },
    retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 0 } },
  }, () => 1).run();
  assert.deepEqual(recorder.spans.map(({ name, events }) => [name, events.length]), [["agent torn", 1]]);
});

Deno.test("traceRuns() ends a wait for resources that a cancelled run was in", async () => {
  const time = { nowMs: 0 }, recorder = new SpanRecorder({ clock: { now: () => time.nowMs } });
  const instruments = [traceRuns({ tracer: recorder }), new Scarce(time)], controller = new AbortController();
  await agent("scarce", { instruments }).state("a", { when: () => (controller.abort(), true) }, () => 1)
    .run(undefined, { signal: controller.signal });
  assert.deepEqual(treesOf(recorder.spans), [["agent scarce", ["state a", ["resource wait"]]]]);
});

Deno.test("traceRuns() refuses a 'sampleRatio' that is no share", () => {
  for (const sampleRatio of [-0.1, 1.1, NaN]) {
    assert.throws(
      () => traceRuns({ sampleRatio }),
      (error) =>
        error instanceof RangeError &&
        error.message.endsWith(`'sampleRatio' must be from 0 to 1: current value is ${sampleRatio}`),
    );
  }
});

Deno.test("traceRuns() traces a run once, as the last instrument says", async () => {
  const first = recording(), second = recording();
  await agent("single", { instruments: first.instruments }).state("a", () => 1)
    .run(undefined, { instruments: second.instruments });
  assert.deepEqual(first.recorder.spans, []);
  assert.deepEqual(treesOf(second.recorder.spans), [["agent single", ["state a"]]]);
});

Deno.test("traceRuns() stands beside other instruments that wrap the states", async () => {
  const { recorder, instruments } = recording(), wrapped: string[] = [];
  class Wrapping extends RunInstrument {
    readonly name = "wrapping";
    protected override fit(plan: Plan): Plan {
      return withBodies(plan, (body, index) => async (context) => {
        wrapped.push(plan.names[index]!);
        await Promise.resolve();
        return body(context);
      });
    }
  }
  const both = agent("both", { instruments: [...instruments, new Wrapping(), ...instruments] })
    .state("a", (context) => stateSpan(context).isRecording());
  assert.deepEqual((await both.run()).unwrap(), { a: true });
  assert.deepEqual(treesOf(recorder.spans), [["agent both", ["state a"]]]);
  assert.deepEqual(wrapped, ["a"]);
});

Deno.test("traceRuns() is silent and harmless when nobody has registered a tracer", async () => {
  const single = agent("single", { instruments: [traceRuns()] }).state("a", (context) => traceHeaders(context));
  assert.deepEqual((await single.run()).unwrap(), { a: {} });
});
