/**
 * Throughput over how many run at once, both on axes of factors: what was measured with its interval, the law
 * fitted to it, where the law has its peak, and what perfect scaling would give.
 * @module
 */
import type { ScalingModel } from "../../model.ts";
import { isBounded, plainText, wholeText } from "../../number_text.ts";
import { across, bar, curve, label, line, type Place, stretched } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { logScale, logTicks, type Scale } from "./scale.ts";
import { marker, type Series } from "./series.ts";
import { tickText } from "./tick_text.ts";
import { xyPlot } from "./xy_plot.ts";

/** The scaling of a subject; every value above 0, `n` ascending. */
export interface ScaledSeries {
  readonly series: Series;
  readonly scaling: ScalingModel;
}

const HEIGHT = 330, TOP = 12, BOTTOM = 296, FOOT = 315;
/** Points of a fitted curve. */
const POINTS = 60;
const MOST_TICKS = 9;
/** Room above and below what was measured; the peak's name stands in it. */
const MARGIN = 1.35;
/** Width of the area that shows the numbers of a column, as a share. */
const HIT_WIDTH = 0.06;

/** Where things stand in the chart. */
interface Axes {
  readonly sizes: Scale;
  readonly shareOf: Scale["shareOf"];
  readonly heightOf: (throughput: number) => number;
  /** Highest throughput on the axis. */
  readonly most: number;
}

/**
 * Tells what the law gives at a size.
 *
 * @param usl The law.
 * @param n How many run at once.
 * @returns Throughput, per second.
 */
export function lawAt({ lambda, sigma, kappa }: NonNullable<ScalingModel["usl"]>, n: number): number {
  return lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}

/**
 * Tells what one alone gets done.
 *
 * @param scaling The scaling of a subject, one point or more.
 * @returns Throughput, per second: the law's where there is one, else that of the smallest size, divided by it.
 */
export function aloneOf({ usl, points }: ScalingModel): number {
  return usl === null ? points[0]!.value.value / points[0]!.n : usl.lambda;
}

/**
 * Draws the curves.
 *
 * @param shown Subjects in the same scaling, one or more; the dashed line is perfect scaling of the first.
 * @returns The chart.
 */
export function scalingCurves(shown: readonly ScaledSeries[]): Html {
  const points = shown.flatMap(({ scaling }) => scaling.points);
  const ns = [...new Set(points.map(({ n }) => n))].sort((a, b) => a - b);
  const sizes = logScale(ns[0]!, ns.at(-1)!);
  const ends = points.flatMap(({ value }) => isBounded(value) && value.lo > 0 ? [value.lo, value.hi] : [value.value]);
  const throughputs = logScale(Math.min(...ends) / MARGIN, Math.max(...ends) * MARGIN);
  const heightOf = (value: number) => BOTTOM - (BOTTOM - TOP) * throughputs.shareOf(value);
  const axes: Axes = { sizes, shareOf: sizes.shareOf, heightOf, most: throughputs.to };
  const ticks = logTicks(throughputs, MOST_TICKS);
  const drawing = html`${sizeAxis(ns, sizes)}${
    ticks.map((tick) => line([0, heightOf(tick)], [1, heightOf(tick)], "grid"))
  }${stretched(html`${perfect(shown[0]!, axes)}${shown.map((one) => fitted(one, axes))}`, HEIGHT)}${
    shown.map((one) => measured(one, axes))
  }${shown.map((one) => peak(one, axes))}${hits(shown, { ns, axes })}`;
  return xyPlot(drawing, {
    height: HEIGHT,
    label: `Throughput over how many run at once: ${shown.map(({ series }) => series.title).join(", ")}`,
    side: ticks.map((tick) => ({ y: heightOf(tick), text: tickText(tick, "per-second") })),
    ends: shown.map(({ series, scaling }) => ({ series, y: heightOf(scaling.points.at(-1)!.value.value) })),
  });
}

/** Sizes that were measured; of many, only as many as have room. */
function sizeAxis(ns: readonly number[], { shareOf }: Scale): Html {
  const stride = Math.ceil(ns.length / MOST_TICKS);
  return html`${
    ns.map((n, index) =>
      html`${line([shareOf(n), TOP], [shareOf(n), BOTTOM], "grid")}${
        index % stride === 0 && label([shareOf(n), FOOT], wholeText(n), index % 2 === 0 ? "label" : "label wide-only")
      }`
    )
  }`;
}

function sampled({ sizes, heightOf }: Axes, law: (n: number) => number): readonly Place[] {
  return Array.from({ length: POINTS + 1 }, (_, index): Place => {
    const share = index / POINTS;
    return [share, heightOf(law(sizes.from * (sizes.to / sizes.from) ** share))];
  });
}

function perfect({ scaling }: ScaledSeries, axes: Axes): Html {
  const alone = aloneOf(scaling);
  // Drawn up to the axis' end: the line would run along the top otherwise.
  const most = Math.min(axes.sizes.to, axes.most / alone);
  const first: Place = [0, axes.heightOf(alone * axes.sizes.from)];
  return curve([first, [axes.shareOf(most), axes.heightOf(alone * most)]], { look: "dashed" });
}

function fitted({ scaling: { usl, points }, series }: ScaledSeries, axes: Axes): Html {
  const places = usl === null
    ? points.map(({ n, value }): Place => [axes.shareOf(n), axes.heightOf(value.value)])
    : sampled(axes, (n) => lawAt(usl, n));
  return curve(places, { look: `stroke ${series.look}` });
}

function measured({ scaling: { points }, series }: ScaledSeries, { shareOf, heightOf }: Axes): Html {
  return html`${
    points.map(({ n, value }) =>
      html`${
        isBounded(value) &&
        line([shareOf(n), heightOf(value.lo)], [shareOf(n), heightOf(value.hi)], `whisker ${series.look}`)
      }${marker([shareOf(n), heightOf(value.value)], series)}`
    )
  }`;
}

function peak({ scaling: { usl } }: ScaledSeries, { sizes, shareOf, heightOf }: Axes): Html | null {
  if (usl === null || usl.peakN === null || usl.peakN <= sizes.from || usl.peakN >= sizes.to) return null;
  const [x, y] = [shareOf(usl.peakN), Math.round(heightOf(lawAt(usl, usl.peakN)))];
  return html`${line([x, y - 14], [x, y - 7], "whisker")}<text x="${across(x)}" y="${
    y - 18
  }" text-anchor="middle" class="label haloed">peak ${wholeText(usl.peakN)}</text>`;
}

/** Invisible columns that show their numbers to the pointer. */
function hits(
  shown: readonly ScaledSeries[],
  { ns, axes }: { readonly ns: readonly number[]; readonly axes: Axes },
): Html {
  return html`${
    ns.map((n) => {
      const from = Math.max(0, axes.shareOf(n) - HIT_WIDTH / 2);
      const lines = shown.flatMap(({ series, scaling }) => {
        const point = scaling.points.find((one) => one.n === n);
        return point === undefined ? [] : [`${series.title}: ${plainText(point.value.value, "per-second")}`];
      });
      const area = { width: Math.min(HIT_WIDTH, 1 - from), height: BOTTOM, look: "hit" };
      return html`<g>${bar([from, 0], area)}<title>${[`${wholeText(n)} at once`, ...lines].join("; ")}</title></g>`;
    })
  }`;
}
