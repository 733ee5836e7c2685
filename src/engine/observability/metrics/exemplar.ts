/**
 * Exemplars: one example of what a number counts, usually by the id of a trace, so that from a spike on a chart one
 * gets to a run that was part of it.
 * @module
 */
import type { WallClock } from "../../../time/wall_clock.ts";
import { checkLabelName } from "./metric_name.ts";

/** Most characters of all names and values of an exemplar's labels. Source: OpenMetrics 1.0, "Exemplars". */
const MAX_CHARACTERS = 128;

/** Labels of an exemplar, at most 128 characters in all: `{ trace_id, span_id }` by custom. */
export type ExemplarLabels = Readonly<Record<string, string>>;

/** An example of what was counted. */
export interface Exemplar {
  /** What it was. */
  readonly labels: ExemplarLabels;
  /** What it added to a counter, or what a histogram observed. */
  readonly value: number;
  /** When, in milliseconds since the start of 1970. */
  readonly atMs: number;
}

/**
 * Makes an exemplar.
 *
 * @param labels What it was.
 * @param value What was recorded.
 * @param wallClock Says when.
 * @returns The exemplar.
 * @throws {TypeError} If a label's name is not allowed.
 * @throws {RangeError} If the labels are too long.
 */
export function exemplar(labels: ExemplarLabels, value: number, wallClock: WallClock): Exemplar {
  let characters = 0;
  for (const [name, text] of Object.entries(labels)) {
    checkLabelName(name, "record an exemplar");
    characters += name.length + [...text].length;
  }
  if (characters > MAX_CHARACTERS) {
    throw new RangeError(
      `Cannot record an exemplar as its labels must have at most ${MAX_CHARACTERS} characters: current value is ${characters}`,
    );
  }
  return { labels: { ...labels }, value, atMs: wallClock.wallNow() };
}
