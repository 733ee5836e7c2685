import assert from "node:assert/strict";
import { agent, type StateContext } from "puffinflow";
import { SpanRecorder, stateSpan, traceHeaders, traceRuns } from "../../../../src/engine/observability/tracing/mod.ts";

Deno.test("stateSpan() is the span of the attempt where there may be several, else the state's, and the run's once it is over", async () => {
  const recorder = new SpanRecorder(), ids: Record<string, string> = {};
  let kept: StateContext<unknown, unknown> | undefined;
  const traced = agent("x", { instruments: [traceRuns({ tracer: recorder })] })
    .state(
      "tried",
      { retry: { maxAttempts: 2 } },
      (context) => void (ids["attempt 1"] = stateSpan(context).spanContext().spanId),
    )
    .state("plain", (context) => {
      kept = context;
      ids["state plain"] = stateSpan(context).spanContext().spanId;
    });
  await traced.run();
  ids["agent x"] = stateSpan(kept!).spanContext().spanId;
  for (const [name, id] of Object.entries(ids)) {
    assert.equal(recorder.spans.find((span) => span.name === name)?.spanId, id, name);
  }
});

Deno.test("stateSpan() and traceHeaders() do nothing in a run that is not traced", async () => {
  const plain = agent("x").state("a", (context) => [stateSpan(context).isRecording(), traceHeaders(context)]);
  assert.deepEqual((await plain.run()).unwrap(), { a: [false, {}] });
});

Deno.test("stateSpan() refuses what is no context of a state", async () => {
  const copied = agent("x").state("a", (context) => {
    assert.throws(() => stateSpan({ ...context }), TypeError);
    assert.throws(() => traceHeaders({ ...context }), /the context must be the one that the state was given/);
  });
  assert.equal((await copied.run()).status, "completed");
});
