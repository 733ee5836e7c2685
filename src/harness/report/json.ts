/**
 * A session as JSON: the result itself, with every sample. What follows from it is computed by whoever
 * reads it, so that a stored estimate can never disagree with the samples beside it.
 * @module
 */
import type { Result } from "../session/result.ts";

/**
 * Writes a result as JSON.
 *
 * @param result The result.
 * @returns One JSON object in one line, with a line break at its end.
 */
export function resultJson(result: Result): string {
  return `${JSON.stringify(result)}\n`;
}
