/**
 * Metrics as the body of an OTLP export over HTTP with JSON: `ExportMetricsServiceRequest`, in which sums are
 * cumulative. Source: OpenTelemetry protocol 1.x, `metrics.proto`, and its JSON mapping, where 64-bit numbers are
 * texts. `exporters/metrics_pusher.ts` sends it.
 * @module
 */
import type { Exemplar } from "../metrics/exemplar.ts";
import type { MetricSnapshot } from "../metrics/metric_snapshot.ts";
import { labelPairs, type Labels } from "./sample_text.ts";

/** `AGGREGATION_TEMPORALITY_CUMULATIVE`. */
const CUMULATIVE = 2;

/** Base units by the codes that OpenTelemetry has for them (UCUM); others are sent as they are. */
const UNIT_CODES: Readonly<Record<string, string>> = { seconds: "s", bytes: "By", ratio: "1" };

/** Labels of exemplars that have a field of their own, if they are what W3C's trace context says. */
const ID: Readonly<Record<string, RegExp>> = { trace_id: /^[0-9a-f]{32}$/, span_id: /^[0-9a-f]{16}$/ };

/** Whose metrics they are, and when. */
export interface OtlpOptions {
  /** When they were collected, in milliseconds since the start of 1970. */
  readonly atMs: number;
  /** What is measured: `service.name` and the like. @default {{}} */
  readonly resource?: Readonly<Record<string, string>>;
}

/** A name and a text. */
export interface OtlpAttribute {
  /** The name. */
  readonly key: string;
  /** The text. */
  readonly value: { readonly stringValue: string };
}

/** An example of what was counted. */
export interface OtlpExemplar {
  /** When, in nanoseconds since the start of 1970. */
  readonly timeUnixNano: string;
  /** What was recorded. */
  readonly asDouble: number;
  /** The trace, in hexadecimal digits. */
  readonly traceId?: string;
  /** The span, in hexadecimal digits. */
  readonly spanId?: string;
  /** Other labels of the exemplar. */
  readonly filteredAttributes?: readonly OtlpAttribute[];
}

/** One series at one moment; of a counter or gauge with `asDouble`, of a histogram with the rest. */
export interface OtlpDataPoint {
  /** Its labels. */
  readonly attributes: readonly OtlpAttribute[];
  /** Since when it counts, in nanoseconds since the start of 1970. */
  readonly startTimeUnixNano: string;
  /** When it was collected, in nanoseconds since the start of 1970. */
  readonly timeUnixNano: string;
  /** What a counter or gauge says. */
  readonly asDouble?: number;
  /** Observations in all. */
  readonly count?: string;
  /** What was observed, added up. */
  readonly sum?: number;
  /** Observations per bucket. */
  readonly bucketCounts?: readonly string[];
  /** Upper bounds of the buckets but the last. */
  readonly explicitBounds?: readonly number[];
  /** Examples of what was counted. */
  readonly exemplars?: readonly OtlpExemplar[];
}

/** A metric, with one of `sum`, `gauge` and `histogram`. */
export interface OtlpMetric {
  /** Name, without what the text formats add. */
  readonly name: string;
  /** What it says. */
  readonly description: string;
  /** What it is measured in, as a UCUM code. */
  readonly unit: string;
  /** Series of a counter. */
  readonly sum?: {
    readonly dataPoints: readonly OtlpDataPoint[];
    readonly aggregationTemporality: number;
    readonly isMonotonic: boolean;
  };
  /** Series of a gauge. */
  readonly gauge?: { readonly dataPoints: readonly OtlpDataPoint[] };
  /** Series of a histogram. */
  readonly histogram?: { readonly dataPoints: readonly OtlpDataPoint[]; readonly aggregationTemporality: number };
}

/** The body of an export. */
export interface OtlpMetricsRequest {
  /** One resource with all metrics. */
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeMetrics: readonly {
      readonly scope: { readonly name: string };
      readonly metrics: readonly OtlpMetric[];
    }[];
  }[];
}

/**
 * Makes the body of an OTLP export of metrics.
 *
 * @param metrics What a registry collected.
 * @param options When, and whose they are.
 * @returns Plain data for `JSON.stringify`, to be posted to `/v1/metrics` as `application/json`.
 */
export function otlpMetrics(metrics: readonly MetricSnapshot[], options: OtlpOptions): OtlpMetricsRequest {
  const { atMs, resource = {} } = options, timeUnixNano = nanos(atMs);
  return {
    resourceMetrics: [{
      resource: { attributes: attributes(Object.entries(resource)) },
      scopeMetrics: [{
        scope: { name: "puffinflow" },
        metrics: metrics.map((metric) => otlpMetric(metric, timeUnixNano)),
      }],
    }],
  };
}

function otlpMetric(metric: MetricSnapshot, timeUnixNano: string): OtlpMetric {
  const { name, help: description, labelNames } = metric, unit = metric.unit ?? "";
  const facts = { name, description, unit: UNIT_CODES[unit] ?? unit };
  const base = ({ labelValues, sinceMs }: { readonly labelValues: readonly string[]; readonly sinceMs: number }) => {
    return {
      attributes: attributes(labelPairs(labelNames, labelValues)),
      startTimeUnixNano: nanos(sinceMs),
      timeUnixNano,
    };
  };
  switch (metric.kind) {
    case "counter": {
      const dataPoints = metric.series.map((series) => {
        return { ...base(series), asDouble: series.value, ...exemplarsOf([series.exemplar]) };
      });
      return { ...facts, sum: { dataPoints, aggregationTemporality: CUMULATIVE, isMonotonic: true } };
    }
    case "gauge":
      return {
        ...facts,
        gauge: { dataPoints: metric.series.map((series) => ({ ...base(series), asDouble: series.value })) },
      };
    case "histogram": {
      const explicitBounds = metric.bounds;
      const dataPoints = metric.series.map((series) => {
        const count = String(series.count), bucketCounts = series.counts.map(String);
        const spread = { count, sum: series.sum, bucketCounts, explicitBounds };
        return { ...base(series), ...spread, ...exemplarsOf(series.exemplars) };
      });
      return { ...facts, histogram: { dataPoints, aggregationTemporality: CUMULATIVE } };
    }
  }
}

function exemplarsOf(slots: readonly (Exemplar | undefined)[]): { readonly exemplars?: readonly OtlpExemplar[] } {
  const exemplars = slots.filter((exemplar) => exemplar !== undefined).map(otlpExemplar);
  return exemplars.length === 0 ? {} : { exemplars };
}

function otlpExemplar({ labels, value, atMs }: Exemplar): OtlpExemplar {
  const others = Object.entries(labels).filter(([name, text]) => !ID[name]?.test(text));
  const { trace_id: traceId = "", span_id: spanId = "" } = labels;
  return {
    timeUnixNano: nanos(atMs),
    asDouble: value,
    ...(ID.trace_id!.test(traceId) && { traceId }),
    ...(ID.span_id!.test(spanId) && { spanId }),
    ...(others.length > 0 && { filteredAttributes: attributes(others) }),
  };
}

function attributes(labels: Labels): readonly OtlpAttribute[] {
  return labels.map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

/** Nanoseconds since 1970 are beyond what a number holds exactly. */
function nanos(ms: number): string {
  return String(BigInt(Math.round(ms)) * 1_000_000n);
}
