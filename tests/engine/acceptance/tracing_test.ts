import { context as contexts } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { type RecordedSpan, SpanRecorder, traceRuns } from "../../../src/engine/observability/tracing/mod.ts";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

function parentOf(spans: readonly RecordedSpan[], name: string): string | undefined {
  const { parentSpanId } = spans.find((span) => span.name === name) ?? assert.fail(`no span ${name}`);
  return spans.find((span) => span.spanId === parentSpanId)?.name;
}

Deno.test("row 21: a sibling that begins after another one has ended has the same parent and is in the same trace", async () => {
  const clock = new SimulatedClock(), recorder = new SpanRecorder({ clock });
  const running = agent("family", { instruments: [traceRuns({ tracer: recorder })] })
    .state("first", () => 1)
    .state("second", async () => await new Promise<void>((resolve) => void clock.after(10, resolve)))
    .state("third", { after: ["second"] }, () => 3)
    .run(undefined, { clock });
  await clock.runAll();
  await running;
  assert.equal(new Set(recorder.spans.map((span) => span.traceId)).size, 1);
  for (const name of ["first", "second", "third"]) {
    assert.equal(parentOf(recorder.spans, `state ${name}`), "agent family");
  }
  assert.equal(recorder.spans.filter((span) => span.parentSpanId === undefined).length, 1);
});

Deno.test("row 21: what is active belongs to a task and not to the thread: interleaved states do not adopt each other's spans", async () => {
  contexts.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  try {
    const clock = new SimulatedClock(), recorder = new SpanRecorder({ clock });
    const after = (delayMs: number) => new Promise<void>((resolve) => void clock.after(delayMs, resolve));
    const work = async (name: string) => {
      for (const part of [1, 2]) {
        await recorder.startActiveSpan(`${name} ${part}`, async (span) => {
          await after(10);
          recorder.startSpan(`${name} ${part} inside`).end();
          span.end();
        });
      }
    };
    const running = agent("woven", { instruments: [traceRuns({ tracer: recorder })] })
      .state("x", () => work("x")).state("y", () => work("y"))
      .run(undefined, { clock });
    await clock.runAll();
    await running;
    for (const name of ["x", "y"]) {
      for (const part of [1, 2]) {
        assert.equal(parentOf(recorder.spans, `${name} ${part}`), `state ${name}`);
        assert.equal(parentOf(recorder.spans, `${name} ${part} inside`), `${name} ${part}`);
      }
    }
    assert.equal(new Set(recorder.spans.map((span) => span.traceId)).size, 1);
  } finally {
    contexts.disable();
  }
});
