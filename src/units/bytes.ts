/**
 * Text of amounts of memory: measured ones with their interval, and known ones, such as the memory
 * of a machine, without.
 * @module
 */
import { fixedText, significantDecimals } from "./digits.ts";
import { type Interval, type QuantityText, quantityText, type Unit } from "./quantity.ts";

const UNITS: readonly [Unit, ...Unit[]] = [
  { symbol: "B", size: 1 },
  { symbol: "KiB", size: 2 ** 10 },
  { symbol: "MiB", size: 2 ** 20 },
  { symbol: "GiB", size: 2 ** 30 },
];

/**
 * Writes a measured amount of memory.
 *
 * @param intervalBytes Estimate and bounds in bytes.
 * @returns The parts of the text, from `B` to `GiB`, with at most four significant digits.
 */
export function bytesText(intervalBytes: Interval): QuantityText {
  return quantityText(intervalBytes, UNITS);
}

/**
 * Writes an amount of memory that is known exactly, with two significant digits: `3.8 GiB`.
 *
 * @param bytes The amount, 0 or more.
 * @returns Number and unit.
 */
export function sizeText(bytes: number): string {
  const unit = UNITS.findLast((unit) => bytes >= unit.size) ?? UNITS[0];
  const decimals = unit.size === 1 ? 0 : Math.max(significantDecimals(bytes / unit.size, 2), 0);
  return `${fixedText(bytes / unit.size, decimals)} ${unit.symbol}`;
}
