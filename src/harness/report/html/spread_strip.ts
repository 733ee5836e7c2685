/**
 * How far the samples of a row spread, on one scale for all rows: −30 % to +50 % of the row's own median, so
 * that a noisy row is seen at a glance. Spread, not uncertainty: that is the interval beside the median.
 * @module
 */
import { gaussianDensity } from "../../../stats/kde.ts";
import { thinned } from "../../../stats/thinned.ts";
import type { MeasuredCellModel } from "../model.ts";
import { percentText, plainText } from "../number_text.ts";
import { across, bar, chart, clamped, curve, label, line, type Place, stretched } from "./fluid.ts";
import { type Html, html } from "./markup.ts";

const LEAST = -0.3, MOST = 0.5;
const HEIGHT = 26, MIDDLE = 13, HALF_HEIGHT = 10;
/** Points of the outline, dense around the median and sparse in the tails. */
const POINTS = 36;
/** Samples that the outline is made of. */
const MOST_VALUES = 200;
/** Least bandwidth, as a share of the median: a narrower shape would be a line. */
const LEAST_BANDWIDTH = 0.006;
/** Share of the tallest density below which nothing is drawn. */
const LEAST_DENSITY = 0.01;

/**
 * Draws the spread of a cell.
 *
 * @param cell The cell.
 * @returns The strip: outline, middle half, median, 95th percentile, and how many samples lie beyond the scale.
 */
export function spreadStrip({ samples, spread, metric }: MeasuredCellModel): Html {
  const { p5, p25, p50, p75, p95 } = spread;
  const beyond = samples.length - samplesUpTo(samples, p50 * (1 + MOST));
  const write = (value: number) => plainText(value, metric.unit);
  const said = `median ${write(p50)}, middle half ${write(p25)} to ${write(p75)}, ${write(p5)} to ${
    write(p95)
  } for 90%`;
  const tick = p95 > p50 * (1 + MOST) ? null : placeOf(p95 / p50 - 1);
  return chart(
    html`
      ${line([placeOf(0), 2], [placeOf(0), HEIGHT - 2], "grid")}${stretched(outline(samples, p50), HEIGHT)}${bar([
        placeOf(p25 / p50 - 1),
        MIDDLE - 1.5,
      ], {
        width: placeOf(p75 / p50 - 1) - placeOf(p25 / p50 - 1),
        height: 3,
        look: "box",
      })}${tick !== null && line([tick, MIDDLE - 4], [tick, MIDDLE + 4], "tick")}<circle cx="${across(
        placeOf(0),
      )}" cy="${MIDDLE}" r="2.6"
        class="median" />${beyond > 0 &&
          html`<text x="100%" y="${MIDDLE + 4}" class="label small" dx="4">▸${beyond}</text>`}
    `,
    { height: HEIGHT, label: said },
  );
}

/**
 * Draws the scale above a column of strips.
 *
 * @returns Labels at the median, which is 0, and around it.
 */
export function spreadScale(): Html {
  const marks = [-0.2, 0, 0.2, 0.4].map((share) =>
    label([placeOf(share), 11], share === 0 ? "0" : `${share > 0 ? "+" : ""}${percentText(share)}`)
  );
  return html`<svg class="chart" width="100%" height="15" aria-hidden="true">${marks}</svg><span class="unseen">Spread</span>`;
}

function outline(samples: readonly number[], median: number): Html {
  if (samples.length < 2 || median <= 0) return html``;
  const values = thinned(Float64Array.from(samples, (value) => value / median - 1), MOST_VALUES);
  const quartile = (share: number) => values[Math.floor(share * (values.length - 1))]!;
  const width = (quartile(0.75) - quartile(0.25)) / 1.35;
  const bandwidth = Math.max(LEAST_BANDWIDTH, width * values.length ** -0.2);
  const grid = gridFor(2 * bandwidth);
  const density = gaussianDensity(values, { grid, bandwidth });
  const tallest = Math.max(...density);
  if (tallest === 0) return html``;
  const side = (sign: 1 | -1): Place[] =>
    [...density].flatMap((height, index): Place[] =>
      height < LEAST_DENSITY * tallest ? [] : [[placeOf(grid[index]!), MIDDLE - sign * HALF_HEIGHT * height / tallest]]
    );
  return curve([...side(1), ...side(-1).reverse()], { look: "violin", shape: "closed" });
}

/** Places over the whole scale that lie closer the closer they are to the median: a quiet row needs them there. */
function gridFor(unit: number): Float64Array {
  const [from, to] = [Math.asinh(LEAST / unit), Math.asinh(MOST / unit)];
  return Float64Array.from(
    { length: POINTS },
    (_, index) => unit * Math.sinh(from + (to - from) * index / (POINTS - 1)),
  );
}

function placeOf(share: number): number {
  return clamped((share - LEAST) / (MOST - LEAST));
}

function samplesUpTo(samples: readonly number[], bound: number): number {
  const index = samples.findIndex((value) => value > bound);
  return index < 0 ? samples.length : index;
}
