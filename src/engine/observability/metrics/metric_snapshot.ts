/**
 * What metrics say at one moment, as plain data: all writers and alerts read this, so none of them can disagree.
 * @module
 */
import type { Exemplar } from "./exemplar.ts";

/** What all series have. */
export interface SeriesBase {
  /** Value of each label, in the order of the metric's `labelNames`. */
  readonly labelValues: readonly string[];
  /** When the series began, in milliseconds since the start of 1970. */
  readonly sinceMs: number;
}

/** One series of a counter. */
export interface CounterSeries extends SeriesBase {
  /** The count. */
  readonly value: number;
  /** An example of what was counted. */
  readonly exemplar: Exemplar | undefined;
}

/** One series of a gauge. */
export interface GaugeSeries extends SeriesBase {
  /** What it was set to last. */
  readonly value: number;
}

/** One series of a histogram. */
export interface HistogramSeries extends SeriesBase {
  /** Observations per bucket, not added up; one more than there are bounds. */
  readonly counts: readonly number[];
  /** Observations in all. */
  readonly count: number;
  /** What was observed, added up. */
  readonly sum: number;
  /** An example for each bucket that has one. */
  readonly exemplars: readonly (Exemplar | undefined)[];
}

/** What all metrics have. */
export interface MetricBase {
  /** Name, without what is added when it is written. */
  readonly name: string;
  /** What it says. */
  readonly help: string;
  /** What it is measured in. */
  readonly unit: string | undefined;
  /** Names of the labels. */
  readonly labelNames: readonly string[];
}

/** A metric and all its series. */
export type MetricSnapshot =
  | MetricBase & { readonly kind: "counter"; readonly series: readonly CounterSeries[] }
  | MetricBase & { readonly kind: "gauge"; readonly series: readonly GaugeSeries[] }
  | MetricBase & {
    readonly kind: "histogram";
    /** Upper bounds of the buckets; what is above the last has a bucket of its own. */
    readonly bounds: readonly number[];
    readonly series: readonly HistogramSeries[];
  };
