/**
 * All that samples say on one row: how dense they lie (the cloud), where their middle is (the box), and some of
 * them as they are (the rain). On an axis of factors, which all rows of a figure have in common.
 * @module
 */
import { logDensity } from "../../../../stats/kde.ts";
import { thinned } from "../../../../stats/thinned.ts";
import type { MeasuredCellModel } from "../../model.ts";
import { across, bar, chart, curve, label, line, type Place, stretched } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { logTicks, type Scale } from "./scale.ts";
import { tickText } from "./tick_text.ts";

const HEIGHT = 56, CLOUD_FOOT = 29, CLOUD_HEIGHT = 26, BOX_TOP = 33, BOX_HEIGHT = 7, RAIN_TOP = 45, BEYOND_FOOT = 53;
/** Rows of the rain, over which neighbours are strewn. */
const RAIN_ROWS = 9;
/** Stride through them that puts no two neighbours close together. */
const RAIN_STRIDE = 7;
/** Drops of rain: evenly by rank, and the slowest. */
const DROPS = 70, SLOWEST = 3;
/** Units across the rain; stretched to the width of the chart, but for the size of the drops. */
const RAIN_WIDTH = 1_000;
const CLOUD_POINTS = 72;
/** Samples that the cloud is made of. */
const MOST_VALUES = 400;
const AXIS_HEIGHT = 18, AXIS_FOOT = 13, MOST_TICKS = 6;

/** Whose samples are drawn, and where. */
export interface RaincloudOptions {
  /** The axis of all rows, of values above 0. */
  readonly scale: Scale;
  /** Class that sets the colour. */
  readonly look: string;
  /** What a screen reader says of the row. */
  readonly label: string;
}

/**
 * Draws a row.
 *
 * @param cell The samples, sorted, and their spread.
 * @param options Whose they are, and where.
 * @returns The chart.
 */
export function raincloud(
  { samples, spread }: Pick<MeasuredCellModel, "samples" | "spread">,
  { scale, look, label: said }: RaincloudOptions,
): Html {
  const { p5, p25, p50, p75, p95 } = spread;
  const at = scale.shareOf;
  const boxMiddle = BOX_TOP + BOX_HEIGHT / 2;
  const beyond = samples.length - samplesUpTo(samples, scale.to);
  return chart(
    html`${stretched(html`${cloud(samples, scale, look)}`, HEIGHT)}${rain(samples, scale, look)}${
      line([at(p5), boxMiddle], [at(p95), boxMiddle], `whisker ${look}`)
    }${bar([at(p25), BOX_TOP], { width: at(p75) - at(p25), height: BOX_HEIGHT, look: `quartiles ${look}` })}${
      line([at(p50), BOX_TOP - 2], [at(p50), BOX_TOP + BOX_HEIGHT + 2], "middle")
    }${
      beyond > 0 &&
      html`<text x="${across(1)}" y="${BEYOND_FOOT}" dx="3" class="label small">▸${beyond}</text>`
    }`,
    { height: HEIGHT, label: said },
  );
}

/**
 * Draws the axis under the rows.
 *
 * @param scale The axis.
 * @param unit Unit of its values.
 * @returns Round values where they stand.
 */
export function raincloudAxis(scale: Scale, unit: MeasuredCellModel["metric"]["unit"]): Html {
  const ticks = logTicks(scale, MOST_TICKS);
  return html`<svg class="chart" width="100%" height="${AXIS_HEIGHT}" aria-hidden="true">${
    ticks.map((tick) => label([scale.shareOf(tick), AXIS_FOOT], tickText(tick, unit)))
  }</svg>`;
}

function cloud(samples: readonly number[], scale: Scale, look: string): Html | null {
  const values = thinned(Float64Array.from(samples.filter((value) => value > 0)), MOST_VALUES);
  const [from, to] = [Math.max(scale.from, values[0] ?? 0), Math.min(scale.to, values.at(-1) ?? 0)];
  if (values.length < 2 || !(from < to)) return null;
  const { x, density } = logDensity([...values], { points: CLOUD_POINTS, from, to });
  const tallest = Math.max(...density);
  const places = [...x].map((value, index): Place => [
    scale.shareOf(value),
    CLOUD_FOOT - CLOUD_HEIGHT * density[index]! / tallest,
  ]);
  const ends: readonly [Place, Place] = [[scale.shareOf(from), CLOUD_FOOT], [scale.shareOf(to), CLOUD_FOOT]];
  return curve([ends[0], ...places, ends[1]], { look: `cloud ${look}`, shape: "closed" });
}

/** One path for all drops: lines without a length, of which the round ends are seen. */
function rain(samples: readonly number[], scale: Scale, look: string): Html {
  const drops = samples.length <= DROPS + SLOWEST
    ? samples
    : [...thinned(Float64Array.from(samples), DROPS), ...samples.slice(-SLOWEST)];
  const steps = drops.flatMap((value, index) => {
    if (value < scale.from || value > scale.to) return [];
    return [`M${Math.round(RAIN_WIDTH * scale.shareOf(value))} ${RAIN_TOP + index * RAIN_STRIDE % RAIN_ROWS}h0`];
  });
  const box = `0 0 ${RAIN_WIDTH} ${HEIGHT}`;
  return html`
    <svg width="100%" height="${HEIGHT}" viewBox="${box}" preserveAspectRatio="none">
      <path d="${steps.join("")}" class="rain ${look}" />
    </svg>
  `;
}

function samplesUpTo(samples: readonly number[], bound: number): number {
  const index = samples.findIndex((value) => value > bound);
  return index < 0 ? samples.length : index;
}
