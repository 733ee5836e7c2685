/**
 * Takes single spikes out of a series without touching its steps: what sticks out of the running median
 * is cut off at two deviations. The deviation is told from differences between neighbours, which a step
 * enters only once.
 * @module
 */
import { robustDeviation } from "./mad.ts";
import { median } from "./median.ts";

/** Measurements in the running median; up to two spikes at once do not move it. */
const WINDOW = 5;
/** Deviations from the running median at which a measurement is cut off. */
const LARGEST_RESIDUAL = 2;

/**
 * Cuts spikes off.
 *
 * @param series Five finite numbers or more, oldest first; left as they are.
 * @returns As many numbers, each within two deviations of the median around it.
 */
export function withoutSpikes(series: readonly number[]): number[] {
  const reach = LARGEST_RESIDUAL * noiseOf(series);
  return series.map((x, i) => {
    // At either end the window does not move on: half a window would let a spike count double.
    const start = Math.min(Math.max(i - (WINDOW - 1) / 2, 0), series.length - WINDOW);
    const centre = median(series.slice(start, start + WINDOW));
    return Math.min(Math.max(x, centre - reach), centre + reach);
  });
}

/** Robust deviation of measurements; neighbours differ by √2 times as much. */
function noiseOf(series: readonly number[]): number {
  return robustDeviation(series.slice(1).map((x, i) => x - series[i]!)) / Math.SQRT2;
}
