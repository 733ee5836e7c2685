import assert from "node:assert/strict";
import {
  metricsJson,
  MetricsRegistry,
  otlpMetrics,
  SimulatedClock,
  SimulatedWallClock,
} from "../../../../src/engine/observability/mod.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c", SPAN = "b7ad6b7169203331";

function threeMetrics(): MetricsRegistry {
  const registry = new MetricsRegistry({ wallClock: new SimulatedWallClock(new SimulatedClock(), new Date(1_500)) });
  const jobs = registry.counter("jobs", { help: "Jobs.", labelNames: ["queue"] });
  jobs.labels({ queue: "a" }).inc(3, { trace_id: TRACE, span_id: SPAN, user: "ada" });
  jobs.labels({ queue: "b" }).inc(1, { trace_id: "not one", span_id: SPAN });
  registry.gauge("free_bytes", { help: "Room.", unit: "bytes" }).labels().set(-2.5);
  registry.gauge("length_meters", { help: "Length.", unit: "meters" }).labels().set(1);
  const seconds = registry.histogram("wait_seconds", { help: "Waits.", unit: "seconds", buckets: [1, 2] }).labels();
  seconds.observe(2, { trace_id: TRACE });
  seconds.observe(3);
  return registry;
}

Deno.test("metricsJson() gives plain data with names for labels", () => {
  const json = metricsJson(threeMetrics().collect());
  assert.deepEqual(JSON.parse(JSON.stringify(json)), [
    {
      name: "jobs",
      help: "Jobs.",
      kind: "counter",
      series: [
        {
          labels: { queue: "a" },
          value: 3,
          exemplars: [{ labels: { trace_id: TRACE, span_id: SPAN, user: "ada" }, value: 3, atMs: 1_500 }],
        },
        {
          labels: { queue: "b" },
          value: 1,
          exemplars: [{ labels: { trace_id: "not one", span_id: SPAN }, value: 1, atMs: 1_500 }],
        },
      ],
    },
    { name: "free_bytes", help: "Room.", unit: "bytes", kind: "gauge", series: [{ labels: {}, value: -2.5 }] },
    { name: "length_meters", help: "Length.", unit: "meters", kind: "gauge", series: [{ labels: {}, value: 1 }] },
    {
      name: "wait_seconds",
      help: "Waits.",
      unit: "seconds",
      kind: "histogram",
      series: [{
        labels: {},
        count: 2,
        sum: 5,
        buckets: [{ le: 1, count: 0 }, { le: 2, count: 1 }, { le: null, count: 1 }],
        exemplars: [{ labels: { trace_id: TRACE }, value: 2, atMs: 1_500 }],
      }],
    },
  ]);
});

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const times = { startTimeUnixNano: "1500000000", timeUnixNano: "2000000000" };

/** What `otlpMetrics()` sends of one metric. */
function sent(name: string): unknown {
  const request = otlpMetrics(threeMetrics().collect(), { atMs: 2_000 });
  const { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] } = JSON.parse(JSON.stringify(request));
  return metrics.find((metric: { readonly name: string }) => metric.name === name);
}

Deno.test("otlpMetrics() gives the body of an export, with the resource and the scope", () => {
  const request = otlpMetrics([], { atMs: 2_000, resource: { "service.name": "digest" } });
  assert.deepEqual(request, {
    resourceMetrics: [{
      resource: { attributes: [text("service.name", "digest")] },
      scopeMetrics: [{ scope: { name: "puffinflow" }, metrics: [] }],
    }],
  });
});

Deno.test("otlpMetrics() makes a cumulative sum of a counter, with traces in fields of their own if they are some", () => {
  const recorded = { timeUnixNano: "1500000000", spanId: SPAN };
  const full = { ...recorded, asDouble: 3, traceId: TRACE, filteredAttributes: [text("user", "ada")] };
  const partial = { ...recorded, asDouble: 1, filteredAttributes: [text("trace_id", "not one")] };
  assert.deepEqual(sent("jobs"), {
    name: "jobs",
    description: "Jobs.",
    unit: "",
    sum: {
      dataPoints: [
        { attributes: [text("queue", "a")], ...times, asDouble: 3, exemplars: [full] },
        { attributes: [text("queue", "b")], ...times, asDouble: 1, exemplars: [partial] },
      ],
      aggregationTemporality: 2,
      isMonotonic: true,
    },
  });
});

Deno.test("otlpMetrics() makes a gauge of a gauge, and knows the codes of base units only", () => {
  assert.deepEqual(sent("free_bytes"), {
    name: "free_bytes",
    description: "Room.",
    unit: "By",
    gauge: { dataPoints: [{ attributes: [], ...times, asDouble: -2.5 }] },
  });
  assert.deepEqual(sent("length_meters"), {
    name: "length_meters",
    description: "Length.",
    unit: "meters",
    gauge: { dataPoints: [{ attributes: [], ...times, asDouble: 1 }] },
  });
});

Deno.test("otlpMetrics() makes a cumulative histogram of a histogram, with 64-bit numbers as text", () => {
  assert.deepEqual(sent("wait_seconds"), {
    name: "wait_seconds",
    description: "Waits.",
    unit: "s",
    histogram: {
      dataPoints: [{
        attributes: [],
        ...times,
        count: "2",
        sum: 5,
        bucketCounts: ["0", "1", "1"],
        explicitBounds: [1, 2],
        exemplars: [{ timeUnixNano: "1500000000", asDouble: 2, traceId: TRACE }],
      }],
      aggregationTemporality: 2,
    },
  });
});

Deno.test("otlpMetrics() keeps every nanosecond of today", () => {
  const atMs = Date.UTC(2026, 0, 1), registry = new MetricsRegistry();
  registry.gauge("x", { help: "X." }).labels();
  const request = JSON.stringify(otlpMetrics(registry.collect(), { atMs }));
  assert.match(request, /"timeUnixNano":"1767225600000000000"/);
});
