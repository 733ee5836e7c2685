/**
 * A trace's way from one program to another: the headers `traceparent` and `tracestate` of W3C Trace Context, read
 * and written without a propagator, which only an SDK would register.
 * @module
 */
import {
  context as contexts,
  createTraceState,
  isSpanContextValid,
  type SpanContext,
  trace,
  TraceFlags,
} from "@opentelemetry/api";
import type { TraceContext } from "./open_telemetry.ts";

/** Headers of a request: those of `fetch`, or those of `node:http`. */
export type IncomingHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** What runs can be part of. */
export type TraceParent = TraceContext | IncomingHeaders;

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Finds the context that something is part of.
 *
 * @param parent A context; or headers, which count when they name a trace as the standard wants it.
 * @returns The context; the active one where nothing else was named.
 */
export function contextUnder(parent: TraceParent | undefined): TraceContext {
  if (parent === undefined) return contexts.active();
  if (isContext(parent)) return parent;
  const remote = readTraceHeaders(parent);
  return remote === undefined ? contexts.active() : trace.setSpanContext(contexts.active(), remote);
}

/**
 * Finds the span that a context is in.
 *
 * @param context The context.
 * @returns What names the span; `undefined` when there is none, or none with a valid name.
 */
export function validSpanContext(context: TraceContext): SpanContext | undefined {
  const spanContext = trace.getSpanContext(context);
  return spanContext !== undefined && isSpanContextValid(spanContext) ? spanContext : undefined;
}

/**
 * Reads what a request says of the trace that it belongs to.
 *
 * @param headers The request's headers.
 * @returns The caller's span; `undefined` without a valid `traceparent`.
 */
export function readTraceHeaders(headers: IncomingHeaders): SpanContext | undefined {
  const match = TRACEPARENT.exec(valueOf(headers, "traceparent")?.trim() ?? "");
  if (match === null) return undefined;
  const [, version, traceId, spanId, flags, more] = match;
  // Later versions may append to what this one knows; 255 is forbidden for ever.
  if (version === "ff" || (version === "00" && more !== undefined)) return undefined;
  const state = valueOf(headers, "tracestate");
  const spanContext: SpanContext = {
    traceId: traceId!,
    spanId: spanId!,
    traceFlags: parseInt(flags!, 16) & TraceFlags.SAMPLED,
    isRemote: true,
    ...(state !== undefined && { traceState: createTraceState(state) }),
  };
  return isSpanContextValid(spanContext) ? spanContext : undefined;
}

/**
 * Says to another program which trace a request belongs to.
 *
 * @param spanContext The span that makes the request.
 * @returns The headers; none when there is no valid span.
 */
export function writeTraceHeaders(spanContext: SpanContext): Record<string, string> {
  if (!isSpanContextValid(spanContext)) return {};
  const { traceId, spanId, traceFlags, traceState } = spanContext;
  const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
  const headers: Record<string, string> = { traceparent: `00-${traceId}-${spanId}-${isSampled ? "01" : "00"}` };
  const state = traceState?.serialize() ?? "";
  if (state !== "") headers["tracestate"] = state;
  return headers;
}

function isContext(parent: TraceParent): parent is TraceContext {
  return "getValue" in parent && typeof parent.getValue === "function";
}

/** Names of headers are alike whatever their case; values of a header that came twice are one list. */
function valueOf(headers: IncomingHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "object" ? found.join(",") : found;
}
