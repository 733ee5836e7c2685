/**
 * Text of counts: whole numbers with commas between thousands, and with their noun.
 * @module
 */
import { fixedText } from "./digits.ts";

/**
 * Writes a count.
 *
 * @param count A whole number.
 * @returns For example `1,500`.
 */
export function countText(count: number): string {
  return fixedText(count, 0);
}

/**
 * Writes a count with its noun.
 *
 * @param count A whole number.
 * @param singular The noun for one.
 * @param plural The noun for any other count; `singular` with an s unless given.
 * @returns For example `1 process`, `1,500 runs`.
 */
export function counted(count: number, singular: string, plural: string = `${singular}s`): string {
  return `${countText(count)} ${count === 1 ? singular : plural}`;
}
