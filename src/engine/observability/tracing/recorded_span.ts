/**
 * A span as plain data, and the span that becomes one. `span_recorder.ts` begins them and keeps them.
 * @module
 */
import {
  type AttributeValue,
  type Exception,
  type SpanContext,
  SpanStatusCode,
  type TimeInput,
} from "@opentelemetry/api";
import type { Span, SpanAttributes, SpanKind, SpanLink, SpanStatus } from "./open_telemetry.ts";

/** Something that happened during a span. */
export interface RecordedEvent {
  /** What happened. */
  readonly name: string;
  /** When, in milliseconds of the recorder's clock. */
  readonly atMs: number;
  /** What else is known of it. */
  readonly attributes: Readonly<SpanAttributes>;
}

/** A span that has ended. */
export interface RecordedSpan {
  /** What the span is of. */
  readonly name: string;
  /** Number of the trace: 32 hexadecimal digits. */
  readonly traceId: string;
  /** Number of the span: 16 hexadecimal digits. */
  readonly spanId: string;
  /** Number of the span around it; `undefined` where the trace begins. */
  readonly parentSpanId: string | undefined;
  /** Which side of a call it is, as OpenTelemetry numbers them. */
  readonly kind: SpanKind;
  /** When it began, in milliseconds of the recorder's clock. */
  readonly startMs: number;
  /** When it ended, in milliseconds of the recorder's clock. */
  readonly endMs: number;
  /** What is known of it. */
  readonly attributes: Readonly<SpanAttributes>;
  /** What happened during it, in order. */
  readonly events: readonly RecordedEvent[];
  /** Spans that it has to do with beside the one around it. */
  readonly links: readonly SpanLink[];
  /** Whether it failed. */
  readonly status: Readonly<SpanStatus>;
  /** SpanAttributes, events and links beyond `maxDetails`: they were not kept. */
  readonly droppedDetails: number;
}

/** What a span begins with. */
export interface SpanBeginning {
  readonly name: string;
  readonly spanContext: SpanContext;
  readonly parentSpanId: string | undefined;
  readonly kind: SpanKind;
  readonly startMs: number;
}

/** Who is told of a span's end. */
export interface SpanKeeper {
  /** Most attributes, events and links of a span, each. */
  readonly maxDetails: number;
  /** Reads the time, in milliseconds. */
  now(): number;
  /** Keeps a span that has ended. */
  keep(span: OpenSpan): void;
}

/**
 * Reads a time as `@opentelemetry/api` writes it.
 *
 * @param time Milliseconds, seconds and nanoseconds, or a date; `undefined` for now.
 * @param keeper Whose clock it is.
 * @returns Milliseconds.
 */
export function readTime(time: TimeInput | undefined, keeper: SpanKeeper): number {
  if (time === undefined) return keeper.now();
  if (typeof time === "number") return time;
  return time instanceof Date ? time.getTime() : time[0] * 1e3 + time[1] / 1e6;
}

const UNSET: SpanStatus = { code: SpanStatusCode.UNSET };
const NONE: readonly never[] = [];

/** A span that is being recorded. What is said after its end is not heard. */
export class OpenSpan implements Span {
  readonly #beginning: SpanBeginning;
  readonly #keeper: SpanKeeper;
  readonly #attributes: SpanAttributes = {};
  #attributeCount = 0;
  // Most spans have neither.
  #events: RecordedEvent[] | null = null;
  #links: SpanLink[] | null = null;
  #name: string;
  #status = UNSET;
  #droppedDetails = 0;
  #endMs: number | null = null;

  /**
   * Begins a span.
   *
   * @param beginning What it begins with.
   * @param keeper Who is told of its end.
   */
  constructor(beginning: SpanBeginning, keeper: SpanKeeper) {
    this.#beginning = beginning;
    this.#keeper = keeper;
    this.#name = beginning.name;
  }

  /** The span as data; only once it has ended. */
  get recorded(): RecordedSpan {
    const { spanContext: { traceId, spanId }, parentSpanId, kind, startMs } = this.#beginning;
    return {
      name: this.#name,
      traceId,
      spanId,
      parentSpanId,
      kind,
      startMs,
      endMs: this.#endMs!,
      attributes: { ...this.#attributes },
      events: [...this.#events ?? NONE],
      links: [...this.#links ?? NONE],
      status: this.#status,
      droppedDetails: this.#droppedDetails,
    };
  }

  spanContext(): SpanContext {
    return this.#beginning.spanContext;
  }

  isRecording(): boolean {
    return this.#endMs === null;
  }

  setAttribute(key: string, value: AttributeValue): this {
    if (this.#endMs !== null) return this;
    if (!Object.hasOwn(this.#attributes, key)) {
      if (!this.#hasRoom(this.#attributeCount)) return this;
      this.#attributeCount++;
    }
    this.#attributes[key] = value;
    return this;
  }

  setAttributes(attributes: SpanAttributes): this {
    for (const key of Object.keys(attributes)) {
      const value = attributes[key];
      if (value !== undefined) this.setAttribute(key, value);
    }
    return this;
  }

  addEvent(name: string, attributesOrTime?: SpanAttributes | TimeInput, time?: TimeInput): this {
    const events = this.#events ??= [];
    if (this.#endMs !== null || !this.#hasRoom(events.length)) return this;
    const [attributes, at] = isTime(attributesOrTime) ? [{}, attributesOrTime] : [attributesOrTime ?? {}, time];
    events.push({ name, atMs: readTime(at, this.#keeper), attributes: { ...attributes } });
    return this;
  }

  addLink(link: SpanLink): this {
    const links = this.#links ??= [];
    if (this.#endMs === null && this.#hasRoom(links.length)) links.push(link);
    return this;
  }

  addLinks(links: readonly SpanLink[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  setStatus(status: SpanStatus): this {
    if (this.#endMs === null) this.#status = { ...status };
    return this;
  }

  updateName(name: string): this {
    if (this.#endMs === null) this.#name = name;
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const thrown = typeof exception === "string" ? { message: exception } : exception;
    const { message, stack } = thrown, type = "name" in thrown ? thrown.name : undefined;
    const attributes: SpanAttributes = {
      ...(type !== undefined && { "exception.type": type }),
      ...(message !== undefined && { "exception.message": message }),
      ...(stack !== undefined && { "exception.stacktrace": stack }),
    };
    this.addEvent("exception", attributes, time);
  }

  end(time?: TimeInput): void {
    if (this.#endMs !== null) return;
    this.#endMs = Math.max(this.#beginning.startMs, readTime(time, this.#keeper));
    this.#keeper.keep(this);
  }

  #hasRoom(taken: number): boolean {
    if (taken < this.#keeper.maxDetails) return true;
    this.#droppedDetails++;
    return false;
  }
}

function isTime(value: SpanAttributes | TimeInput | undefined): value is TimeInput {
  return typeof value === "number" || value instanceof Date || Array.isArray(value);
}
