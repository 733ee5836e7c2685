/**
 * What tracing adds to a run: the same chain of synchronous states without an instrument, with one that samples
 * nothing, and with every state traced; beside the latter, what as many spans cost when a plain loop begins and ends
 * them. Each iteration is a run of a thousand states, so microseconds read as nanoseconds a state; the answer and the
 * spans are counted as a proof of the work. OpenTelemetry's SDK reads the environment, so it needs `deno bench -A`.
 * @module
 */
import { ROOT_CONTEXT, trace, type Tracer } from "@opentelemetry/api";
import { AlwaysOnSampler, BasicTracerProvider, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { agent, type BuiltAgent, type Instrument } from "puffinflow";
import { SpanRecorder, traceRuns } from "puffinflow/observability";

/** States of a run. */
const STATES = 1_000;

/** An agent built in a loop, whose state names the compiler knows as text only. */
type Looped = BuiltAgent<number, Readonly<Record<string, number>>>;

function chain(instruments: readonly Instrument[]): () => Promise<number | undefined> {
  let flow: Looped = agent("chain", { instruments }).input<number>().state("0" as string, ({ input }) => input + 1);
  for (let i = 1; i < STATES; i++) flow = flow.state(`${i}`, { after: [`${i - 1}`] }, ({ values: [x] }) => x! + 1);
  return async () => (await flow.run(0)).output(`${STATES - 1}`);
}

/** As many spans as a traced run has, with attributes like theirs and in contexts of their own. */
function spansAlone(tracer: Tracer): () => Promise<number> {
  return () => {
    const root = tracer.startSpan("agent chain", { attributes: { agent: "chain" } }, ROOT_CONTEXT);
    const inside = trace.setSpan(ROOT_CONTEXT, root);
    let count = 0;
    for (let i = 0; i < STATES; i++) {
      const span = tracer.startSpan(`state ${i}`, { attributes: { agent: "chain", state: `${i}`, visit: 1 } }, inside);
      if (trace.getSpan(trace.setSpan(inside, span)) === span) count++;
      span.setAttribute("outcome", "completed").end();
    }
    root.end();
    return Promise.resolve(count);
  };
}

/** Counts spans and exports none. */
class Counter implements SpanProcessor {
  count = 0;
  onStart(): void {}
  onEnd(): void {
    this.count++;
  }
  forceFlush(): Promise<void> {
    return Promise.resolve();
  }
  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

const counter = new Counter();
const sdk = new BasicTracerProvider({ sampler: new AlwaysOnSampler(), spanProcessors: [counter] }).getTracer("bench");
const recorder = new SpanRecorder({ maxSpans: 1 });

/** Each way to do it, and how many spans that makes. */
const ARMS: Readonly<Record<string, readonly [run: () => Promise<number | undefined>, spans: number]>> = {
  "not traced": [chain([]), 0],
  "traced, no tracer registered": [chain([traceRuns()]), 0],
  "traced, not sampled": [chain([traceRuns({ tracer: recorder, sampleRatio: 0 })]), 0],
  "spans of a SpanRecorder alone": [spansAlone(recorder), STATES + 1],
  "traced by a SpanRecorder": [chain([traceRuns({ tracer: recorder })]), STATES + 1],
  "spans of the SDK alone": [spansAlone(sdk), STATES + 1],
  "traced by the SDK": [chain([traceRuns({ tracer: sdk })]), STATES + 1],
};

const spansSoFar = () => counter.count + recorder.droppedSpans + recorder.spans.length;

for (const [name, [run, spans]] of Object.entries(ARMS)) {
  Deno.bench({
    name: `tracing: ${name}`,
    group: "tracing",
    baseline: name === "not traced",
    async fn() {
      const before = spansSoFar(), answer = await run();
      if (answer !== STATES) throw new Error(`tracing: ${name} gave ${answer} instead of ${STATES}`);
      const made = spansSoFar() - before;
      if (made !== spans) throw new Error(`tracing: ${name} made ${made} spans instead of ${spans}`);
    },
  });
}
