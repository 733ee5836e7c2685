/**
 * The text format of OpenMetrics, version 1.0: Prometheus' own with units, exemplars and an end that shows whether all
 * of it arrived. Source: OpenMetrics 1.0, "Text format". `_created` is left out, as Prometheus takes it for a series
 * of its own.
 * @module
 */
import type { Exemplar } from "../metrics/exemplar.ts";
import type { HistogramSeries, MetricSnapshot } from "../metrics/metric_snapshot.ts";
import { addedUp, escapeQuoted, labelPairs, labelText, numberText } from "./sample_text.ts";

/** Media type of the text. */
export const OPENMETRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/**
 * Writes metrics in OpenMetrics' text format.
 *
 * @param metrics What a registry collected.
 * @returns The text, in UTF-8 to be sent as {@linkcode OPENMETRICS_TYPE}.
 */
export function openMetricsText(metrics: readonly MetricSnapshot[]): string {
  return `${metrics.map(metricText).join("")}# EOF\n`;
}

function metricText(metric: MetricSnapshot): string {
  const { name, kind, unit, help } = metric;
  const unitLine = unit === undefined ? "" : `# UNIT ${name} ${unit}\n`;
  return `# TYPE ${name} ${kind}\n${unitLine}# HELP ${name} ${escapeQuoted(help)}\n${samplesOf(metric).join("")}`;
}

function samplesOf(metric: MetricSnapshot): readonly string[] {
  const { name, labelNames } = metric;
  const labelsOf = (values: readonly string[]) => labelText(labelPairs(labelNames, values));
  switch (metric.kind) {
    case "counter":
      return metric.series.map(({ labelValues, value, exemplar }) =>
        `${name}_total${labelsOf(labelValues)} ${numberText(value)}${exemplarText(exemplar)}\n`
      );
    case "gauge":
      return metric.series.map(({ labelValues, value }) => `${name}${labelsOf(labelValues)} ${numberText(value)}\n`);
    case "histogram":
      return metric.series.flatMap((series) => histogramSamples(metric, series));
  }
}

function histogramSamples(metric: MetricSnapshot & { kind: "histogram" }, series: HistogramSeries): readonly string[] {
  const { name, labelNames, bounds } = metric, labels = labelPairs(labelNames, series.labelValues);
  const buckets = addedUp(series.counts).map((count, i) => {
    const le = ["le", boundText(bounds[i] ?? Infinity)] as const;
    return `${name}_bucket${labelText([...labels, le])} ${count}${exemplarText(series.exemplars[i])}\n`;
  });
  const all = labelText(labels);
  return [...buckets, `${name}_count${all} ${series.count}\n`, `${name}_sum${all} ${numberText(series.sum)}\n`];
}

function exemplarText(exemplar: Exemplar | undefined): string {
  if (exemplar === undefined) return "";
  const { labels, value, atMs } = exemplar;
  // Braces are there even if they are empty.
  return ` # ${labelText(Object.entries(labels)) || "{}"} ${numberText(value)} ${atMs / 1_000}`;
}

/** A bound is always written as a fraction, so that the same bound is the same label everywhere. */
function boundText(bound: number): string {
  const text = numberText(bound);
  return /^\d+$/.test(text) ? `${text}.0` : text;
}
