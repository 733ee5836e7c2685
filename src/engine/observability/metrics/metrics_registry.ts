/**
 * All metrics of a program, by name. `exposition/` writes them down, `exporters/` sends them, `alerts/` watches them.
 *
 * Written for PuffinFlow instead of taken from prom-client: what counts here is that recording through a bound series
 * is an addition and nothing else, and that the number of series has a limit. Both would have to be wrapped around
 * that library, and its own cost per recording is the lookup that bound series are there to avoid.
 * @module
 */
import { systemWallClock } from "../../../time/system_wall_clock.ts";
import type { WallClock } from "../../../time/wall_clock.ts";
import { wholeNumber } from "../../reliability/number_check.ts";
import { PuffinError } from "../../puffin_error.ts";
import { Counter } from "./counter.ts";
import { Gauge } from "./gauge.ts";
import { Histogram } from "./histogram.ts";
import type { MetricParts } from "./metric_family.ts";
import {
  checkSame,
  type HistogramOptions,
  metricDefinition,
  type MetricKind,
  type MetricOptions,
} from "./metric_options.ts";
import type { MetricSnapshot } from "./metric_snapshot.ts";

/** Options of a registry. */
export interface MetricsRegistryOptions {
  /** Most metrics, 1 or more: names that are made up at run time show before they hurt. @default {1_000} */
  readonly maxMetrics?: number;
  /** Most distinct label sets of a metric that does not say otherwise, 1 or more. @default {10_000} */
  readonly maxLabelSets?: number;
  /** Says when series begin and examples were. @default {systemWallClock} */
  readonly wallClock?: WallClock;
}

/** A registry has as many metrics as it may have. */
export class MetricLimitError extends PuffinError {
  /** Name of the class. */
  override readonly name = "MetricLimitError";
  /** Kind of error, for programs. */
  override readonly code = "metric-limit";

  /**
   * Words the error.
   *
   * @param metric Name of the metric that was not made.
   * @param maxMetrics The limit.
   */
  constructor(readonly metric: string, readonly maxMetrics: number) {
    super(
      `Cannot make metric "${metric}" as a registry must have at most 'maxMetrics' metrics: current value is ` +
        `${maxMetrics} (put what changes into labels and not into names)`,
    );
  }
}

type Family = Counter<string> | Gauge<string> | Histogram<string>;

const CONSTRUCT: Readonly<Record<MetricKind, (parts: MetricParts) => Family>> = {
  counter: (parts) => new Counter(parts),
  gauge: (parts) => new Gauge(parts),
  histogram: (parts) => new Histogram(parts),
};

/**
 * A set of metrics. Asking for a metric that is there gives the same one again, if it was made the same way.
 *
 * It counts what it turns away itself: `puffinflow_dropped_label_sets` by metric.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { MetricsRegistry, prometheusText } from "puffinflow/observability";
 *
 * const registry = new MetricsRegistry();
 * const pages = registry.counter("pages_read", { help: "Pages that were read.", labelNames: ["site"] });
 * const wiki = pages.labels({ site: "wiki" }); // Bound once, then only counted.
 * wiki.inc();
 * wiki.inc(2);
 * assert.match(prometheusText(registry.collect()), /^pages_read_total\{site="wiki"\} 3$/m);
 * ```
 */
export class MetricsRegistry {
  readonly #maxMetrics: number;
  readonly #maxLabelSets: number;
  readonly #wallClock: WallClock;
  readonly #families: Map<string, Family> = new Map();
  readonly #dropped: Counter<"metric">;

  /**
   * Makes an empty registry.
   *
   * @param options Limits, and where the time comes from.
   * @throws {RangeError} If a limit is not a whole number of 1 or more.
   */
  constructor(options: MetricsRegistryOptions = {}) {
    const { maxMetrics = 1_000, maxLabelSets = 10_000, wallClock = systemWallClock } = options;
    const action = "make a registry of metrics";
    this.#maxMetrics = wholeNumber(maxMetrics, { action, option: "maxMetrics" });
    this.#maxLabelSets = wholeNumber(maxLabelSets, { action, option: "maxLabelSets" });
    this.#wallClock = wallClock;
    const help = "Requests for series of label sets beyond a metric's limit; they were given the overflow series.";
    this.#dropped = this.#make("counter", "puffinflow_dropped_label_sets", {
      help,
      labelNames: ["metric"],
      maxLabelSets: maxMetrics,
    }) as Counter<"metric">;
  }

  /**
   * Gives a counter: a number that only grows.
   *
   * @param name Its name, without `_total`, which is added when it is written.
   * @param options Help, unit, labels, limit.
   * @returns The counter of that name; made, unless it is there.
   * @throws {TypeError} If a name is not allowed, or there is a metric of that name that was made in another way.
   * @throws {RangeError} If a number is out of its bounds.
   * @throws {MetricLimitError} If there are `maxMetrics` metrics already.
   */
  counter<const L extends string = never>(name: string, options: MetricOptions<L>): Counter<L> {
    return this.#make("counter", name, options) as Counter<L>;
  }

  /**
   * Gives a gauge: a number that goes up and down.
   *
   * @param name Its name.
   * @param options Help, unit, labels, limit.
   * @returns The gauge of that name; made, unless it is there.
   * @throws {TypeError} If a name is not allowed, or there is a metric of that name that was made in another way.
   * @throws {RangeError} If a number is out of its bounds.
   * @throws {MetricLimitError} If there are `maxMetrics` metrics already.
   */
  gauge<const L extends string = never>(name: string, options: MetricOptions<L>): Gauge<L> {
    return this.#make("gauge", name, options) as Gauge<L>;
  }

  /**
   * Gives a histogram: how observations are spread.
   *
   * @param name Its name.
   * @param options Help, unit, labels, buckets, limit.
   * @returns The histogram of that name; made, unless it is there.
   * @throws {TypeError} If a name is not allowed, or there is a metric of that name that was made in another way.
   * @throws {RangeError} If a number is out of its bounds.
   * @throws {MetricLimitError} If there are `maxMetrics` metrics already.
   */
  histogram<const L extends string = never>(name: string, options: HistogramOptions<L>): Histogram<L> {
    return this.#make("histogram", name, options) as Histogram<L>;
  }

  /**
   * Says what all metrics that have a series say now.
   *
   * @returns A copy, in the order in which the metrics were made.
   */
  collect(): readonly MetricSnapshot[] {
    const snapshots: MetricSnapshot[] = [];
    for (const family of this.#families.values()) {
      const snapshot = family.snapshot();
      if (snapshot.series.length > 0) snapshots.push(snapshot);
    }
    return snapshots;
  }

  /**
   * Says what one metric says now.
   *
   * @param name Its name, as it was made.
   * @returns A copy, or `undefined` if there is no such metric.
   */
  read(name: string): MetricSnapshot | undefined {
    return this.#families.get(name)?.snapshot();
  }

  #make(kind: MetricKind, name: string, options: HistogramOptions): Family {
    const definition = metricDefinition({ kind, name, options, maxLabelSets: this.#maxLabelSets });
    const known = this.#families.get(name);
    if (known !== undefined) {
      checkSame(known.definition, definition);
      return known;
    }
    // One more than the limit: the registry's own counter takes no place.
    if (this.#families.size > this.#maxMetrics) throw new MetricLimitError(name, this.#maxMetrics);
    const onDropped = () => this.#dropped.labels({ metric: name }).inc();
    const family = CONSTRUCT[kind]({ definition, wallClock: this.#wallClock, onDropped });
    this.#families.set(name, family);
    return family;
  }
}
