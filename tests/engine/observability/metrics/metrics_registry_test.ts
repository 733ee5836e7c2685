import assert from "node:assert/strict";
import {
  type Counter,
  exponentialBuckets,
  MetricLimitError,
  MetricsRegistry,
  OVERFLOW,
} from "../../../../src/engine/observability/mod.ts";

const help = "Something.";

Deno.test("MetricsRegistry gives the same metric for the same name and options", () => {
  const registry = new MetricsRegistry();
  const make = () => registry.counter("jobs", { help, labelNames: ["queue"] });
  assert.equal(make(), make());
  assert.equal(make().labels({ queue: "a" }), make().labels({ queue: "a" }));
});

Deno.test("MetricsRegistry refuses a metric that was made in another way", () => {
  const registry = new MetricsRegistry();
  registry.histogram("wait_seconds", { help, unit: "seconds", labelNames: ["queue"], buckets: [1, 2] });
  const same = { help, unit: "seconds", labelNames: ["queue"], buckets: [1, 2] };
  const others: readonly (readonly [option: string, make: () => unknown])[] = [
    ["kind", () => registry.gauge("wait_seconds", { help, unit: "seconds", labelNames: ["queue"] })],
    ["help", () => registry.histogram("wait_seconds", { ...same, help: "Else." })],
    ["unit", () => registry.histogram("wait_seconds", { help, labelNames: ["queue"], buckets: [1, 2] })],
    ["labelNames", () => registry.histogram("wait_seconds", { ...same, labelNames: ["line"] })],
    ["buckets", () => registry.histogram("wait_seconds", { ...same, buckets: [1, 3] })],
    ["maxLabelSets", () => registry.histogram("wait_seconds", { ...same, maxLabelSets: 5 })],
  ];
  for (const [option, make] of others) {
    assert.throws(make, { name: "TypeError", message: new RegExp(`its '${option}' must stay the same`) }, option);
  }
});

Deno.test("MetricsRegistry refuses names that Prometheus or OpenMetrics would", () => {
  const registry = new MetricsRegistry();
  for (const name of ["", "9lives", "with space", "with-dash", "a:b", "späße", "jobs_total", "x_bucket", "x_sum"]) {
    assert.throws(() => registry.counter(name, { help }), TypeError, name);
  }
  for (const label of ["", "9", "__name__", "le", "quantile", "a-b"]) {
    assert.throws(() => registry.counter("jobs", { help, labelNames: [label] }), TypeError, label);
  }
  assert.throws(() => registry.counter("jobs", { help, labelNames: ["a", "a"] }), /"a" is there twice/);
  assert.throws(() => registry.counter("jobs", { help: "" }), /'help' must say what it is/);
  assert.throws(() => registry.counter("jobs", { help, unit: "seconds" }), /must end in its unit/);
  assert.throws(() => registry.counter("jobs_Seconds", { help, unit: "Seconds" }), /must end in its unit/);
});

Deno.test("MetricsRegistry refuses numbers out of their bounds", () => {
  assert.throws(() => new MetricsRegistry({ maxMetrics: 0 }), RangeError);
  assert.throws(() => new MetricsRegistry({ maxLabelSets: 1.5 }), RangeError);
  const registry = new MetricsRegistry();
  assert.throws(() => registry.counter("jobs", { help, maxLabelSets: 0 }), RangeError);
  for (const buckets of [[], [1, 1], [2, 1], [-1, 1], [1, Infinity], [NaN], new Array(201).fill(0).map((_, i) => i)]) {
    assert.throws(() => registry.histogram("x", { help, buckets }), RangeError, `[${buckets}]`);
  }
});

Deno.test("MetricsRegistry makes maxMetrics metrics and no more, its own not counted", () => {
  const registry = new MetricsRegistry({ maxMetrics: 2 });
  registry.counter("a", { help });
  registry.gauge("b", { help });
  assert.throws(() => registry.counter("c", { help }), (error) => {
    return error instanceof MetricLimitError && error.code === "metric-limit" && error.maxMetrics === 2;
  });
  registry.counter("a", { help });
});

