/**
 * How many digits a number deserves, and the text of a number at so many digits. The digits follow
 * the uncertainty (the rule of the Particle Data Group), never the machine's own precision. Units
 * and scaling are in `quantity.ts`.
 * @module
 */

/**
 * Tells how many decimals an uncertainty supports.
 *
 * The three leading digits of the half-width decide: 100 to 354 keep two digits of it, 355 to 949
 * keep one, and anything above is rounded up to 1000, which keeps two.
 *
 * @param halfWidth Half-width of the interval, 0 or more.
 * @returns Number of decimals; negative where even whole units say too much, `Infinity` for a half-width of 0.
 */
export function supportedDecimals(halfWidth: number): number {
  if (halfWidth === 0) return Infinity;
  // toExponential() rounds in decimal; log10 and a division would be off by one at some powers of ten.
  const [mantissa, exponent] = halfWidth.toExponential(2).split("e").map(Number) as [number, number];
  // 1000 with two digits ends at the same place as 950 with one, so the third case needs no branch.
  return (mantissa <= 3.54 ? 1 : 0) - exponent;
}

/**
 * Tells how many decimals show a number with so many significant digits.
 *
 * @param value The number.
 * @param digits Significant digits, 1 or more.
 * @returns Number of decimals; negative where digits before the point must go, `Infinity` for 0.
 */
export function significantDecimals(value: number, digits: number): number {
  if (value === 0) return Infinity;
  return digits - 1 - Number(value.toExponential(digits - 1).split("e")[1]);
}

/**
 * Rounds a number to a number of decimals.
 *
 * @param value The number.
 * @param decimals Decimals to keep; negative rounds to tens, hundreds and so on.
 * @returns The nearest such number.
 */
export function roundTo(value: number, decimals: number): number {
  if (decimals >= 0) return Number(value.toFixed(decimals));
  const step = 10 ** -decimals;
  return Math.round(value / step) * step;
}

/**
 * Writes a number with a fixed number of decimals, commas between thousands and a true minus sign.
 *
 * @param value The number.
 * @param decimals Decimals to show; negative rounds to tens, hundreds and so on.
 * @returns For example `−1,234.50`; zero has no sign.
 */
export function fixedText(value: number, decimals: number): string {
  const rounded = roundTo(value, decimals);
  const [whole, fraction] = Math.abs(rounded).toFixed(Math.max(decimals, 0)).split(".") as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (rounded < 0 ? "−" : "") + grouped + (fraction === undefined ? "" : `.${fraction}`);
}
