import assert from "node:assert/strict";
import fc from "fast-check";
import { MetricsRegistry, SimulatedClock, SimulatedWallClock } from "../../../../src/engine/observability/mod.ts";

const help = "Something.";

Deno.test("a counter grows, and refuses to fall or to be anything but a number", () => {
  const counter = new MetricsRegistry().counter("jobs", { help }).labels();
  counter.inc();
  counter.inc(2.5);
  counter.inc(0);
  for (const by of [-1, NaN, Infinity]) assert.throws(() => counter.inc(by), RangeError, `${by}`);
  assert.equal(counter.value, 3.5);
});

Deno.test("a gauge goes both ways, and refuses what is no finite number", () => {
  const gauge = new MetricsRegistry().gauge("waiting", { help }).labels();
  gauge.set(5);
  gauge.inc();
  gauge.dec(10);
  for (const value of [NaN, Infinity, -Infinity]) {
    assert.throws(() => gauge.set(value), RangeError, `${value}`);
    assert.throws(() => gauge.inc(value), RangeError, `${value}`);
    assert.throws(() => gauge.dec(value), RangeError, `${value}`);
  }
  assert.equal(gauge.value, -4);
});

Deno.test("a histogram puts each observation into the first bucket whose bound it does not exceed", () => {
  const bound = fc.uniqueArray(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 });
  const values = fc.array(fc.double({ min: 0, max: 2e9, noNaN: true }), { maxLength: 60 });
  fc.assert(fc.property(bound, values, (unsorted, values) => {
    const bounds = unsorted.map((x) => x + 0).toSorted((a, b) => a - b);
    fc.pre(new Set(bounds).size === bounds.length);
    const histogram = new MetricsRegistry().histogram("size", { help, buckets: bounds }).labels();
    for (const value of values) histogram.observe(value);
    const upTo = (limit: number) => values.filter((value) => value <= limit).length;
    const expected = [...bounds, Infinity].map((limit, i) => upTo(limit) - (i === 0 ? 0 : upTo(bounds[i - 1]!)));
    assert.deepEqual(histogram.counts, expected);
    assert.equal(histogram.count, values.length);
    assert.equal(histogram.sum, values.reduce((sum, value) => sum + value, 0));
  }));
});

Deno.test("a histogram refuses what is below 0 or no finite number", () => {
  const histogram = new MetricsRegistry().histogram("size", { help }).labels();
  for (const value of [-1, NaN, Infinity]) assert.throws(() => histogram.observe(value), RangeError, `${value}`);
  assert.equal(histogram.count, 0);
});

Deno.test("an exemplar is what was recorded last, with its time: per counter, and per bucket of a histogram", async () => {
  const clock = new SimulatedClock(), wallClock = new SimulatedWallClock(clock, new Date(1_000));
  const registry = new MetricsRegistry({ wallClock });
  const counter = registry.counter("jobs", { help }).labels();
  const histogram = registry.histogram("size", { help, buckets: [1, 10] }).labels();
  assert.equal(counter.exemplar, undefined);
  assert.deepEqual(histogram.exemplars, [undefined, undefined, undefined]);
  counter.inc(1, { trace_id: "a" });
  histogram.observe(5, { trace_id: "a" });
  await clock.advance(500);
  counter.inc(2, { trace_id: "b" });
  counter.inc();
  histogram.observe(0.5, { trace_id: "b" });
  histogram.observe(5);
  assert.deepEqual(counter.exemplar, { labels: { trace_id: "b" }, value: 2, atMs: 1_500 });
  assert.deepEqual(histogram.exemplars, [
    { labels: { trace_id: "b" }, value: 0.5, atMs: 1_500 },
    { labels: { trace_id: "a" }, value: 5, atMs: 1_000 },
    undefined,
  ]);
});

Deno.test("an exemplar has at most 128 characters, counted as characters", () => {
  const counter = new MetricsRegistry().counter("jobs", { help }).labels();
  counter.inc(1, { id: "🐧".repeat(126) });
  assert.throws(() => counter.inc(1, { id: "🐧".repeat(127) }), RangeError);
  assert.throws(() => counter.inc(1, { "not a name": "x" }), TypeError);
});

Deno.test("a snapshot does not change with what is recorded after it", () => {
  const registry = new MetricsRegistry(), histogram = registry.histogram("size", { help, buckets: [1] }).labels();
  histogram.observe(1);
  const before = structuredClone(registry.collect()), snapshot = registry.collect();
  histogram.observe(2, { trace_id: "a" });
  assert.deepEqual(snapshot, before);
});
