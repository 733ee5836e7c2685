/**
 * Round durations in words, for headings and sentences: `10 µs`, `1 ms`.
 * @module
 */
import { THIN_SPACE } from "../number_text.ts";

const UNITS = [["ns", 1], ["µs", 1e3], ["ms", 1e6], ["s", 1e9]] as const;

/**
 * Writes a round duration.
 *
 * @param ns Nanoseconds, 1 or more.
 * @returns Number and unit, in the largest unit of which there is one.
 */
export function durationWords(ns: number): string {
  const [symbol, size] = UNITS.findLast(([, size]) => ns >= size) ?? UNITS[0];
  return `${ns / size}${THIN_SPACE}${symbol}`;
}
