/**
 * What a piece of a run can be spent on: its name, and how it is drawn. Waiting, back-off and failed attempts
 * carry a pattern besides their colour.
 * @module
 */
import type { TimelineSegment } from "../../model.ts";
import { type Html, html, raw } from "../markup.ts";

/** Kinds in the order in which they are listed. */
export const KINDS: readonly TimelineSegment["kind"][] = [
  "running",
  "overhead",
  "failed",
  "back-off",
  "checkpoint",
  "waiting",
];

/** How kinds are called. */
export const KIND_NAMES: Readonly<Record<TimelineSegment["kind"], string>> = {
  running: "running a task",
  overhead: "overhead of the framework",
  failed: "failed attempt",
  "back-off": "back-off before a retry",
  checkpoint: "writing a checkpoint",
  waiting: "waiting",
};

const SWATCH_WIDTH = 14, SWATCH_HEIGHT = 10;

/**
 * Defines the patterns; once on a page, before they are used.
 *
 * @returns An element without a size.
 */
export function patterns(): Html {
  return raw(
    '<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>' +
      '<pattern id="pattern-waiting" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M1 0v5" class="hatch-waiting"/></pattern>' +
      '<pattern id="pattern-back-off" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="2.500" cy="2.500" r="1.400" class="dot-back-off"/></pattern>' +
      '<pattern id="pattern-failed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" class="kind-failed"/><path d="M1.500 0v6" class="hatch-failed"/></pattern>' +
      "</defs></svg>",
  );
}

/**
 * Draws a sample of a kind.
 *
 * @param kind The kind.
 * @returns An icon that screen readers skip.
 */
export function swatch(kind: TimelineSegment["kind"]): Html {
  return html`
    <svg class="icon" width="${SWATCH_WIDTH}" height="${SWATCH_HEIGHT}" aria-hidden="true">
      <rect width="${SWATCH_WIDTH}" height="${SWATCH_HEIGHT}" class="kind ${kind}" />
    </svg>
  `;
}
