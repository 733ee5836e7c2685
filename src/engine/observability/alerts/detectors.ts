/**
 * What rules find at one evaluation. How long it has been so, and who is told, is `alert_book.ts`'s.
 * @module
 */
import type { AbsenceRule, AlertRule, RateRule, ThresholdRule } from "./alert_rule.ts";
import type { SeriesGroup } from "./series_groups.ts";

/** Something is as a rule does not want it. */
export interface Finding {
  /** Names the group among those of the rule. */
  readonly key: string;
  /** What it is about. */
  readonly labels: Readonly<Record<string, string>>;
  /** What was compared; `null` if there was nothing. */
  readonly value: number | null;
  /** What happened, in a sentence. */
  readonly summary: string;
}

/** Looks at the values of one rule, evaluation by evaluation. */
export interface Detector {
  /**
   * Looks.
   *
   * @param groups The values now.
   * @param nowMs When it is.
   * @returns What is not as it should be.
   */
  find(groups: readonly SeriesGroup[], nowMs: number): readonly Finding[];
}

/**
 * Makes what looks for a rule.
 *
 * @param rule The rule.
 */
export function detectorOf(rule: AlertRule): Detector {
  switch (rule.kind) {
    case "threshold":
      return { find: (groups) => overThreshold(rule, groups) };
    case "rate":
      return new RateDetector(rule);
    case "absence":
      return new AbsenceDetector(rule);
  }
}

function isWrong(value: number, { is, limit }: ThresholdRule | RateRule): boolean {
  return is === "above" ? value > limit : value < limit;
}

function overThreshold(rule: ThresholdRule, groups: readonly SeriesGroup[]): readonly Finding[] {
  return groups.filter(({ value }) => isWrong(value, rule)).map(({ key, labels, value }) => {
    const summary = rule.summary ?? `${rule.metric} is ${value}, which is ${rule.is} ${rule.limit}`;
    return { key, labels, value, summary };
  });
}

interface Sample {
  readonly atMs: number;
  readonly value: number;
}

/** Remembers what each group said within the window, and once before. */
class RateDetector implements Detector {
  readonly #rule: RateRule;
  readonly #samples: Map<string, Sample[]> = new Map();
  #beforeMs: number | null = null;

  constructor(rule: RateRule) {
    this.#rule = rule;
  }

  find(groups: readonly SeriesGroup[], nowMs: number): readonly Finding[] {
    const findings: Finding[] = [], { is, limit, overMs, metric } = this.#rule;
    for (const { key, labels, value } of groups) {
      const samples = this.#add(key, { atMs: nowMs, value }), first = samples[0]!;
      // Growth by the whole window, also while it is not full: the first error of all is no storm of errors.
      const perSecond = (value - first.value) / (overMs / 1_000);
      if (!isWrong(perSecond, this.#rule) || (is === "below" && nowMs - first.atMs < overMs)) continue;
      const summary = this.#rule.summary ?? `${metric} grows by ${perSecond} per second, which is ${is} ${limit}`;
      findings.push({ key, labels, value: perSecond, summary });
    }
    this.#beforeMs = nowMs;
    return findings;
  }

  #add(key: string, sample: Sample): readonly Sample[] {
    let samples = this.#samples.get(key);
    if (samples === undefined) {
      // What was not there at the evaluation before has grown from 0 since.
      samples = this.#beforeMs === null ? [] : [{ atMs: this.#beforeMs, value: 0 }];
      this.#samples.set(key, samples);
    }
    samples.push(sample);
    while (samples.length > 2 && samples[1]!.atMs <= sample.atMs - this.#rule.overMs) samples.shift();
    return samples;
  }
}

/** Remembers what each group said last. */
class AbsenceDetector implements Detector {
  readonly #rule: AbsenceRule;
  #before: ReadonlyMap<string, number> = new Map();

  constructor(rule: AbsenceRule) {
    this.#rule = rule;
  }

  find(groups: readonly SeriesGroup[]): readonly Finding[] {
    const before = this.#before, { metric, by = [] } = this.#rule;
    this.#before = new Map(groups.map(({ key, value }) => [key, value]));
    if (groups.length === 0) {
      const labels = Object.fromEntries(by.map((label) => [label, ""]));
      const summary = this.#rule.summary ?? `${metric} has no series`;
      return [{ key: JSON.stringify(Object.values(labels)), labels, value: null, summary }];
    }
    return groups.filter(({ key, value }) => before.get(key) === value).map(({ key, labels, value }) => {
      return { key, labels, value, summary: this.#rule.summary ?? `${metric} stays at ${value}` };
    });
  }
}
