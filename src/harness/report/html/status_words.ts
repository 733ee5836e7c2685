/**
 * How a cell without a time is called, in few characters.
 * @module
 */
import type { CellModel } from "../model.ts";

/** A word or two for each status that has no time. */
export const STATUS_WORDS: Readonly<Record<Exclude<CellModel["status"], "measured">, string>> = {
  "not-applicable": "n/a",
  "failed": "failed",
  "invalid": "invalid",
  "unavailable": "not there",
  "interrupted": "interrupted",
};
