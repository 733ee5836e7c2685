import { context as contexts, type HrTime, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  ParentBasedSampler,
  type ReadableSpan,
  type Sampler,
  SamplingDecision,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { stateSpan, traceHeaders, traceRuns } from "../../../../src/engine/observability/tracing/mod.ts";
import { type SpanFacts, treesOf } from "./span_tree.ts";

/** An SDK as a program sets it up, registered for the time of a test. */
function sdk(sampler: Sampler = new AlwaysOnSampler()) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ sampler, spanProcessors: [new SimpleSpanProcessor(exporter)] });
  trace.setGlobalTracerProvider(provider);
  contexts.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return {
    exporter,
    async [Symbol.asyncDispose]() {
      trace.disable();
      contexts.disable();
      // What is exported is acknowledged by a timer.
      await provider.forceFlush();
      await provider.shutdown();
    },
  };
}

/** What is known of finished spans, in the order of their starts. */
function factsOf(exporter: InMemorySpanExporter): SpanFacts[] {
  const nsOf = ([seconds, ns]: HrTime) => seconds * 1e9 + ns;
  const byStart = (a: ReadableSpan, b: ReadableSpan) => nsOf(a.startTime) - nsOf(b.startTime);
  return exporter.getFinishedSpans().toSorted(byStart).map((span) => {
    const { name, parentSpanContext } = span;
    return { name, spanId: span.spanContext().spanId, parentSpanId: parentSpanContext?.spanId };
  });
}

const tracedAgent = () =>
  agent("shared", { instruments: [traceRuns()] })
    .state("a", async () => {
      await Promise.resolve();
      trace.getTracer("own").startSpan("own").end();
    })
    .state("b", { after: ["a"], retry: { maxAttempts: 2, backoff: { kind: "fixed", delayMs: 0 } } }, (context) => {
      if (context.attempt === 1) throw new Error("again");
      return { headers: traceHeaders(context), isActive: trace.getActiveSpan() === stateSpan(context) };
    });

// Made before an SDK is there, as a module's own agent would be; the first SDK that it meets is its own from then on.
const shared = tracedAgent();

Deno.test("traceRuns() uses the SDK that is registered by the time of the run, with its context manager", async () => {
  await using registered = sdk();
  const { b } = (await shared.run()).unwrap();
  assert.deepEqual(treesOf(factsOf(registered.exporter)), [[
    "agent shared",
    ["state a", ["own"]],
    ["state b", ["attempt 1"], ["attempt 2"]],
  ]]);
  const last = registered.exporter.getFinishedSpans().find((span) => span.name === "attempt 2")!.spanContext();
  assert.deepEqual(b, { headers: { traceparent: `00-${last.traceId}-${last.spanId}-01` }, isActive: true });
  const failed = registered.exporter.getFinishedSpans().find((span) => span.name === "attempt 1")!;
  assert.deepEqual(failed.events.map((event) => event.name), ["exception"]);
  assert.equal(failed.events[0]?.attributes?.["exception.type"], "Error");
});

Deno.test("traceRuns() leaves sampling to the SDK, and asks it once for a run that it does not sample", async () => {
  let asked = 0;
  const never: Sampler = {
    shouldSample() {
      asked++;
      return { decision: SamplingDecision.NOT_RECORD };
    },
  };
  await using registered = sdk(never);
  const { b } = (await agent("few", { instruments: [traceRuns()] }).state("a", () => 1)
    .state("b", (context) => traceHeaders(context)).run()).unwrap();
  assert.equal(asked, 1);
  assert.match(b["traceparent"]!, /-00$/);
  assert.deepEqual(registered.exporter.getFinishedSpans(), []);
});

Deno.test("traceRuns() traces whole runs or none of them under a sampler of shares", async () => {
  const sampler = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0.5) });
  await using registered = sdk(sampler);
  const sampled = tracedAgent();
  for (let i = 0; i < 100; i++) await sampled.run();
  const spans = registered.exporter.getFinishedSpans(),
    traces = Map.groupBy(spans, (span) => span.spanContext().traceId);
  assert.ok(traces.size > 10 && traces.size < 90, `${traces.size} of 100 runs`);
  assert.ok([...traces.values()].every((inside) => inside.length === 6));
});
