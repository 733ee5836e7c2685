import assert from "node:assert/strict";
import fc from "fast-check";
import { LatencyHistogram } from "../../../../src/harness/measure/load/latency_histogram.ts";

/** Latencies from a microsecond to ten minutes. */
const latencies = fc.array(fc.integer({ min: 1_000, max: 600_000_000_000 }), { minLength: 1, maxLength: 200 });

function histogramOf(values: readonly number[]): LatencyHistogram {
  const histogram = LatencyHistogram.empty();
  for (const value of values) histogram.record(value);
  return histogram;
}

Deno.test("LatencyHistogram gives every percentile to three digits", () => {
  fc.assert(fc.property(latencies, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
    const ordered = values.toSorted((a, b) => a - b), exact = ordered[Math.ceil(share * ordered.length) - 1]!;
    const found = histogramOf(values).percentileNs(share);
    // Counted in microseconds; a product that rounding puts above a rank reads the next value.
    const next = ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length))]!;
    const isClose = (to: number) => Math.abs(found - to) <= 1e-3 * to + 1_000;
    assert.ok(isClose(exact) || isClose(next), `${found} is not ${exact}`);
  }));
});

Deno.test("LatencyHistogram merges exactly, and comes back from its text as it was", () => {
  fc.assert(
    fc.property(latencies, latencies, (first, second) => {
      const merged = histogramOf(first);
      merged.add(LatencyHistogram.decode(histogramOf(second).encode()));
      const both = histogramOf([...first, ...second]);
      assert.equal(merged.count, both.count);
      for (const share of [0.01, 0.5, 0.9, 0.99, 1]) assert.equal(merged.percentileNs(share), both.percentileNs(share));
      assert.equal(merged.meanNs, both.meanNs);
    }),
    { numRuns: 30 },
  );
});

Deno.test("LatencyHistogram counts what is beyond its range as the bound, and is 0 while empty", () => {
  const histogram = histogramOf([0, 1e18]);
  assert.deepEqual([histogram.count, histogram.percentileNs(0.5)], [2, 1_000]);
  assert.ok(Math.abs(histogram.maxNs / 3.6e12 - 1) < 1e-3);
  const { meanNs, maxNs } = LatencyHistogram.empty();
  assert.deepEqual([meanNs, maxNs, LatencyHistogram.empty().percentileNs(0.5)], [0, 0, 0]);
});

Deno.test("LatencyHistogram.entries() counts every latency once, at the values that percentiles name", () => {
  const histogram = LatencyHistogram.empty();
  for (const latencyNs of [5e3, 5e3, 70e3, 12_345_678]) histogram.record(latencyNs);
  const entries = LatencyHistogram.decode(histogram.encode()).entries();
  assert.deepEqual(entries.map(({ count }) => count), [2, 1, 1]);
  assert.deepEqual(entries.map(({ value }) => value), [0.5, 0.75, 1].map((share) => histogram.percentileNs(share)));
});
