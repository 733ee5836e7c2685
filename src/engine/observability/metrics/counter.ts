/**
 * Numbers that only grow.
 * @module
 */
import { type Exemplar, exemplar, type ExemplarLabels } from "./exemplar.ts";
import { BoundSeries } from "./bound_series.ts";
import { MetricFamily } from "./metric_family.ts";
import type { CounterSeries, MetricSnapshot } from "./metric_snapshot.ts";

/** One series of a counter. */
export class BoundCounter extends BoundSeries implements CounterSeries {
  #value = 0;
  #exemplar: Exemplar | undefined;

  /** The count. */
  get value(): number {
    return this.#value;
  }

  /** The last example of what was counted. */
  get exemplar(): Exemplar | undefined {
    return this.#exemplar;
  }

  /**
   * Counts.
   *
   * @param by How much, 0 or more and finite. @default {1}
   * @param example Labels of an exemplar, such as a trace's id; takes the place of the last one. @default {undefined}
   * @throws {RangeError} If `by` is below 0 or no finite number: a counter only grows.
   */
  inc(by = 1, example?: ExemplarLabels): void {
    if (!(by >= 0 && by < Infinity)) {
      throw new RangeError(
        `Cannot count as a counter must grow by 0 or more: current value is ${by} (a gauge may fall)`,
      );
    }
    this.#value += by;
    if (example !== undefined) this.#exemplar = exemplar(example, by, this.wallClock);
  }
}

/** A number that only grows, per label set. Registries make counters. */
export class Counter<L extends string = never> extends MetricFamily<L, BoundCounter> {
  /** What the counter says now. */
  override snapshot(): MetricSnapshot {
    const { name, help, unit, labelNames } = this.definition;
    const series = this.series.map(({ labelValues, sinceMs, value, exemplar }) => {
      return { labelValues, sinceMs, value, exemplar };
    });
    return { kind: "counter", name, help, unit, labelNames, series };
  }

  /**
   * Makes a series.
   *
   * @param labelValues Its label values.
   */
  protected override begin(labelValues: readonly string[]): BoundCounter {
    return new BoundCounter(labelValues, this.wallClock);
  }
}