Deno.test("maxLabelSets of the registry holds for metrics that do not say otherwise", () => {
  const registry = new MetricsRegistry({ maxLabelSets: 1 });
  const few = registry.counter("few", { help, labelNames: ["x"] });
  const more = registry.counter("more", { help, labelNames: ["x"], maxLabelSets: 2 });
  for (const counter of [few, more]) for (const x of [1, 2]) counter.labels({ x }).inc();
  assert.deepEqual([few.droppedLabelSets, more.droppedLabelSets], [1, 0]);
});

Deno.test("label sets beyond the limit share one series, also if somebody asks for it by its labels", () => {
  const counter = new MetricsRegistry().counter("jobs", { help, labelNames: ["a", "b"], maxLabelSets: 1 });
  counter.labels({ a: "1", b: "1" });
  const overflow = counter.labels({ a: "2", b: "1" });
  assert.deepEqual(overflow.labelValues, [OVERFLOW, OVERFLOW]);
  assert.equal(counter.labels({ a: "3", b: "1" }), overflow);
  assert.equal(counter.labels({ a: OVERFLOW, b: OVERFLOW }), overflow);
  assert.equal(counter.droppedLabelSets, 2);
});

Deno.test("labels() tells label sets apart whatever their values are", () => {
  const counter = new MetricsRegistry().counter("jobs", { help, labelNames: ["a", "b"] });
  const sets = [["1:", "2"], ["1", ":2"], ["", "1:2"], ["1:2", ""], ['"', ","], ["\u0000", ""], ["", "\u0000"]];
  const series = new Set(sets.map(([a, b]) => counter.labels({ a: a!, b: b! })));
  assert.equal(series.size, sets.length);
  assert.equal(counter.labels({ a: 1, b: 2 }), counter.labels({ a: "1", b: "2" }));
});

Deno.test("labels() takes what cannot be written in UTF-8 as what it would be read as", () => {
  const counter = new MetricsRegistry().counter("jobs", { help, labelNames: ["a"] });
  assert.deepEqual(counter.labels({ a: "\ud800x" }).labelValues, ["\ufffdx"]);
  assert.equal(counter.labels({ a: "\udc00x" }), counter.labels({ a: "\ud800x" }));
});

Deno.test("labels() refuses labels that are missing, unknown or no text", () => {
  // As a program without types could.
  const counter = new MetricsRegistry().counter("jobs", { help, labelNames: ["a"] }) as Counter<string>;
  assert.throws(() => counter.labels({}), /"a" must be text or a number: current value is undefined/);
  assert.throws(() => counter.labels({ a: "1", b: "2" }), /it has no label "b": it has "a"/);
  assert.throws(() => counter.labels({ a: null as never }), TypeError);
  const plain = new MetricsRegistry().counter("plain", { help }) as Counter<string>;
  assert.throws(() => plain.labels({ a: "1" }), /it has no label "a": it has none/);
});

Deno.test("collect() gives the metrics that have series, in the order in which they were made", () => {
  const registry = new MetricsRegistry();
  registry.gauge("second", { help }).labels().set(2);
  registry.counter("empty", { help });
  registry.counter("third", { help }).labels();
  assert.deepEqual(registry.collect().map(({ name }) => name), ["second", "third"]);
  assert.equal(registry.read("empty")?.series.length, 0);
  assert.equal(registry.read("nothing"), undefined);
});

Deno.test("exponentialBuckets() multiplies, and refuses what would not grow", () => {
  assert.deepEqual(exponentialBuckets({ start: 0.1, factor: 10, count: 3 }), [0.1, 1, 10]);
  assert.throws(() => exponentialBuckets({ start: 0, factor: 2, count: 3 }), RangeError);
  assert.throws(() => exponentialBuckets({ start: 1, factor: 1, count: 3 }), RangeError);
  assert.throws(() => exponentialBuckets({ start: 1, factor: 2, count: 201 }), RangeError);
});
