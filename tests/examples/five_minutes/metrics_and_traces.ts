// tests/examples/five_minutes/metrics_and_traces.ts
import { agent } from "puffinflow";
import { MetricsRegistry, observeMetrics, prometheusText, SpanRecorder, traceRuns } from "puffinflow/observability";

const registry = new MetricsRegistry(), recorder = new SpanRecorder();

// Without `tracer`, spans go to whatever is registered with OpenTelemetry: Deno's own, or any SDK.
const digest = agent("digest", { instruments: [observeMetrics(registry), traceRuns({ tracer: recorder })] })
  .input<string>()
  .state("words", ({ input }) => input.split(" ").length)
  .state("even", { after: ["words"] }, ({ from }) => from.words % 2 === 0);

await digest.run("Puffs of smoke");
export const spans = recorder.spans.map((span) => span.name); // ["state words", "state even", "agent digest"]
export const page = prometheusText(registry.collect()); // for a scrape; `metricsHandler(registry)` serves it
