/**
 * What is said about a metric when it is made, and the check of it.
 * @module
 */
import { wholeNumber } from "../../reliability/number_check.ts";
import { checkBuckets, DEFAULT_BUCKETS } from "./buckets.ts";
import { checkNames } from "./metric_name.ts";

/** Options of every metric: `L` are the names of its labels. */
export interface MetricOptions<L extends string = string> {
  /** What it says, in a sentence: shown wherever the metric is. */
  readonly help: string;
  /**
   * What it is measured in, by its base unit: `seconds`, `bytes`. The metric's name must end in it.
   * @default {undefined} a plain number
   */
  readonly unit?: string;
  /** Names of the labels; every series has a value for each. @default {[]} */
  readonly labelNames?: readonly L[];
  /**
   * Most distinct label sets, 1 or more. Those beyond it share one more series, whose label values are all
   * {@linkcode OVERFLOW}, and are counted. @default {undefined} the registry's `maxLabelSets`
   */
  readonly maxLabelSets?: number;
}

/** Options of a histogram. */
export interface HistogramOptions<L extends string = string> extends MetricOptions<L> {
  /**
   * Upper bounds of the buckets, each included in its bucket: 0 or more, finite and ascending, at most 200; what is
   * above the last has a bucket of its own. @default {DEFAULT_BUCKETS} from 5 ms to 10 s, for a unit of seconds
   */
  readonly buckets?: readonly number[];
}

/** What a metric counts. */
export type MetricKind = "counter" | "gauge" | "histogram";

/** All that is known of a metric, defaults filled in. */
export interface MetricDefinition {
  /** What it counts. */
  readonly kind: MetricKind;
  /** Its name, without what is added when it is written. */
  readonly name: string;
  /** What it says. */
  readonly help: string;
  /** What it is measured in. */
  readonly unit: string | undefined;
  /** Names of its labels. */
  readonly labelNames: readonly string[];
  /** Most distinct label sets. */
  readonly maxLabelSets: number;
  /** Upper bounds; empty for what is no histogram. */
  readonly buckets: readonly number[];
}

/** What a metric is made from. */
export interface MetricDeclaration {
  readonly kind: MetricKind;
  readonly name: string;
  readonly options: HistogramOptions;
  /** The registry's own limit. */
  readonly maxLabelSets: number;
}

/**
 * Checks options and fills in the defaults.
 *
 * @param declaration What a caller wants.
 * @returns The definition.
 * @throws {TypeError} If a name is not allowed, or there is no help.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function metricDefinition({ kind, name, options, maxLabelSets }: MetricDeclaration): MetricDefinition {
  const { help, unit, labelNames = [], buckets = DEFAULT_BUCKETS } = options;
  checkNames({ name, unit, labelNames });
  if (typeof help !== "string" || help === "") {
    throw new TypeError(`Cannot make metric "${name}" as 'help' must say what it is: current value is empty`);
  }
  if (kind === "histogram") checkBuckets(name, buckets);
  const limit = { action: `make metric "${name}"`, option: "maxLabelSets" };
  return {
    kind,
    name,
    help,
    unit,
    labelNames: [...labelNames],
    maxLabelSets: wholeNumber(options.maxLabelSets ?? maxLabelSets, limit),
    buckets: kind === "histogram" ? [...buckets] : [],
  };
}

/**
 * Checks that somebody who asks for a metric by name gets what he expects.
 *
 * @param known The metric that is there.
 * @param wanted What was asked for.
 * @throws {TypeError} If they differ in anything.
 */
export function checkSame(known: MetricDefinition, wanted: MetricDefinition): void {
  for (const key of Object.keys(known) as (keyof MetricDefinition)[]) {
    const [is, should] = [JSON.stringify(known[key]), JSON.stringify(wanted[key])];
    if (is !== should) {
      throw new TypeError(
        `Cannot make metric "${known.name}" again as its '${key}' must stay the same: ` +
          `it was made with ${is}, current value is ${should}`,
      );
    }
  }
}
