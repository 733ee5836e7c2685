/**
 * The text format of Prometheus, version 0.0.4, which everything that reads metrics understands.
 * Source: prometheus.io, "Exposition formats". Exemplars and units are `openmetrics_text.ts`'s.
 * @module
 */
import type { HistogramSeries, MetricSnapshot } from "../metrics/metric_snapshot.ts";
import { addedUp, labelPairs, labelText, numberText } from "./sample_text.ts";

/** Media type of the text. */
export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * Writes metrics in Prometheus' text format.
 *
 * @param metrics What a registry collected.
 * @returns The text, in UTF-8 to be sent as {@linkcode PROMETHEUS_TYPE}.
 */
export function prometheusText(metrics: readonly MetricSnapshot[]): string {
  return metrics.map(metricText).join("");
}

function metricText(metric: MetricSnapshot): string {
  const name = metric.kind === "counter" ? `${metric.name}_total` : metric.name;
  const help = metric.help.replace(/[\\\n]/g, (character) => character === "\n" ? "\\n" : "\\\\");
  return `# HELP ${name} ${help}\n# TYPE ${name} ${metric.kind}\n${samplesOf(metric, name).join("")}`;
}

function samplesOf(metric: MetricSnapshot, name: string): readonly string[] {
  if (metric.kind === "histogram") return metric.series.flatMap((series) => histogramSamples(metric, series));
  return metric.series.map(({ labelValues, value }) =>
    `${name}${labelText(labelPairs(metric.labelNames, labelValues))} ${numberText(value)}\n`
  );
}

function histogramSamples(metric: MetricSnapshot & { kind: "histogram" }, series: HistogramSeries): readonly string[] {
  const { name, labelNames, bounds } = metric, labels = labelPairs(labelNames, series.labelValues);
  const buckets = addedUp(series.counts).map((count, i) => {
    const le = ["le", numberText(bounds[i] ?? Infinity)] as const;
    return `${name}_bucket${labelText([...labels, le])} ${count}\n`;
  });
  const all = labelText(labels);
  return [...buckets, `${name}_sum${all} ${numberText(series.sum)}\n`, `${name}_count${all} ${series.count}\n`];
}
