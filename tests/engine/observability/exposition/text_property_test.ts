import assert from "node:assert/strict";
import fc from "fast-check";
import { type MetricSnapshot, openMetricsText, prometheusText } from "../../../../src/engine/observability/mod.ts";
import { randomMetrics, recorded } from "./random_metrics.ts";
import { type ParsedMetric, type ParsedSample, parseStrictly } from "./strict_parser.ts";

/** What a parser has to find in a text, from the registry's own data. */
function expected(metrics: readonly MetricSnapshot[], format: "prometheus" | "openmetrics"): readonly ParsedMetric[] {
  return metrics.map((metric) => {
    const { help, kind, labelNames } = metric;
    const totalled = kind === "counter" ? `${metric.name}_total` : metric.name;
    const labelsOf = (values: readonly string[]) => Object.fromEntries(labelNames.map((name, i) => [name, values[i]!]));
    const exemplarOf = (example: { readonly labels: object; readonly value: number } | undefined) => {
      if (example === undefined || format === "prometheus") return undefined;
      return { labels: { ...example.labels }, value: example.value + 0 };
    };
    const samples: ParsedSample[] = [];
    if (metric.kind === "histogram") {
      for (const { labelValues, counts, count, sum, exemplars } of metric.series) {
        const labels = labelsOf(labelValues), { name } = metric;
        let total = 0;
        for (const [i, inBucket] of counts.entries()) {
          total += inBucket;
          const bound = String(metric.bounds[i] ?? "+Inf");
          const le = format === "openmetrics" && /^\d+$/.test(bound) ? `${bound}.0` : bound;
          const exemplar = exemplarOf(exemplars[i]);
          samples.push({ name: `${name}_bucket`, labels: { ...labels, le }, value: total, exemplar });
        }
        samples.push({ name: `${name}_count`, labels, value: count, exemplar: undefined });
        samples.push({ name: `${name}_sum`, labels, value: sum + 0, exemplar: undefined });
      }
    } else {
      for (const series of metric.series) {
        const exemplar = exemplarOf("exemplar" in series ? series.exemplar : undefined);
        // Texts know no -0.
        samples.push({ name: totalled, labels: labelsOf(series.labelValues), value: series.value + 0, exemplar });
      }
    }
    const name = format === "prometheus" ? totalled : metric.name;
    return { name, type: kind, help, unit: undefined, samples };
  });
}

function sorted(metrics: readonly ParsedMetric[]): readonly ParsedMetric[] {
  const key = ({ name, labels }: ParsedSample) => JSON.stringify([name, labels]);
  return metrics.map((metric) => {
    return { ...metric, samples: metric.samples.toSorted((a, b) => key(a) < key(b) ? -1 : 1) };
  });
}

for (const [format, write] of [["prometheus", prometheusText], ["openmetrics", openMetricsText]] as const) {
  Deno.test(`a strict parser finds in ${write.name}() what the registry holds, whatever names and label values are`, () => {
    fc.assert(fc.property(randomMetrics, (metrics) => {
      const snapshots = recorded(metrics).collect();
      const parsed = parseStrictly(write(snapshots), format);
      assert.deepEqual(sorted(parsed), sorted(expected(snapshots, format)));
    }));
  });
}
