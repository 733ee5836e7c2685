/**
 * Tracing: runs, states and attempts as spans of OpenTelemetry, for Deno's own telemetry or any SDK, and as a file
 * for trace viewers. Part of the door `puffinflow/observability`.
 * @module
 */
// What its types mention.
export type { StateContext } from "../../run/context.ts";
export type { Instrument } from "../../run/execution.ts";
export type { Random } from "../../../random/random.ts";
export { Alarm, type Clock } from "../../../time/clock.ts";
export type {
  Span,
  SpanAttributes,
  SpanKind,
  SpanLink,
  SpanOptions,
  SpanStatus,
  TraceContext,
  Tracer,
} from "./open_telemetry.ts";
// Tracing itself.
export type { RecordedEvent, RecordedSpan } from "./recorded_span.ts";
export { type InSpan, SpanRecorder, type SpanRecorderOptions } from "./span_recorder.ts";
export { stateSpan, traceHeaders } from "./state_span.ts";
export { toTraceEvents, type TraceEvent, type TraceEventFile, type TraceEventPlace } from "./trace_events.ts";
export type { IncomingHeaders, TraceParent } from "./trace_headers.ts";
export { type TraceOptions, traceRuns } from "./trace_runs.ts";
