/**
 * What all metrics have in common: one series per distinct label set, made when first asked for and then handed out
 * again, up to a limit. `counter.ts`, `gauge.ts` and `histogram.ts` say what a series is.
 *
 * Note: the limit counts label sets and not recordings. Who counted recordings would freeze a counter that one label
 * set is enough for; who had no limit would let one user's ids fill the memory of both ends.
 * @module
 */
import type { WallClock } from "../../../time/wall_clock.ts";
import type { MetricDefinition } from "./metric_options.ts";
import type { MetricSnapshot } from "./metric_snapshot.ts";

/** Value of every label of the series that label sets beyond the limit share. */
export const OVERFLOW = "_other";

/** A value for each label: `L` are their names. */
export type LabelValues<L extends string> = Readonly<Record<L, string | number>>;

/** What a series is taken from: nothing where there are no labels. */
export type LabelArguments<L extends string> = [L] extends [never] ? [] : [values: LabelValues<L>];

/** What a registry makes a metric of. */
export interface MetricParts {
  /** Name, help, labels and limits. */
  readonly definition: MetricDefinition;
  /** Says when series begin. */
  readonly wallClock: WallClock;
  /** Is called for each label set that is turned away. */
  readonly onDropped: () => void;
}

/** A metric as its registry has it. */
export abstract class MetricFamily<L extends string, S> {
  /** Name, help, labels and limits. */
  readonly definition: MetricDefinition;
  /** Says when series begin. */
  protected readonly wallClock: WallClock;
  readonly #onDropped: () => void;
  readonly #series: Map<string, S> = new Map();
  #droppedLabelSets = 0;

  /**
   * Makes one without series; registries do.
   *
   * @param parts What it is, and what it needs.
   */
  constructor({ definition, wallClock, onDropped }: MetricParts) {
    this.definition = definition;
    this.wallClock = wallClock;
    this.#onDropped = onDropped;
  }

  /**
   * Gives the series of a label set. Ask once and keep it where it matters: from then on recording is an addition.
   *
   * @param values A value for each label: nothing more and nothing less.
   * @returns The series, the same for the same label set. Beyond `maxLabelSets` it is the one of {@linkcode OVERFLOW}.
   * @throws {TypeError} If a label has no value, or there is one for a label that does not exist.
   */
  labels(...values: LabelArguments<L>): S {
    const texts = this.#textsOf(values[0] ?? {}), key = keyOf(texts);
    return this.#series.get(key) ?? this.#add(key, texts);
  }

  /** How often `labels()` was asked for a label set that was beyond the limit. */
  get droppedLabelSets(): number {
    return this.#droppedLabelSets;
  }

  /** What the metric says now. */
  abstract snapshot(): MetricSnapshot;

  /**
   * Makes a series.
   *
   * @param labelValues Its label values, in the order of the definition.
   */
  protected abstract begin(labelValues: readonly string[]): S;

  /** All series, in the order in which they were asked for. */
  protected get series(): readonly S[] {
    return [...this.#series.values()];
  }

  #add(key: string, texts: readonly string[]): S {
    // The overflow series comes on top of the limit, so that the last place is not lost to it.
    if (this.#series.size < this.definition.maxLabelSets) return this.#begin(key, texts);
    this.#droppedLabelSets++;
    this.#onDropped();
    const others = texts.map(() => OVERFLOW), othersKey = keyOf(others);
    return this.#series.get(othersKey) ?? this.#begin(othersKey, others);
  }

  #begin(key: string, texts: readonly string[]): S {
    const series = this.begin(texts);
    this.#series.set(key, series);
    return series;
  }

  #textsOf(values: Readonly<Record<string, string | number>>): readonly string[] {
    const { name, labelNames } = this.definition;
    for (const label in values) {
      if (labelNames.includes(label)) continue;
      throw new TypeError(`Cannot label metric "${name}" as it has no label "${label}": it has ${list(labelNames)}`);
    }
    return labelNames.map((label) => {
      const value = values[label];
      // Half a character cannot be written down, and two that differ in nothing else would look the same.
      if (typeof value === "string" || typeof value === "number") return String(value).toWellFormed();
      throw new TypeError(
        `Cannot label metric "${name}" as "${label}" must be text or a number: current value is ${String(value)}`,
      );
    });
  }
}

/** One text for one label set: lengths tell values apart whatever is in them. */
function keyOf(texts: readonly string[]): string {
  if (texts.length === 1) return texts[0]!;
  let key = "";
  for (const text of texts) key += `${text.length}:${text}`;
  return key;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => `"${name}"`).join(", ");
}
