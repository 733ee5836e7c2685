/**
 * How much each measurement resembles the one before it. Where it does, a series holds less information
 * than its length says: intervals over it would be too short, and shuffling it would be unfair.
 * @module
 */

/**
 * Finds the autocorrelation of a series at a lag of one.
 *
 * @param series Finite numbers, oldest first.
 * @returns From -1, alternating, over 0, independent, to 1, drifting; 0 for a series that does not vary.
 */
export function lagOneCorrelation(series: readonly number[]): number {
  const mean = series.reduce((sum, x) => sum + x, 0) / series.length;
  let products = 0;
  let squares = 0;
  series.forEach((x, i) => {
    squares += (x - mean) ** 2;
    if (i > 0) products += (x - mean) * (series[i - 1]! - mean);
  });
  return squares === 0 ? 0 : products / squares;
}

/** Share of the differences that count; the largest are left to steps and spikes. */
const KEPT = 0.9;

/**
 * Estimates the same from how much faster measurements part at a lag of two than at a lag of one, which a
 * few steps in the series hardly touch: they are the largest differences, and those are left out. Less
 * precise than {@linkcode lagOneCorrelation}, which takes any step for resemblance.
 *
 * @param series Three finite numbers or more, oldest first.
 * @returns About the correlation if each measurement resembles only the one before it; 0 where most do not vary.
 */
export function lagOneCorrelationDespiteSteps(series: readonly number[]): number {
  // At a lag of k, squared differences average 2σ²(1 − ρᵏ), and (1 − ρ²) / (1 − ρ) = 1 + ρ.
  const nearby = meanSmallSquare(series, 1);
  return nearby === 0 ? 0 : meanSmallSquare(series, 2) / nearby - 1;
}

function meanSmallSquare(series: readonly number[], lag: number): number {
  const squares = Float64Array.from(series.slice(lag), (x, i) => (x - series[i]!) ** 2).sort();
  const kept = squares.subarray(0, Math.ceil(KEPT * squares.length));
  return kept.reduce((sum, square) => sum + square, 0) / kept.length;
}
