/**
 * The text of round values at an axis: as many digits as they have, so that 20 ms is not called 20.0 ms.
 * @module
 */
import type { MetricModel } from "../../model.ts";
import { plainText } from "../../number_text.ts";

/** Digits of a value that is not round. */
const MOST_DIGITS = 3;

/**
 * Writes a round value.
 *
 * @param value The value, in the base unit.
 * @param unit The base unit.
 * @returns For example `20 ms`; nothing has no unit.
 */
export function tickText(value: number, unit: MetricModel["unit"]): string {
  if (value === 0) return "0";
  const digits = value.toPrecision(MOST_DIGITS).replace(/e.*$/, "").replace(/[-.]/g, "").replace(/^0+/, "");
  return plainText(value, unit, Math.max(1, digits.replace(/0+$/, "").length));
}

/**
 * Writes a round change.
 *
 * @param change The change; 0.1 is 10 % more.
 * @returns For example `+10%`.
 */
export function changeTickText(change: number): string {
  const text = tickText(change, "share");
  return change > 0 ? `+${text}` : text;
}
