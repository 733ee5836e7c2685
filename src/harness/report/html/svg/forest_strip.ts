/**
 * One change with its interval, on an axis of factors that all rows have in common: twice as slow is as far to
 * the right as twice as fast is to the left.
 * @module
 */
import type { ChangeModel } from "../../model.ts";
import { isBounded } from "../../number_text.ts";
import { across, bar, chart, label, line } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { linearScale, type Scale } from "./scale.ts";
import { changeTickText } from "./tick_text.ts";

const HEIGHT = 24, MIDDLE = 12, AXIS_HEIGHT = 15, AXIS_FOOT = 11, RADIUS = 4;
/** Changes that are labelled, if the axis holds them. */
const ROUND_CHANGES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 3];
/** Changes beyond this stand at the end of the axis: one of them would squeeze all others. */
const MOST_CHANGE = 3;
/** The axis goes on beyond the limit by at least this factor. */
const LEAST_EXTENT = 2;
/** Room at both ends. */
const MARGIN = 1.04;

/** The axis of all rows. */
export interface ForestAxis {
  /** Share of the width at which a change stands. */
  readonly shareOf: Scale["shareOf"];
  /** Largest change on the axis. */
  readonly most: number;
  /** Change from which on a row counts; `null` where there is no limit. */
  readonly limit: number | null;
}

/**
 * Finds an axis on which all changes have room.
 *
 * @param changes All changes.
 * @param limit Change from which on a row counts; `null` where there is no limit.
 * @returns The axis, with no change in its middle.
 */
export function forestAxis(changes: readonly ChangeModel[], limit: number | null): ForestAxis {
  const ends = changes.flatMap(({ change }) => {
    if (change === null) return [];
    return (isBounded(change) ? [change.lo, change.hi] : [change.value]).map((end) => Math.abs(logOf(end)));
  });
  const least = logOf(LEAST_EXTENT * (limit ?? ROUND_CHANGES[0]!));
  const extent = Math.min(logOf(MOST_CHANGE), MARGIN * Math.max(least, ...ends));
  const { shareOf } = linearScale(-extent, extent);
  return { shareOf: (change) => shareOf(logOf(change)), most: Math.expm1(extent), limit };
}

/**
 * Draws a row.
 *
 * @param change The change; without one, only the limits are drawn.
 * @param axis The axis.
 * @param look Class that sets the colour, and what a screen reader says.
 * @returns The chart.
 */
export function forestStrip(
  { change, verdict }: ChangeModel,
  axis: ForestAxis,
  { look, label: said }: { readonly look: string; readonly label: string },
): Html {
  const { shareOf } = axis;
  const dot = verdict === "undecided" || verdict === "same" ? "hollow" : "solid";
  return chart(
    html`${limitBand(axis)}${line([shareOf(0), 0], [shareOf(0), HEIGHT], "zero")}${
      change !== null &&
      html`
        ${isBounded(change) &&
          line([shareOf(change.lo), MIDDLE], [shareOf(change.hi), MIDDLE], `interval ${look}`)}<circle cx="${across(
            shareOf(change.value),
          )}" cy="${MIDDLE}" r="${RADIUS}" class="${dot} ${look}" />
      `
    }`,
    { height: HEIGHT, label: said },
  );
}

/**
 * Draws the axis above the rows.
 *
 * @param axis The axis.
 * @returns No change, two round ones on each side, and which side is which.
 */
export function forestHead({ shareOf, most }: ForestAxis): Html {
  const rounds = ROUND_CHANGES.filter((change) => change <= most).slice(-2);
  const ticks = [...rounds.map((change) => -change).filter((change) => change > -1), 0, ...rounds];
  return html`<svg class="chart" width="100%" height="${AXIS_HEIGHT}" aria-hidden="true">${
    ticks.filter((tick) => shareOf(tick) > 0).map((tick) => label([shareOf(tick), AXIS_FOOT], changeTickText(tick)))
  }</svg>`;
}

function limitBand({ shareOf, limit }: ForestAxis): Html | null {
  if (limit === null) return null;
  return bar([shareOf(-limit), 0], { width: shareOf(limit) - shareOf(-limit), height: HEIGHT, look: "band" });
}

/** A change of −1 and below, which no duration can have, stands at the left end. */
function logOf(change: number): number {
  return change <= -1 ? -logOf(MOST_CHANGE) : Math.log1p(change);
}
