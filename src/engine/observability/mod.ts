/**
 * Seeing what agents do and cost: metrics of runs and of your own, with writers for Prometheus, OpenMetrics, JSON and
 * OTLP; traces by OpenTelemetry; events of runs on their way to sinks; alerts by rules over metrics.
 *
 * What agents are fitted with is handed to `instruments` of an agent or a run. A run without instruments pays nothing.
 *
 * @example Metrics of an agent, as a scrape sees them
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { metricsHandler, MetricsRegistry, observeMetrics } from "puffinflow/observability";
 *
 * const registry = new MetricsRegistry();
 * const digest = agent("digest", { instruments: [observeMetrics(registry)] })
 *   .input<string>()
 *   .state("words", ({ input }) => input.split(" ").length);
 * await digest.run("a short text");
 *
 * const handler = metricsHandler(registry); // Deno.serve({ port: 9464 }, handler)
 * const page = await handler(new Request("http://localhost/metrics")).text();
 * assert.match(page, /^puffinflow_runs_ended_total\{agent="digest",status="completed"\} 1$/m);
 * ```
 *
 * Time is passed in as a {@linkcode Clock}: on a {@linkcode SimulatedClock}, pushes and alerts are tested without
 * waiting for them.
 * @module
 */
export type { Instrument } from "../run/execution.ts";
export type { RunEvent, RunEventType } from "../events/run_event.ts";
export { PuffinError } from "../puffin_error.ts";
export type { Backoff } from "../reliability/backoff.ts";
export type { Random } from "../../random/random.ts";
export { Alarm, type Clock } from "../../time/clock.ts";
export { SimulatedClock } from "../../time/simulated_clock.ts";
export { SimulatedWallClock } from "../../time/simulated_wall_clock.ts";
export type { WallClock } from "../../time/wall_clock.ts";
// Metrics.
export type { BoundSeries } from "./metrics/bound_series.ts";
export { DEFAULT_BUCKETS, type ExponentialBuckets, exponentialBuckets } from "./metrics/buckets.ts";
export type { BoundCounter, Counter } from "./metrics/counter.ts";
export type { Exemplar, ExemplarLabels } from "./metrics/exemplar.ts";
export type { BoundGauge, Gauge } from "./metrics/gauge.ts";
export type { BoundHistogram, Histogram } from "./metrics/histogram.ts";
export { type LabelArguments, type LabelValues, type MetricFamily, OVERFLOW } from "./metrics/metric_family.ts";
export type { HistogramOptions, MetricDefinition, MetricKind, MetricOptions } from "./metrics/metric_options.ts";
export type {
  CounterSeries,
  GaugeSeries,
  HistogramSeries,
  MetricBase,
  MetricSnapshot,
  SeriesBase,
} from "./metrics/metric_snapshot.ts";
export { MetricLimitError, MetricsRegistry, type MetricsRegistryOptions } from "./metrics/metrics_registry.ts";
export { observeMetrics, type RunMetricsOptions } from "./run_metrics/observe_metrics.ts";
export { RUN_BUCKETS } from "./run_metrics/run_metric_set.ts";
// Exposition.
export { metricsHandler } from "./exposition/metrics_handler.ts";
export { type JsonMetric, type JsonSeries, metricsJson } from "./exposition/metrics_json.ts";
export { OPENMETRICS_TYPE, openMetricsText } from "./exposition/openmetrics_text.ts";
export {
  type OtlpAttribute,
  type OtlpDataPoint,
  type OtlpExemplar,
  type OtlpMetric,
  otlpMetrics,
  type OtlpMetricsRequest,
  type OtlpOptions,
} from "./exposition/otlp_metrics.ts";
export { PROMETHEUS_TYPE, prometheusText } from "./exposition/prometheus_text.ts";
export { MetricsPusher, type MetricsPusherOptions } from "./exporters/metrics_pusher.ts";
// Events, alerts and where they go.
export { type EventLog, type EventLogOptions, logEvents } from "./run_events/log_events.ts";
export type { LoggedEvent } from "./run_events/logged_event.ts";
export type { AlertNotice, Severity } from "./alerts/alert_notice.ts";
export type { AbsenceRule, AlertRule, AlertRuleBase, RateRule, ThresholdRule } from "./alerts/alert_rule.ts";
export { Alerts, type AlertsOptions } from "./alerts/alerts.ts";
export { consoleSink, type ConsoleSinkOptions } from "./exporters/console_sink.ts";
export type { DeliveryLoss, DeliveryOptions, DeliveryReport } from "./exporters/delivery.ts";
export { fileSink, type FileSinkOptions } from "./exporters/file_sink.ts";
export { type HttpPostOptions, HttpStatusError } from "./exporters/http_post.ts";
export type { Writable } from "./exporters/json_line.ts";
export type { Sink } from "./exporters/sink.ts";
export { webhookSink, type WebhookSinkOptions } from "./exporters/webhook_sink.ts";
// Tracing: the list is that of tracing/mod.ts.
export {
  type IncomingHeaders,
  type InSpan,
  type RecordedEvent,
  type RecordedSpan,
  type Span,
  type SpanAttributes,
  type SpanKind,
  type SpanLink,
  type SpanOptions,
  SpanRecorder,
  type SpanRecorderOptions,
  type SpanStatus,
  type StateContext,
  stateSpan,
  toTraceEvents,
  type TraceContext,
  type TraceEvent,
  type TraceEventFile,
  type TraceEventPlace,
  traceHeaders,
  type TraceOptions,
  type TraceParent,
  type Tracer,
  traceRuns,
} from "./tracing/mod.ts";
