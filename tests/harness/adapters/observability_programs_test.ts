import assert from "node:assert/strict";
import { agent } from "puffinflow";
import {
  Alerts,
  type BoundCounter,
  type BoundGauge,
  type BoundHistogram,
  MetricsRegistry,
  SpanRecorder,
} from "puffinflow/observability";
import { observability as plain } from "../../../src/harness/adapters/control/observability.ts";
import { observability as programs } from "../../../src/harness/adapters/puffinflow/observability.ts";
import { observability as suite } from "../../../src/harness/suites/observability.ts";
import { OBSERVABILITY_RATINGS } from "../../../src/harness/suites/ratings/observability.ts";
import { type IdleCall, withIdleCall } from "./idle_call.ts";
import { judgeMicro } from "./micro_case.ts";

const SEEDS = [1, 77, 4_000_000_000];

const registry = new MetricsRegistry();
const counter: BoundCounter = registry.counter("any_counter", { help: "Any." }).labels();
const gauge: BoundGauge = registry.gauge("any_gauge", { help: "Any." }).labels();
const histogram: BoundHistogram = registry.histogram("any_histogram", { help: "Any." }).labels();
const span = new SpanRecorder().startSpan("any");

function of(sample: object, method: string, at = 60): IdleCall {
  return { on: Object.getPrototypeOf(sample), method, at };
}

const INC = of(counter, "inc"), START_SPAN = of(new SpanRecorder(), "startSpan"), RUN = of(agent("any"), "run");

/** An operation of each program that does nothing. */
const IDLE_CALLS: Readonly<Record<string, IdleCall>> = {
  "counter": INC,
  "gauge": of(gauge, "set"),
  "histogram": of(histogram, "observe"),
  "labels-lookup": INC,
  "labels-bound": INC,
  "concurrent-recording": INC,
  "cardinality": INC,
  "series": INC,
  "high-frequency": of(histogram, "observe"),
  "span": of(span, "end"),
  "span-attributes": of(span, "setAttributes"),
  "span-nested": START_SPAN,
  "span-event": of(span, "addEvent"),
  "propagation": START_SPAN,
  "sampling-0": RUN,
  "sampling-10": START_SPAN,
  "sampling-100": START_SPAN,
  "events-0": { ...RUN, at: 5 },
  "events-1": { ...RUN, at: 5 },
  "events-10": { ...RUN, at: 5 },
  "alerts-1": { on: Alerts.prototype, method: "evaluate", at: 60 },
  "alerts-100": { on: Alerts.prototype, method: "evaluate", at: 5 },
  "alert-dedupe": { on: Alerts.prototype, method: "evaluate", at: 60 },
  "integration-none": RUN,
  "integration-metrics": INC,
  "integration-tracing": START_SPAN,
  "integration-all": START_SPAN,
  // The second export answers what the first one did.
  "export-1k": { on: MetricsRegistry.prototype, method: "collect", at: 2 },
  "export-10k": { on: MetricsRegistry.prototype, method: "collect", at: 2 },
};

for (const { scenario } of suite.benchmarks) {
  Deno.test(`observability: PuffinFlow's "${scenario}" answers what plain reasoning says, for every seed`, async () => {
    assert.equal(await judgeMicro({ suite, programs }, { scenario, seeds: SEEDS }), "proved");
  });

  Deno.test(`observability: the proof of "${scenario}" fails if one operation does nothing`, async () => {
    const idle = IDLE_CALLS[scenario]!;
    const { result, calls } = await withIdleCall(
      idle,
      () => judgeMicro({ suite, programs }, { scenario, seeds: SEEDS }),
    );
    assert.ok(calls >= idle.at, `called ${calls} times only`);
    assert.notEqual(result, "proved");
  });
}

for (const scenario of Object.keys(plain)) {
  Deno.test(`observability: plain code for "${scenario}" answers the same`, async () => {
    assert.equal(await judgeMicro({ suite, programs: plain }, { scenario, seeds: SEEDS }), "proved");
  });
}

Deno.test("observability: an export tells how many bytes it has", async () => {
  const prepared = await programs["export-1k"]!({ operations: 100, did: () => {} });
  const { prometheusBytes, openMetricsBytes, exportMs } = await prepared.figures!();
  // Two lines ahead, then a hundred series of which ten have one digit, twice.
  assert.equal(prometheusBytes, 40 + 100 * 'level{series="10"} 10\n'.length - 2 * 10);
  assert.ok(openMetricsBytes! > prometheusBytes!);
  assert.ok(exportMs! > 0);
});

Deno.test("observability: every benchmark has limits, each word's stricter than the next one's", () => {
  assert.deepEqual(Object.keys(OBSERVABILITY_RATINGS).sort(), suite.benchmarks.map(({ id }) => id).sort());
  for (const { limits: { outstanding, excellent, good, acceptable } } of Object.values(OBSERVABILITY_RATINGS)) {
    assert.deepEqual([outstanding, excellent, good, acceptable].toSorted((a, b) => a - b), [
      outstanding,
      excellent,
      good,
      acceptable,
    ]);
  }
});
