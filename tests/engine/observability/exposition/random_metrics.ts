/**
 * Registries full of random metrics, with the label values that writers get wrong.
 * @module
 */
import fc from "fast-check";
import { MetricsRegistry } from "../../../../src/engine/observability/mod.ts";

const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/);

/** Text with what has to be escaped, and what must not be mistaken for it. */
const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom("\\", '"', "\n", "\r", "n", "{", "}", ",", "=", "#", " ", "\t", "é", "🐧") }),
  fc.string({ unit: "binary" }),
);

/** A metric with the values of its series. */
export interface RandomMetric {
  readonly name: string;
  readonly help: string;
  readonly kind: "counter" | "gauge" | "histogram";
  readonly labelNames: readonly string[];
  readonly series: readonly (readonly [labelValues: readonly string[], value: number])[];
}

/** A metric with up to three labels and five recordings. */
const randomMetric: fc.Arbitrary<RandomMetric> = fc.record({
  name: name.map((text) => `m_${text}_x`),
  help: hostileText.map((text) => `H${text.toWellFormed()}`),
  kind: fc.constantFrom("counter", "gauge", "histogram"),
  labelNames: fc.uniqueArray(name.map((text) => `l_${text}`), { maxLength: 3 }),
}).chain((metric) => {
  const labelValues = fc.array(hostileText, {
    minLength: metric.labelNames.length,
    maxLength: metric.labelNames.length,
  });
  const value = fc.double({ min: 0, max: 1e300, noNaN: true });
  return fc.array(fc.tuple(labelValues, value), { maxLength: 5 }).map((series) => ({ ...metric, series }));
});

/** Some metrics of different names. */
export const randomMetrics: fc.Arbitrary<readonly RandomMetric[]> = fc.uniqueArray(randomMetric, {
  selector: (metric) => metric.name,
  maxLength: 4,
});

/** Records what was drawn: counters and histograms add it up, gauges keep the last. */
export function recorded(metrics: readonly RandomMetric[]): MetricsRegistry {
  const registry = new MetricsRegistry();
  for (const { name, help, kind, labelNames, series } of metrics) {
    const options = { help, labelNames };
    for (const [labelValues, value] of series) {
      const labels = Object.fromEntries(labelNames.map((label, i) => [label, labelValues[i]!]));
      const example = { trace_id: "0af7651916cd43dd8448eb211c80319c" };
      if (kind === "counter") registry.counter<string>(name, options).labels(labels).inc(value, example);
      else if (kind === "gauge") registry.gauge<string>(name, options).labels(labels).set(-value);
      else registry.histogram<string>(name, options).labels(labels).observe(value, example);
    }
  }
  return registry;
}
