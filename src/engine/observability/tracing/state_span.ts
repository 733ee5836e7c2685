/**
 * The span of a state, for its own function: to say more in it, to begin spans under it, and to tell other programs of
 * it. All by the context that the function was given, so that none of it needs a context manager.
 * @module
 */
import { INVALID_SPAN_CONTEXT, trace } from "@opentelemetry/api";
import { Context, type StateContext } from "../../run/context.ts";
import type { Span } from "./open_telemetry.ts";
import { writeTraceHeaders } from "./trace_headers.ts";
import { spanOf, tracedRun } from "./traced_run.ts";

/**
 * Gives the span that a state's function runs in: that of its attempt, where it may have several.
 *
 * @param context What the state was given.
 * @returns The span; in a run that is not traced, one that records nothing.
 * @throws {TypeError} If the context is not a state's.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { SpanRecorder, stateSpan, traceRuns } from "puffinflow/observability";
 *
 * const recorder = new SpanRecorder();
 * const ask = agent("ask", { instruments: [traceRuns({ tracer: recorder })] }).state("model", (context) => {
 *   stateSpan(context).setAttribute("gen_ai.usage.output_tokens", 12);
 *   return "forty-two";
 * });
 * await ask.run();
 * assert.equal(recorder.spans[0]?.attributes["gen_ai.usage.output_tokens"], 12);
 * ```
 */
export function stateSpan(context: StateContext<unknown, unknown>): Span {
  if (!(context instanceof Context)) {
    throw new TypeError(`Cannot give the span of a state as the context must be the one that the state was given`);
  }
  const run = tracedRun(context.execution);
  return run === undefined ? trace.wrapSpanContext(INVALID_SPAN_CONTEXT) : spanOf(run, context.task).span;
}

/**
 * Gives the headers that make a request part of the trace that a state is in: `traceparent`, and `tracestate` if the
 * trace has one.
 *
 * @param context What the state was given.
 * @returns The headers; none in a run that is not traced. In a run that was not sampled they say so.
 * @throws {TypeError} If the context is not a state's.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { SpanRecorder, traceHeaders, traceRuns } from "puffinflow/observability";
 *
 * const recorder = new SpanRecorder();
 * const caller = agent("caller", { instruments: [traceRuns({ tracer: recorder })] })
 *   .state("call", (context) => new Request("http://localhost/", { headers: traceHeaders(context) }).headers);
 * const { call } = (await caller.run()).unwrap();
 * assert.equal(call.get("traceparent"), `00-${recorder.spans[0]?.traceId}-${recorder.spans[0]?.spanId}-01`);
 * ```
 */
export function traceHeaders(context: StateContext<unknown, unknown>): Record<string, string> {
  return writeTraceHeaders(stateSpan(context).spanContext());
}
