/**
 * Makes a file of spans that the trace viewers of browsers open: Perfetto (ui.perfetto.dev) and chrome://tracing.
 * Each trace is a process there, with as many lanes as things went on at once; spans are drawn inside the spans around
 * them. Written after the description of the Trace Event Format, JSON object form.
 * @module
 */
import { type Attributes, SpanStatusCode } from "@opentelemetry/api";
import { lanesOf, type Stretch } from "./lanes.ts";
import type { RecordedSpan } from "./recorded_span.ts";

/** Where an event is drawn. */
export interface TraceEventPlace {
  /** Number of the trace, from 1. */
  readonly pid: number;
  /** Number of the lane within the trace, from 1. */
  readonly tid: number;
}

/** One event of a trace file. */
export type TraceEvent =
  /** A span. */
  | TraceEventPlace & {
    readonly ph: "X";
    readonly name: string;
    readonly cat: string;
    /** When it began, in microseconds. */
    readonly ts: number;
    /** How long it took, in microseconds. */
    readonly dur: number;
    readonly args: Readonly<Record<string, unknown>>;
  }
  /** Something that happened during a span. */
  | TraceEventPlace & {
    readonly ph: "i";
    readonly name: string;
    readonly cat: string;
    /** When it happened, in microseconds. */
    readonly ts: number;
    /** It belongs to its lane. */
    readonly s: "t";
    readonly args: Readonly<Record<string, unknown>>;
  }
  /** What a trace or a lane is called. */
  | TraceEventPlace & {
    readonly ph: "M";
    readonly name: "process_name" | "thread_name";
    readonly args: { readonly name: string };
  };

/** A trace file: write it as JSON. */
export interface TraceEventFile {
  /** Names first, then events in the order of their times. */
  readonly traceEvents: readonly TraceEvent[];
  /** Unit in which viewers show times. */
  readonly displayTimeUnit: "ms";
}

type NameEvent = TraceEvent & { readonly ph: "M" };
type TimedEvent = Exclude<TraceEvent, NameEvent>;

/** A span, with its times in whole nanoseconds. */
interface SpanStretch extends Stretch {
  readonly span: RecordedSpan;
}

/**
 * Makes a trace file of spans.
 *
 * @param spans Spans that have ended, in any order; of one trace or several, and whole or in part.
 * @returns The file's content: times count from the first start, in microseconds with nanoseconds as fractions.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { SpanRecorder, toTraceEvents, traceRuns } from "puffinflow/observability";
 *
 * const recorder = new SpanRecorder();
 * await agent("pair").state("a", () => 1).state("b", { after: ["a"] }, () => 2)
 *   .run(undefined, { instruments: [traceRuns({ tracer: recorder })] });
 *
 * const file = toTraceEvents(recorder.spans); // JSON.stringify(file) is what ui.perfetto.dev opens.
 * const drawn = file.traceEvents.filter((event) => event.ph === "X").map((event) => event.name);
 * assert.deepEqual(drawn, ["agent pair", "state a", "state b"]);
 * ```
 */
export function toTraceEvents(spans: readonly RecordedSpan[]): TraceEventFile {
  const originMs = spans.reduce((least, { startMs }) => Math.min(least, startMs), Infinity);
  const nsOf = (ms: number) => Math.round((ms - originMs) * 1e6);
  const names: NameEvent[] = [], events: TimedEvent[] = [];
  let pid = 0;
  for (const trace of Map.groupBy(spans, (span) => span.traceId).values()) {
    pid++;
    const lanes = lanesOf(trace.map((span): SpanStretch => {
      const { spanId, parentSpanId, startMs, endMs } = span;
      return { span, spanId, parentSpanId, start: nsOf(startMs), end: nsOf(endMs) };
    }));
    for (const name of namesOf(pid, lanes)) names.push(name);
    for (const [stretch, lane] of lanes) {
      const place = { pid, tid: lane + 1 };
      events.push({ ...place, ...drawingOf(stretch) });
      for (const { name, atMs, attributes } of stretch.span.events) {
        events.push({ ...place, ph: "i", name, cat: "event", ts: nsOf(atMs) / 1e3, s: "t", args: attributes });
      }
    }
  }
  return { traceEvents: [...names, ...events.toSorted((a, b) => a.ts - b.ts)], displayTimeUnit: "ms" };
}

/** A trace is named after what it began with; its lanes are numbered, as a lane is nobody's own. */
function namesOf(pid: number, lanes: ReadonlyMap<SpanStretch, number>): NameEvent[] {
  const names: NameEvent[] = [];
  for (const [{ span }, lane] of lanes) {
    const tid = lane + 1, nameOfLane = `lane ${tid}`;
    if (names.length === 0) names.push({ pid, tid, ph: "M", name: "process_name", args: { name: span.name } });
    // A new lane is numbered one above all before it.
    if (tid === names.length) names.push({ pid, tid, ph: "M", name: "thread_name", args: { name: nameOfLane } });
  }
  return names;
}

function drawingOf({ span, start, end }: SpanStretch) {
  const { name, attributes, status, spanId, parentSpanId } = span;
  const failure: Attributes = status.code === SpanStatusCode.ERROR ? { error: status.message ?? "failed" } : {};
  const args = { ...attributes, ...failure, spanId, ...(parentSpanId !== undefined && { parentSpanId }) };
  return { ph: "X", name, cat: categoryOf(name), ts: start / 1e3, dur: (end - start) / 1e3, args } as const;
}

/** Viewers filter by category: the first word tells agents, states and attempts apart. */
function categoryOf(name: string): string {
  return name.split(" ", 1)[0]!;
}
