/**
 * Tells whether measurements have stopped moving: the last two windows agree in centre and in spread,
 * and there is no trend across both. Thresholds are data, and no more than a working definition: many
 * programs never become steady (Barrett et al., "Virtual machine warmup blows hot and cold", 2017).
 * @module
 */
import { mad } from "../../stats/mad.ts";
import { median } from "../../stats/median.ts";

/** Measurements in a window. */
export const WINDOW = 10;

/** Medians of the two windows differ by less than this share of the older one. */
export const MEDIAN_TOLERANCE = 0.02;
/** Deviations of the two windows differ by less than this share of the older one. */
export const DEVIATION_TOLERANCE = 0.5;
/** Kendall's tau between time and measurement stays below this, in absolute value. */
export const LARGEST_TREND = 0.4;

/**
 * Judges the end of a series.
 *
 * @param measurements Positive numbers, oldest first.
 * @returns Whether its last two windows show a steady state; `false` if there are not two.
 */
export function isSteady(measurements: readonly number[]): boolean {
  if (measurements.length < 2 * WINDOW) return false;
  const both = measurements.slice(-2 * WINDOW);
  const older = both.slice(0, WINDOW);
  const newer = both.slice(WINDOW);
  return differsByLess(median(newer), median(older), MEDIAN_TOLERANCE) &&
    differsByLess(mad(newer), mad(older), DEVIATION_TOLERANCE) &&
    Math.abs(trendOf(both)) < LARGEST_TREND;
}

function differsByLess(value: number, reference: number, share: number): boolean {
  // Equal values pass even where the reference is 0, as the deviation of a constant window is.
  return value === reference || Math.abs(value - reference) < share * reference;
}

/**
 * Measures the trend of a series by Kendall's tau-a against its order, as the Mann–Kendall test does.
 *
 * @param series Two numbers or more, oldest first.
 * @returns From -1, ever falling, over 0, no trend, to 1, ever rising.
 */
export function trendOf(series: readonly number[]): number {
  let concordance = 0;
  series.forEach((later, i) => {
    for (const earlier of series.slice(0, i)) concordance += Math.sign(later - earlier);
  });
  return concordance / (series.length * (series.length - 1) / 2);
}
