/**
 * Colours of outcomes, the same in every picture. The text says the outcome too: no colour is needed to read one.
 * @module
 */
import type { StateOutcome } from "../run/outcome.ts";

/** Colours of a node. */
export interface OutcomeColours {
  readonly fill: string;
  readonly line: string;
}

const GREEN: OutcomeColours = { fill: "#dff2e1", line: "#2f7d3b" };
const RED: OutcomeColours = { fill: "#fadcd9", line: "#b3261e" };
const AMBER: OutcomeColours = { fill: "#fdefc8", line: "#8a6100" };
const GREY: OutcomeColours = { fill: "#eeeeee", line: "#767676" };

/** Colours by outcome: green went well, red went wrong, amber could not go on, grey had no reason to run. */
export const OUTCOME_COLOURS: Readonly<Record<StateOutcome["kind"], OutcomeColours>> = {
  "completed": GREEN,
  "failed": RED,
  "timed-out": RED,
  "upstream-failed": AMBER,
  "blocked": AMBER,
  "cancelled": AMBER,
  "skipped": GREY,
  "not-reached": GREY,
};
