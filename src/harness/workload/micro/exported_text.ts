/**
 * What an export of many series must look like, in the text format of Prometheus.
 * @module
 */
import { nextStep } from "./oracle.ts";

/** The gauge that is exported. */
export const EXPORTED = { name: "level", help: "Levels.", label: "series" } as const;

/**
 * Says which series stands elsewhere than its number says, and where.
 *
 * @param seed The run's seed.
 * @param series How many there are.
 */
export function movedSeries(seed: number, series: number): { readonly index: number; readonly value: number } {
  return { index: nextStep(seed, 0) % series, value: 100_000 + (seed & 0xffff) };
}

/**
 * Writes the line of a series.
 *
 * @param index Number of the series.
 * @param value Where it stands.
 */
export function lineOf(index: number, value: number): string {
  return `${EXPORTED.name}{${EXPORTED.label}="${index}"} ${value}\n`;
}

/**
 * Writes all lines.
 *
 * @param values Where the series stand.
 */
export function textOf(values: readonly number[]): string {
  const { name, help } = EXPORTED;
  let text = `# HELP ${name} ${help}\n# TYPE ${name} gauge\n`;
  for (const [index, value] of values.entries()) text += lineOf(index, value);
  return text;
}

/**
 * Looks at a text: how long it is, and whether the line of the series that was moved is in it.
 *
 * @param text What was exported.
 * @param seed The run's seed.
 * @param series How many series there are.
 */
export function lookAt(text: string, seed: number, series: number): number {
  const { index, value } = movedSeries(seed, series);
  return nextStep(nextStep(seed, text.length), text.indexOf(lineOf(index, value)));
}

/**
 * An oracle: length of the text, and where the line of the moved series is; operations are series.
 *
 * @param operations Operations of the run.
 * @param seed The run's seed.
 */
export function exportedText(operations: number, seed: number): number {
  const values = Array.from({ length: operations }, (_, index) => index),
    { index, value } = movedSeries(seed, operations);
  values[index] = value;
  return lookAt(textOf(values), seed, operations);
}
