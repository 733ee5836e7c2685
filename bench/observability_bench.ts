/**
 * What it costs to be seen: an agent without instruments beside the same one with metrics, with metrics and traces,
 * and with an event log; and the recording and writing of metrics by themselves. A chain has a hundred synchronous
 * states: what an instrument adds to it, divided by a hundred, is what it adds to a state. Every iteration proves its
 * work.
 * @module
 */
import { type Agent, agent, type Instrument } from "puffinflow";
import {
  logEvents,
  MetricsRegistry,
  observeMetrics,
  openMetricsText,
  prometheusText,
  SpanRecorder,
  traceRuns,
} from "puffinflow/observability";

/** States of the chain, and recordings of an iteration: microseconds read as 10 ns each. */
const LENGTH = 100;

/** An agent built in a loop, whose state names the compiler knows as text only. */
type Looped = Agent<number, Readonly<Record<string, number>>>;

function chain(instruments: readonly Instrument[]): Looped {
  let flow: Looped = agent("chain", { instruments }).input<number>().state("0" as string, ({ input }) => input + 1);
  for (let i = 1; i < LENGTH; i++) flow = flow.state(`${i}`, { after: [`${i - 1}`] }, ({ values: [x] }) => x! + 1);
  return flow;
}

function expect(found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`It came to ${found} instead of ${expected}`);
}

const log = logEvents({ sinks: [{ name: "nowhere", write: () => {} }], maxBatch: 1_000 });
const SEEN: Readonly<Record<string, readonly Instrument[]>> = {
  "no instruments": [],
  "metrics": [observeMetrics(new MetricsRegistry())],
  "metrics and traces": [observeMetrics(new MetricsRegistry()), traceRuns({ tracer: new SpanRecorder() })],
  "event log": [log],
};

for (const [name, instruments] of Object.entries(SEEN)) {
  const flow = chain(instruments);
  Deno.bench({
    name: `chain of ${LENGTH}: ${name}`,
    group: "chain",
    baseline: name === "no instruments",
    async fn() {
      expect((await flow.run(0)).output(`${LENGTH - 1}`), LENGTH);
      // What was told is taken too; does nothing for the others.
      await log.flush();
    },
  });
}

const registry = new MetricsRegistry();
const counter = registry.counter("calls", { help: "Calls.", labelNames: ["method", "status"] });
const bound = counter.labels({ method: "GET", status: 200 });
const histogram = registry.histogram("call_duration_seconds", { help: "Calls.", unit: "seconds" }).labels();
const field = { value: 0 };

const RECORDINGS: Readonly<Record<string, () => void>> = {
  "a field": () => field.value++,
  "a bound counter": () => bound.inc(),
  "a counter found by its labels": () => counter.labels({ method: "GET", status: 200 }).inc(),
  "a bound histogram": () => histogram.observe(0.3),
};

for (const [name, record] of Object.entries(RECORDINGS)) {
  Deno.bench({
    name: `${LENGTH} recordings: ${name}`,
    group: "recording",
    baseline: name === "a field",
    fn() {
      const before = field.value + bound.value + histogram.sum / 0.3;
      for (let i = 0; i < LENGTH; i++) record();
      expect(Math.round(field.value + bound.value + histogram.sum / 0.3 - before), LENGTH);
    },
  });
}

const full = new MetricsRegistry(), series = full.counter("hits", { help: "Hits.", labelNames: ["page"] });
for (let page = 0; page < 1_000; page++) series.labels({ page }).inc(page);

for (const [name, write] of Object.entries({ prometheusText, openMetricsText })) {
  Deno.bench({
    name: `1,000 series: ${name}()`,
    group: "exposition",
    fn() {
      expect(/page="999"\} (\d+)/.exec(write(full.collect()))?.[1], "999");
    },
  });
}
