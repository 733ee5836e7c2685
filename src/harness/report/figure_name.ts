/**
 * Reads the names of figures: programs name them with the unit in the name (`waitMsP50`, `scan-us-p50`,
 * `jainFairnessPercent`), reports show a title and a number in a base unit.
 * @module
 */
import type { MetricModel } from "./model.ts";

/** What a name says. */
export interface FigureName {
  /** In words, without the unit: `wait p50`. */
  readonly title: string;
  /** Base unit. */
  readonly unit: MetricModel["unit"];
  /** What a value is multiplied by to be in the base unit. */
  readonly factor: number;
}

/** Words that are units, alone or with the word before them. */
const UNITS: readonly (readonly [pattern: RegExp, unit: FigureName["unit"], factor: number])[] = [
  [/ ?\bper second\b/, "per-second", 1],
  [/ ?\bpercent\b/, "share", 0.01],
  [/ ?\bmegabytes\b/, "bytes", 1e6],
  [/ ?\bms\b/, "ns", 1e6],
  [/ ?\bus\b/, "ns", 1e3],
  [/ ?\bns\b/, "ns", 1],
];

/**
 * Reads the name of a figure.
 *
 * @param name As a program gives it.
 * @returns Title, unit and factor; a name without a unit is that of a count.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { figureName } from "./figure_name.ts";
 *
 * assert.deepEqual(figureName("waitMsP50"), { title: "wait p50", unit: "ns", factor: 1e6 });
 * assert.deepEqual(figureName("bytesPerSpan"), { title: "bytes per span", unit: "bytes", factor: 1 });
 * ```
 */
export function figureName(name: string): FigureName {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("-", " ").toLowerCase();
  for (const [pattern, unit, factor] of UNITS) {
    if (pattern.test(words)) return { title: words.replace(pattern, "").trim(), unit, factor };
  }
  return { title: words, unit: /\bbytes\b/.test(words) ? "bytes" : "count", factor: 1 };
}
