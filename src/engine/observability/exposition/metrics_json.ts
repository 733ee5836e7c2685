/**
 * Metrics as plain JSON, for programs that read them without a parser for text.
 * @module
 */
import type { Exemplar } from "../metrics/exemplar.ts";
import type { MetricSnapshot } from "../metrics/metric_snapshot.ts";

/** All series of a metric; labels are names and values. */
export interface JsonMetric {
  /** Name, without what the text formats add. */
  readonly name: string;
  /** What it says. */
  readonly help: string;
  /** What it is measured in. */
  readonly unit?: string;
  /** What kind of metric it is. */
  readonly kind: MetricSnapshot["kind"];
  /** Its series. */
  readonly series: readonly JsonSeries[];
}

/** One series: of a counter or gauge with `value`, of a histogram with the rest. */
export interface JsonSeries {
  /** Its labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** What a counter or gauge says. */
  readonly value?: number;
  /** Observations in all. */
  readonly count?: number;
  /** What was observed, added up. */
  readonly sum?: number;
  /** Observations per bucket, not added up; `le` is its upper bound, `null` for what is above all bounds. */
  readonly buckets?: readonly { readonly le: number | null; readonly count: number }[];
  /** Examples of what was counted. */
  readonly exemplars?: readonly Exemplar[];
}

/**
 * Makes JSON of metrics.
 *
 * @param metrics What a registry collected.
 * @returns Plain data for `JSON.stringify`.
 */
export function metricsJson(metrics: readonly MetricSnapshot[]): readonly JsonMetric[] {
  return metrics.map((metric) => {
    const { name, help, unit, kind } = metric;
    return { name, help, ...(unit !== undefined && { unit }), kind, series: seriesOf(metric) };
  });
}

function seriesOf(metric: MetricSnapshot): readonly JsonSeries[] {
  const labelsOf = (values: readonly string[]) =>
    Object.fromEntries(metric.labelNames.map((name, i) => [name, values[i]!]));
  switch (metric.kind) {
    case "counter":
      return metric.series.map(({ labelValues, value, exemplar }) => {
        return { labels: labelsOf(labelValues), value, ...exemplarsOf([exemplar]) };
      });
    case "gauge":
      return metric.series.map(({ labelValues, value }) => ({ labels: labelsOf(labelValues), value }));
    case "histogram":
      return metric.series.map(({ labelValues, counts, count, sum, exemplars }) => {
        const buckets = counts.map((count, i) => ({ le: metric.bounds[i] ?? null, count }));
        return { labels: labelsOf(labelValues), count, sum, buckets, ...exemplarsOf(exemplars) };
      });
  }
}

function exemplarsOf(slots: readonly (Exemplar | undefined)[]): { readonly exemplars?: readonly Exemplar[] } {
  const exemplars = slots.filter((exemplar) => exemplar !== undefined);
  return exemplars.length === 0 ? {} : { exemplars };
}
