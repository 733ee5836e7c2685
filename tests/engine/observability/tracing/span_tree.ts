/**
 * Spans as a reader sees them: each with its name and what is inside it. Where they are in another order than in time,
 * that is the order of the recording.
 */
import type { RecordedSpan } from "../../../../src/engine/observability/tracing/mod.ts";

/** A span and the spans in it. */
export type SpanTree = readonly [name: string, ...inside: SpanTree[]];

/** What a tree needs to know of a span. */
export type SpanFacts = Pick<RecordedSpan, "name" | "spanId" | "parentSpanId">;

/** Lays out spans as trees; the roots are those whose parent is not among them. */
export function treesOf(spans: readonly SpanFacts[]): SpanTree[] {
  const known = new Set(spans.map((span) => span.spanId));
  const inside = (id: string | undefined): SpanTree[] =>
    spans.filter(({ parentSpanId }) =>
      id === undefined ? parentSpanId === undefined || !known.has(parentSpanId) : parentSpanId === id
    ).map(({ name, spanId }) => [name, ...inside(spanId)]);
  return inside(undefined);
}
