/**
 * Numbers that go up and down.
 * @module
 */
import { BoundSeries } from "./bound_series.ts";
import { MetricFamily } from "./metric_family.ts";
import type { GaugeSeries, MetricSnapshot } from "./metric_snapshot.ts";

/** One series of a gauge. */
export class BoundGauge extends BoundSeries implements GaugeSeries {
  #value = 0;

  /** Where it stands. */
  get value(): number {
    return this.#value;
  }

  /**
   * Sets it.
   *
   * @param value Where it is to stand: a finite number.
   * @throws {RangeError} If it is none.
   */
  set(value: number): void {
    if (!(value > -Infinity && value < Infinity)) throw notFinite(value);
    this.#value = value;
  }

  /**
   * Raises it.
   *
   * @param by How far: a finite number. @default {1}
   * @throws {RangeError} If it is none.
   */
  inc(by = 1): void {
    if (!(by > -Infinity && by < Infinity)) throw notFinite(by);
    this.#value += by;
  }

  /**
   * Lowers it.
   *
   * @param by How far: a finite number. @default {1}
   * @throws {RangeError} If it is none.
   */
  dec(by = 1): void {
    this.inc(-by);
  }
}

/** A number that goes up and down, per label set. Registries make gauges. */
export class Gauge<L extends string = never> extends MetricFamily<L, BoundGauge> {
  /** What the gauge says now. */
  override snapshot(): MetricSnapshot {
    const { name, help, unit, labelNames } = this.definition;
    const series = this.series.map(({ labelValues, sinceMs, value }) => ({ labelValues, sinceMs, value }));
    return { kind: "gauge", name, help, unit, labelNames, series };
  }

  /**
   * Makes a series.
   *
   * @param labelValues Its label values.
   */
  protected override begin(labelValues: readonly string[]): BoundGauge {
    return new BoundGauge(labelValues, this.wallClock);
  }
}

function notFinite(value: number): RangeError {
  return new RangeError(`Cannot move a gauge as it must stand at a finite number: current value is ${value}`);
}
