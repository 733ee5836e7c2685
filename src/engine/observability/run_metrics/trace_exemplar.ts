/**
 * Exemplars that lead from a metric of runs to the trace of one of them.
 * @module
 */
import type { Execution } from "../../run/execution.ts";
import type { ExemplarLabels } from "../metrics/exemplar.ts";
import { tracedRun } from "../tracing/traced_run.ts";

/** Bit of a span's flags: somebody keeps it. */
const SAMPLED = 1;

/**
 * Names the trace of a run.
 *
 * @param execution The run.
 * @returns Labels by the custom of Prometheus and OpenTelemetry; `undefined` when the run is not traced, or its trace
 * is not kept.
 */
export function traceExemplar(execution: Execution): ExemplarLabels | undefined {
  const { traceId, spanId, traceFlags } = tracedRun(execution)?.span.spanContext() ?? { traceFlags: 0 };
  if (traceId === undefined || spanId === undefined || (traceFlags & SAMPLED) === 0) return undefined;
  return { trace_id: traceId, span_id: spanId };
}
