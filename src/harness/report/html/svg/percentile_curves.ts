/**
 * What a rare slow run takes: values by percentile, on an axis on which each step to the right is ten times
 * rarer. A curve stops where too few samples lie beyond it to say more.
 * @module
 */
import { quantileRank, valuesNeeded } from "../../../../stats/quantile.ts";
import type { MeasuredCellModel } from "../../model.ts";
import { percentileName } from "../../number_text.ts";
import { curve, label, line, type Place, stretched } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { linearScale, logScale, logTicks, type Scale } from "./scale.ts";
import type { Series } from "./series.ts";
import { tickText } from "./tick_text.ts";
import { xyPlot } from "./xy_plot.ts";

/** The samples of a subject. */
export interface SampledSeries {
  readonly series: Series;
  readonly cell: MeasuredCellModel;
}

const HEIGHT = 232, TOP = 10, BOTTOM = 206, FOOT = 224;
/** Points of a curve. */
const POINTS = 64;
/** Samples that have to lie beyond a percentile for it to be shown. */
const LEAST_BEYOND = 5;
/** Rarest percentile, in powers of ten, so that the axis has an end. */
const MOST_NINES = 6;
/** The median, then one percentile for each further nine. */
const SHARES: readonly number[] = [
  0.5,
  ...Array.from({ length: MOST_NINES }, (_, index) => Number((1 - 10 ** -(index + 1)).toFixed(MOST_NINES))),
];
const MOST_TICKS = 6;
/** Room above and below the curves. */
const MARGIN = 1.06;

/**
 * Lists the percentiles that samples support, of those that readers ask for.
 *
 * @param n How many samples there are.
 * @returns Shares, ascending: the median, then one for each further nine.
 */
export function supportedPercentiles(n: number): readonly number[] {
  return SHARES.filter((share) => valuesNeeded(share) <= n);
}

/**
 * Finds a percentile of a sample.
 *
 * @param sorted Values in ascending order, one or more.
 * @param share Between 0, the least value, and 1.
 * @returns A value of the sample.
 */
export function percentileOf(sorted: readonly number[], share: number): number {
  return share <= 0 ? sorted[0]! : sorted[quantileRank(sorted.length, Math.min(1, share)) - 1]!;
}

/**
 * Draws the curves.
 *
 * @param shown Subjects of one benchmark, one or more; values not above 0 are drawn at the foot.
 * @returns The chart.
 */
export function percentileCurves(shown: readonly SampledSeries[]): Html {
  const unit = shown[0]!.cell.metric.unit;
  const rarities = linearScale(0, Math.max(1, ...shown.map(({ cell }) => ninesOf(cell.samples.length))));
  const values = valueScale(shown);
  const heightOf = (value: number) => BOTTOM - (BOTTOM - TOP) * values.shareOf(value);
  const ticks = logTicks(values, MOST_TICKS);
  const drawing = html`${ticks.map((tick) => line([0, heightOf(tick)], [1, heightOf(tick)], "grid"))}${
    rarityAxis(rarities)
  }${
    stretched(
      html`${shown.map((one) => curve(placesOf(one, { rarities, heightOf }), { look: `stroke ${one.series.look}` }))}`,
      HEIGHT,
    )
  }`;
  return xyPlot(drawing, {
    height: HEIGHT,
    label: `Value by percentile of ${shown.map(({ series }) => series.title).join(", ")}`,
    side: ticks.map((tick) => ({ y: heightOf(tick), text: tickText(tick, unit) })),
    ends: shown.map(({ series, cell: { samples } }) => ({
      series,
      y: heightOf(percentileOf(samples, shareAt(ninesOf(samples.length)))),
    })),
  });
}

/** The rarest percentile of a sample, as the logarithm of how rare it is. */
function ninesOf(n: number): number {
  return Math.min(MOST_NINES, Math.max(0, Math.log10(n / LEAST_BEYOND)));
}

function shareAt(nines: number): number {
  return 1 - 10 ** -nines;
}

function valueScale(shown: readonly SampledSeries[]): Scale {
  const ends = shown.flatMap(({ cell: { samples } }) => [
    samples.find((value) => value > 0) ?? 1,
    percentileOf(samples, shareAt(ninesOf(samples.length))),
  ]).filter((value) => value > 0);
  return logScale(Math.min(...ends) / MARGIN, Math.max(...ends) * MARGIN);
}

function rarityAxis(rarities: Scale): Html {
  const shown = [0, ...SHARES].filter((share) => -Math.log10(1 - share) <= rarities.to + 1e-9);
  return html`${
    shown.map((share) => {
      const x = rarities.shareOf(-Math.log10(1 - share));
      return html`${line([x, TOP], [x, BOTTOM], "grid")}${
        share === 0 ? label([x, FOOT], "least", "label wide-only") : label([x, FOOT], percentileName(share))
      }`;
    })
  }`;
}

function placesOf(
  { cell: { samples } }: SampledSeries,
  { rarities, heightOf }: { readonly rarities: Scale; readonly heightOf: (value: number) => number },
): readonly Place[] {
  const most = ninesOf(samples.length);
  return Array.from({ length: POINTS + 1 }, (_, index): Place => {
    const nines = most * index / POINTS;
    return [rarities.shareOf(nines), heightOf(percentileOf(samples, shareAt(nines)))];
  });
}
