import assert from "node:assert/strict";
import { agent } from "puffinflow";
import { type MetricSnapshot, MetricsRegistry, observeMetrics } from "../../../../src/engine/observability/mod.ts";
import { SpanRecorder } from "../../../../src/engine/observability/tracing/span_recorder.ts";
import { traceRuns } from "../../../../src/engine/observability/tracing/trace_runs.ts";

function traceIdsOf(snapshot: MetricSnapshot | undefined): readonly (string | undefined)[] {
  assert.ok(snapshot?.kind === "histogram");
  return snapshot.series.flatMap(({ exemplars }) => exemplars).filter((example) => example !== undefined)
    .map(({ labels }) => labels.trace_id);
}

async function runTraced(exemplars: "traces" | "none", sampleRatio: number): Promise<readonly unknown[]> {
  const registry = new MetricsRegistry(), recorder = new SpanRecorder();
  const instruments = [observeMetrics(registry, { exemplars }), traceRuns({ tracer: recorder, sampleRatio })];
  const inner = agent("inner").state("deep", () => 1);
  await agent("outer", { instruments }).subagent("child", inner, { input: () => {} }).run();
  const found = ["run", "state"].map((what) => traceIdsOf(registry.read(`puffinflow_${what}_duration_seconds`)));
  const traceId = recorder.spans[0]?.traceId;
  return found.map((ids) => ids.map((id) => id !== undefined && id === traceId));
}

Deno.test("RunMetricsOptions.exemplars gives durations the trace that they are part of", async () => {
  assert.deepEqual(await runTraced("traces", 1), [[true, true], [true, true]]);
});

Deno.test("durations have no exemplars if nobody asked for them, or the trace is not kept", async () => {
  assert.deepEqual(await runTraced("none", 1), [[], []]);
  assert.deepEqual(await runTraced("traces", 0), [[], []]);
});

Deno.test("RunMetricsOptions.exemplars does nothing in a run that is not traced", async () => {
  const registry = new MetricsRegistry();
  const instruments = [observeMetrics(registry, { exemplars: "traces" })];
  await agent("x", { instruments }).state("a", () => 1).run();
  assert.deepEqual(traceIdsOf(registry.read("puffinflow_run_duration_seconds")), []);
});
