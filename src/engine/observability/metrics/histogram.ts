/**
 * How observations are spread: how many of them were at most this much, how many at most that.
 * @module
 */
import type { WallClock } from "../../../time/wall_clock.ts";
import { type Exemplar, exemplar, type ExemplarLabels } from "./exemplar.ts";
import { BoundSeries } from "./bound_series.ts";
import { MetricFamily } from "./metric_family.ts";
import type { HistogramSeries, MetricSnapshot } from "./metric_snapshot.ts";

/** One series of a histogram. */
export class BoundHistogram extends BoundSeries implements HistogramSeries {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #exemplars: (Exemplar | undefined)[] | null = null;

  /**
   * Makes one that has observed nothing; histograms do.
   *
   * @param labelValues Its label values.
   * @param wallClock Says when it begins.
   * @param bounds Upper bounds of its buckets.
   */
  constructor(labelValues: readonly string[], wallClock: WallClock, bounds: readonly number[]) {
    super(labelValues, wallClock);
    this.#bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  /** Observations per bucket; the last is for those above all bounds. */
  get counts(): readonly number[] {
    return [...this.#counts];
  }

  /** Observations in all. */
  get count(): number {
    return this.#counts.reduce((count, inBucket) => count + inBucket, 0);
  }

  /** What was observed, added up. */
  get sum(): number {
    return this.#sum;
  }

  /** The last example per bucket. */
  get exemplars(): readonly (Exemplar | undefined)[] {
    return this.#exemplars === null ? this.#counts.map(() => undefined) : [...this.#exemplars];
  }

  /**
   * Takes note of an observation.
   *
   * @param value What was observed, 0 or more and finite.
   * @param example Labels of an exemplar, such as a trace's id; takes the place of the bucket's last one. @default {undefined}
   * @throws {RangeError} If `value` is below 0 or no finite number.
   */
  observe(value: number, example?: ExemplarLabels): void {
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`Cannot observe as the value must be 0 or more and finite: current value is ${value}`);
    }
    const bounds = this.#bounds;
    let bucket = 0;
    // One after another: with the ten or twenty bounds that are usual, halving takes longer.
    while (bucket < bounds.length && value > bounds[bucket]!) bucket++;
    this.#counts[bucket]!++;
    this.#sum += value;
    if (example !== undefined) this.#keep(bucket, exemplar(example, value, this.wallClock));
  }

  #keep(bucket: number, example: Exemplar): void {
    this.#exemplars ??= this.#counts.map(() => undefined);
    this.#exemplars[bucket] = example;
  }
}

/** The spread of observations, per label set. Registries make histograms. */
export class Histogram<L extends string = never> extends MetricFamily<L, BoundHistogram> {
  /** What the histogram says now. */
  override snapshot(): MetricSnapshot {
    const { name, help, unit, labelNames, buckets: bounds } = this.definition;
    const series = this.series.map(({ labelValues, sinceMs, counts, count, sum, exemplars }) => {
      return { labelValues, sinceMs, counts, count, sum, exemplars };
    });
    return { kind: "histogram", name, help, unit, labelNames, bounds, series };
  }

  /**
   * Makes a series.
   *
   * @param labelValues Its label values.
   */
  protected override begin(labelValues: readonly string[]): BoundHistogram {
    return new BoundHistogram(labelValues, this.wallClock, this.definition.buckets);
  }
}
