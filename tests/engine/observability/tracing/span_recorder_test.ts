import { context as contexts, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import assert from "node:assert/strict";
import { SpanRecorder } from "../../../../src/engine/observability/tracing/mod.ts";
import { randomFromSeed } from "../../../../src/random/xoshiro128.ts";

Deno.test("SpanRecorder keeps all that is said of a span before its end, and nothing after", () => {
  const time = { nowMs: 5 }, recorder = new SpanRecorder({ clock: { now: () => time.nowMs } });
  const link = { context: recorder.startSpan("other").spanContext() };
  const span = recorder.startSpan("a", {
    kind: SpanKind.CLIENT,
    attributes: { one: 1, none: undefined },
    links: [link],
  });
  span.setAttribute("two", [2, 2]).updateName("b").addEvent("plain").addEvent("timed", 7).addEvent("both", { x: 1 }, [
    0,
    8e6,
  ])
    .addEvent("dated", new Date(9)).setStatus({ code: SpanStatusCode.ERROR, message: "bad" });
  span.recordException("text", 10);
  span.recordException({ name: "E", message: "m", stack: "s" }, 11);
  time.nowMs = 20;
  assert.equal(span.isRecording(), true);
  span.end();
  assert.equal(span.isRecording(), false);
  span.setAttribute("late", 1).addEvent("late").addLink(link).updateName("late").setStatus({ code: SpanStatusCode.OK });
  span.end(99);
  const { traceId, spanId } = span.spanContext();
  assert.deepEqual(recorder.spans, [{
    name: "b",
    traceId,
    spanId,
    parentSpanId: undefined,
    kind: SpanKind.CLIENT,
    startMs: 5,
    endMs: 20,
    attributes: { one: 1, two: [2, 2] },
    events: [
      { name: "plain", atMs: 5, attributes: {} },
      { name: "timed", atMs: 7, attributes: {} },
      { name: "both", atMs: 8, attributes: { x: 1 } },
      { name: "dated", atMs: 9, attributes: {} },
      { name: "exception", atMs: 10, attributes: { "exception.message": "text" } },
      {
        name: "exception",
        atMs: 11,
        attributes: { "exception.type": "E", "exception.message": "m", "exception.stacktrace": "s" },
      },
    ],
    links: [link],
    status: { code: SpanStatusCode.ERROR, message: "bad" },
    droppedDetails: 0,
  }]);
});

Deno.test("SpanRecorder keeps the last 'maxSpans' spans in the order of their ends and counts the others", () => {
  const recorder = new SpanRecorder({ maxSpans: 3 });
  for (let i = 1; i <= 8; i++) recorder.startSpan(`${i}`).end();
  assert.deepEqual(recorder.spans.map((span) => span.name), ["6", "7", "8"]);
  assert.equal(recorder.droppedSpans, 5);
  recorder.clear();
  recorder.startSpan("9").end();
  assert.deepEqual([recorder.spans.map((span) => span.name), recorder.droppedSpans], [["9"], 0]);
});

Deno.test("SpanRecorder keeps 'maxDetails' attributes, events and links of a span, each, and counts the others", () => {
  const recorder = new SpanRecorder({ maxDetails: 2 }), link = { context: recorder.startSpan("other").spanContext() };
  const span = recorder.startSpan("a", { attributes: { a: 1, b: 2, c: 3 }, links: [link, link, link] });
  span.setAttribute("a", 9);
  for (const name of ["x", "y", "z"]) span.addEvent(name);
  span.end();
  const [{ attributes, events, links, droppedDetails } = assert.fail()] = recorder.spans;
  assert.deepEqual(attributes, { a: 9, b: 2 });
  assert.deepEqual(events.map((event) => event.name), ["x", "y"]);
  assert.deepEqual([links.length, droppedDetails], [2, 3]);
});

Deno.test("SpanRecorder.startSpan() takes times as given, and lets no span end before it began", () => {
  const recorder = new SpanRecorder();
  recorder.startSpan("a", { startTime: [2, 5e6] }).end(1);
  assert.deepEqual(recorder.spans.map(({ startMs, endMs }) => [startMs, endMs]), [[2_005, 2_005]]);
});

Deno.test("SpanRecorder.startSpan() does as the parent did, and begins a trace for a root", () => {
  const recorder = new SpanRecorder(), remote = { traceId: "a".repeat(32), spanId: "b".repeat(16), traceFlags: 1 };
  const sampled = trace.setSpanContext(ROOT_CONTEXT, remote);
  const unsampled = trace.setSpanContext(ROOT_CONTEXT, { ...remote, traceFlags: 0 });
  recorder.startSpan("inside", {}, sampled).end();
  recorder.startSpan("root", { root: true }, sampled).end();
  const silent = recorder.startSpan("silent", {}, unsampled);
  assert.equal(silent.isRecording(), false);
  silent.end();
  const [inside, root] = recorder.spans;
  assert.equal(recorder.spans.length, 2);
  assert.deepEqual([inside?.traceId, inside?.parentSpanId], [remote.traceId, remote.spanId]);
  assert.notEqual(root?.traceId, remote.traceId);
  assert.equal(root?.parentSpanId, undefined);
});

Deno.test("SpanRecorder.startActiveSpan() calls a function with the span active, whatever it is given beside", () => {
  contexts.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  try {
    const recorder = new SpanRecorder(), key = Symbol("key");
    const answer = recorder.startActiveSpan("outer", (outer) => {
      assert.equal(trace.getActiveSpan(), outer);
      recorder.startActiveSpan("inner", { attributes: { a: 1 } }, (inner) => inner.end());
      outer.end();
      return 42;
    });
    const given = ROOT_CONTEXT.setValue(key, "kept");
    recorder.startActiveSpan("apart", {}, given, (span) => {
      assert.equal(contexts.active().getValue(key), "kept");
      span.end();
    });
    const [inner, outer, apart] = recorder.spans;
    assert.equal(answer, 42);
    assert.deepEqual([inner?.parentSpanId, inner?.attributes], [outer?.spanId, { a: 1 }]);
    assert.equal(apart?.parentSpanId, undefined);
  } finally {
    contexts.disable();
  }
});

Deno.test("SpanRecorder draws the same numbers from the same seed, all of them valid", () => {
  const ids = () => {
    const recorder = new SpanRecorder({ random: randomFromSeed(1) });
    for (let i = 0; i < 20; i++) recorder.startSpan("a").end();
    return recorder.spans.map(({ traceId, spanId }) => `${traceId} ${spanId}`);
  };
  assert.deepEqual(ids(), ids());
  assert.equal(new Set(ids()).size, 20);
  assert.ok(ids().every((id) => /^[0-9a-f]{32} [0-9a-f]{16}$/.test(id)));
});

Deno.test("SpanRecorder refuses limits that are no whole numbers of 1 or more", () => {
  for (const limit of [0, -1, 1.5, NaN]) {
    assert.throws(() => new SpanRecorder({ maxSpans: limit }), /'maxSpans' must be a whole number of 1 or more/);
    assert.throws(() => new SpanRecorder({ maxDetails: limit }), RangeError);
  }
});
