/**
 * What public signatures mention of `@opentelemetry/api`. The types are that package's own, so that whatever it or an
 * SDK gives fits; what they consist of is documented there, and `@ignore` keeps the check of documentation out of it.
 * @module
 */

/**
 * Makes spans: `Tracer` of `@opentelemetry/api`.
 * @ignore
 */
export type Tracer = import("@opentelemetry/api").Tracer;

/**
 * Carries the span that is active, and more: `Context` of `@opentelemetry/api`.
 * @ignore
 */
export type TraceContext = import("@opentelemetry/api").Context;

/**
 * A timed interval that has not ended: `Span` of `@opentelemetry/api`.
 * @ignore
 */
export type Span = import("@opentelemetry/api").Span;

/**
 * What a span begins with: `SpanOptions` of `@opentelemetry/api`.
 * @ignore
 */
export type SpanOptions = import("@opentelemetry/api").SpanOptions;

/**
 * Texts, numbers, booleans or lists of them by name: `Attributes` of `@opentelemetry/api`.
 * @ignore
 */
export type SpanAttributes = import("@opentelemetry/api").Attributes;

/**
 * Another span that a span has to do with: `Link` of `@opentelemetry/api`.
 * @ignore
 */
export type SpanLink = import("@opentelemetry/api").Link;

/**
 * Which side of a call a span is: `SpanKind` of `@opentelemetry/api`.
 * @ignore
 */
export type SpanKind = import("@opentelemetry/api").SpanKind;

/**
 * Whether what a span is of went well: `SpanStatus` of `@opentelemetry/api`.
 * @ignore
 */
export type SpanStatus = import("@opentelemetry/api").SpanStatus;
