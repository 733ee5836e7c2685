/**
 * A tracer that keeps spans in memory, as plain data: for tests, and for the picture of a run that `trace_events.ts`
 * makes. It needs no SDK. It exports nothing: that is the SDKs' and Deno's business.
 * @module
 */
import { context as contexts, type SpanContext, SpanKind, trace, TraceFlags } from "@opentelemetry/api";
import type { Random } from "../../../random/random.ts";
import { systemRandom } from "../../../random/system_random.ts";
import type { Clock } from "../../../time/clock.ts";
import { systemClock } from "../../../time/system_clock.ts";
import type { Span, SpanOptions, TraceContext, Tracer } from "./open_telemetry.ts";
import { OpenSpan, readTime, type RecordedSpan, type SpanKeeper } from "./recorded_span.ts";
import { validSpanContext } from "./trace_headers.ts";
import { drawSpanId, drawTraceId } from "./trace_id.ts";

/** Options of a {@linkcode SpanRecorder}. */
export interface SpanRecorderOptions {
  /**
   * Most spans that are kept, a whole number of 1 or more: another one takes the place of the one that ended first.
   * @default {10_000}
   */
  readonly maxSpans?: number;
  /** Most attributes, events and links of one span, each; a whole number of 1 or more. @default {128} */
  readonly maxDetails?: number;
  /** Where the times of spans come from. @default {systemClock} */
  readonly clock?: Pick<Clock, "now">;
  /** Where the numbers of traces and spans come from; seed it to have the same ones again. @default {systemRandom} */
  readonly random?: Random;
}

/** What is done in a span: the last argument of `startActiveSpan`. */
export type InSpan = (span: Span) => unknown;

/**
 * Keeps the last spans that ended. It records where a trace begins, and inside a trace whenever the parent is sampled.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { SpanRecorder } from "puffinflow/observability";
 *
 * const recorder = new SpanRecorder({ maxSpans: 2 });
 * for (const name of ["a", "b", "c"]) recorder.startSpan(name).end();
 * assert.deepEqual(recorder.spans.map((span) => span.name), ["b", "c"]);
 * assert.equal(recorder.droppedSpans, 1);
 * ```
 */
export class SpanRecorder implements Tracer {
  readonly #maxSpans: number;
  readonly #random: Random;
  readonly #keeper: SpanKeeper;
  /** A ring, once it is full: the oldest span is at `#oldest`. */
  #ring: OpenSpan[] = [];
  #oldest = 0;
  #droppedSpans = 0;

  /**
   * Makes one that has recorded nothing.
   *
   * @param options How much it keeps, and where time and chance come from.
   * @throws {RangeError} If a limit is out of its bounds.
   */
  constructor(options: SpanRecorderOptions = {}) {
    const { maxSpans = 10_000, maxDetails = 128, clock = systemClock, random = systemRandom } = options;
    checkLimit("maxSpans", maxSpans);
    checkLimit("maxDetails", maxDetails);
    this.#maxSpans = maxSpans;
    this.#random = random;
    this.#keeper = { maxDetails, now: () => clock.now(), keep: (span) => this.#keep(span) };
  }

  /** Spans that have ended, in the order of their ends. */
  get spans(): readonly RecordedSpan[] {
    const inOrder = [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)];
    return inOrder.map((span) => span.recorded);
  }

  /** How many spans had to make room for others. */
  get droppedSpans(): number {
    return this.#droppedSpans;
  }

  /** Forgets all spans that have ended. */
  clear(): void {
    this.#ring = [];
    this.#oldest = 0;
    this.#droppedSpans = 0;
  }

  /**
   * Begins a span.
   *
   * @param name What it is of.
   * @param options Its attributes, links, kind and start; times are milliseconds of the recorder's clock.
   * @param parent What it is part of. @default {context.active()}
   * @returns The span: it is kept once it ends.
   */
  startSpan(name: string, options: SpanOptions = {}, parent: TraceContext = contexts.active()): Span {
    const { kind = SpanKind.INTERNAL, attributes, links, startTime, root } = options;
    const around = root === true ? undefined : validSpanContext(parent);
    if (around !== undefined && (around.traceFlags & TraceFlags.SAMPLED) === 0) return trace.wrapSpanContext(around);
    const spanContext = this.#newSpanContext(around), startMs = readTime(startTime, this.#keeper);
    const span = new OpenSpan({ name, spanContext, parentSpanId: around?.spanId, kind, startMs }, this.#keeper);
    if (attributes !== undefined) span.setAttributes(attributes);
    if (links !== undefined) span.addLinks(links);
    return span;
  }

  /**
   * Begins a span and calls a function with it, in which it is active. Whoever begins it ends it.
   *
   * @param name What it is of.
   * @param rest As for `startSpan`, then the function.
   * @returns What the function returns.
   */
  startActiveSpan<F extends InSpan>(
    name: string,
    ...rest: [F] | [SpanOptions, F] | [SpanOptions, TraceContext, F]
  ): ReturnType<F> {
    const inSpan = rest.at(-1) as F,
      [options, parent = contexts.active()] = rest.slice(0, -1) as [
        SpanOptions?,
        TraceContext?,
      ];
    const span = this.startSpan(name, options, parent);
    return contexts.with(trace.setSpan(parent, span), () => inSpan(span)) as ReturnType<F>;
  }

  #newSpanContext(around: SpanContext | undefined): SpanContext {
    const traceId = around?.traceId ?? drawTraceId(this.#random), spanId = drawSpanId(this.#random);
    const spanContext: SpanContext = { traceId, spanId, traceFlags: TraceFlags.SAMPLED };
    if (around?.traceState !== undefined) spanContext.traceState = around.traceState;
    return spanContext;
  }

  #keep(span: OpenSpan): void {
    if (this.#ring.length < this.#maxSpans) {
      this.#ring.push(span);
      return;
    }
    this.#ring[this.#oldest] = span;
    this.#oldest = (this.#oldest + 1) % this.#maxSpans;
    this.#droppedSpans++;
  }
}

function checkLimit(option: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new RangeError(
      `Cannot record spans as '${option}' must be a whole number of 1 or more: current value is ${value}`,
    );
  }
}
