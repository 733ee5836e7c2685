/**
 * How it looks on a terminal that there is no number: a fault of the subject stands out, an absence does not.
 * @module
 */
import type { UnmeasuredRow } from "../../compare/benchmark_analysis.ts";
import type { CellModel } from "../model.ts";
import type { Tone } from "./line.ts";

/** Looks by status, as results and as reports call it. */
export const STATUS_TONES: Readonly<Record<UnmeasuredRow["status"] | Exclude<CellModel["status"], "measured">, Tone>> =
  {
    "invalid": "slower",
    "failed": "slower",
    "interrupted": "doubt",
    "unavailable": "faint",
    "unsupported": "faint",
    "not-applicable": "faint",
  };
