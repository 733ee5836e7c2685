/**
 * The logarithm of the gamma function, for the distributions that are built on it.
 * @module
 */
import { invariant } from "../invariant.ts";

/** From here on Stirling's series with the terms below is exact to the last digit. */
const SERIES_FROM = 10;
/** B₂ₖ / (2k(2k − 1)) for k = 1, 2, …: the coefficients of Stirling's series (DLMF 5.11.1). */
const COEFFICIENTS = [1 / 12, -1 / 360, 1 / 1_260, -1 / 1_680, 1 / 1_188, -691 / 360_360, 1 / 156];

/**
 * Finds ln Γ(x).
 *
 * @param x A number above 0.
 * @returns ln Γ(x), which is ln((x − 1)!) for integers.
 */
export function logGamma(x: number): number {
  invariant(x > 0, "The gamma function is taken of positive numbers only");
  // Γ(x) = Γ(x + 1) / x moves small arguments to where the series is good.
  let product = 1;
  let shifted = x;
  while (shifted < SERIES_FROM) product *= shifted++;
  return stirling(shifted) - Math.log(product);
}

function stirling(x: number): number {
  let power = 1 / x;
  let series = 0;
  for (const coefficient of COEFFICIENTS) {
    series += coefficient * power;
    power /= x * x;
  }
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}
