/**
 * The values that a rule looks at: the series of its metric that it is about, added up by the labels that tell its
 * alerts apart.
 * @module
 */
import type { MetricSnapshot } from "../metrics/metric_snapshot.ts";
import type { AlertRuleBase } from "./alert_rule.ts";

/** Some series together. */
export interface SeriesGroup {
  /** Names one group among those of a rule. */
  readonly key: string;
  /** What they agree in. */
  readonly labels: Readonly<Record<string, string>>;
  /** Their values, added up. */
  readonly value: number;
}

/**
 * Groups the series of a metric.
 *
 * @param metric What it says now, or `undefined` if there is none.
 * @param rule Which series count, and how they are told apart.
 * @returns A group for each set of labels that there is.
 */
export function seriesGroups(metric: MetricSnapshot | undefined, rule: AlertRuleBase): readonly SeriesGroup[] {
  if (metric === undefined) return [];
  const { where = {}, by = [] } = rule, groups = new Map<string, SeriesGroup>();
  const wanted = Object.entries(where).map(([label, value]) =>
    [metric.labelNames.indexOf(label), String(value)] as const
  );
  const places = by.map((label) => [label, metric.labelNames.indexOf(label)] as const);
  for (const { labelValues, value } of valuesOf(metric)) {
    if (wanted.some(([place, value]) => labelValues[place] !== value)) continue;
    const labels = Object.fromEntries(places.map(([label, place]) => [label, labelValues[place] ?? ""]));
    const key = JSON.stringify(Object.values(labels));
    groups.set(key, { key, labels, value: (groups.get(key)?.value ?? 0) + value });
  }
  return [...groups.values()];
}

function valuesOf(
  metric: MetricSnapshot,
): readonly { readonly labelValues: readonly string[]; readonly value: number }[] {
  if (metric.kind !== "histogram") return metric.series;
  return metric.series.map(({ labelValues, count }) => ({ labelValues, value: count }));
}
