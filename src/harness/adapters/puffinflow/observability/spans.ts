/**
 * Programs that begin and end spans. Each run reads all that were kept: names, parents, attributes, events.
 * @module
 */
import { ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { type RecordedSpan, type Span, SpanRecorder, type TraceContext } from "puffinflow/observability";
import { CHILDREN, SPAN_NAMES, spanName } from "../../../workload/micro/observability.ts";
import { foldCounts } from "../../../workload/micro/recordings.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroPrograms, MicroTask } from "../../micro_program.ts";
import { bytesEach } from "./bytes_each.ts";

/** Marks a span that is not what it must be. */
const FAULT = 0xffff_ffff;

/** Begins and ends the spans of one operation. */
type Trace = (recorder: SpanRecorder, name: string, operation: number) => void | Promise<void>;

/** Says what the kept spans of one operation are. */
type Reading = (spans: readonly RecordedSpan[]) => readonly number[];

/** Programs by scenario. */
export const spans: MicroPrograms = {
  span: (task) => ({
    ...traced(1, { trace: (recorder, name) => recorder.startSpan(name).end(), read: ([span]) => [nameOf(span!)] })(
      task,
    ),
    async figures() {
      const recorder = new SpanRecorder({ maxSpans: 100_000 });
      return { bytesPerSpan: await bytesEach((index) => recorder.startSpan(SPAN_NAMES[index % 16]!).end()) };
    },
  }),

  "span-attributes": traced(1, {
    trace(recorder, name, operation) {
      const attributes = { index: operation, isOdd: operation % 2 === 1, step: "a" };
      recorder.startSpan(name).setAttributes(attributes).end();
    },
    read([span]) {
      const { index, isOdd, step } = span!.attributes;
      return [nameOf(span!), Number(index), Number(isOdd), String(step).length];
    },
  }),

  "span-nested": traced(2, {
    trace(recorder, name) {
      const parent = recorder.startSpan(name), child = recorder.startSpan(name, {}, inside(parent));
      child.end();
      parent.end();
    },
    read: ([child, parent]) => [nameOf(parent!), Number(isPart(child!, parent!))],
  }),

  "span-event": traced(1, {
    trace: (recorder, name, operation) => recorder.startSpan(name).addEvent("step", { index: operation }).end(),
    read([span]) {
      const [event, ...others] = span!.events;
      return [nameOf(span!), event?.name === "step" && others.length === 0 ? Number(event.attributes["index"]) : FAULT];
    },
  }),

  propagation: traced(CHILDREN + 1, {
    async trace(recorder, name) {
      const parent = recorder.startSpan(name), context = inside(parent);
      await Promise.all(Array.from({ length: CHILDREN }, () => hop(recorder, name, context)));
      parent.end();
    },
    read(tree) {
      const parent = tree.at(-1)!;
      return [nameOf(parent), tree.filter((span) => isPart(span, parent)).length];
    },
  }),
};

/** Makes a program that traces operation by operation, and then reads what was kept. */
function traced(spansEach: number, { trace, read }: { readonly trace: Trace; readonly read: Reading }) {
  return ({ operations, did }: MicroTask): Prepared => {
    const recorder = new SpanRecorder({ maxSpans: operations * spansEach });
    return {
      async run(seed) {
        recorder.clear();
        for (let operation = 0; operation < operations; operation++) {
          const tracing = trace(recorder, SPAN_NAMES[spanName(seed, operation)]!, operation);
          if (tracing !== undefined) await tracing;
        }
        const kept = recorder.spans;
        let value = seed;
        for (let first = 0; first < kept.length; first += spansEach) {
          value = foldCounts(value, read(kept.slice(first, first + spansEach)));
        }
        did(kept.length / spansEach);
        return recorder.droppedSpans === 0 ? value : FAULT;
      },
    };
  };
}

/** A child that begins and ends in other turns than its parent. */
async function hop(recorder: SpanRecorder, name: string, context: TraceContext): Promise<void> {
  await undefined;
  const span = recorder.startSpan(name, {}, context);
  await undefined;
  span.end();
}

function inside(parent: Span): TraceContext {
  return trace.setSpan(ROOT_CONTEXT, parent);
}

function nameOf({ name, startMs, endMs, parentSpanId }: RecordedSpan): number {
  return parentSpanId === undefined && endMs >= startMs ? SPAN_NAMES.indexOf(name) : FAULT;
}

function isPart({ traceId, parentSpanId, name }: RecordedSpan, parent: RecordedSpan): boolean {
  return traceId === parent.traceId && parentSpanId === parent.spanId && name === parent.name;
}
