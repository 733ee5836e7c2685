/**
 * Which runs changed: the change of each percentile with its interval. A flat row means that every run pays,
 * a rising one that only the slow ones do.
 * @module
 */
import type { PercentileModel } from "../../model.ts";
import { changeText, isBounded, percentileName } from "../../number_text.ts";
import { across, bar, label, line } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { linearScale, linearTicks } from "./scale.ts";
import { changeTickText } from "./tick_text.ts";
import { xyPlot } from "./xy_plot.ts";

const HEIGHT = 192, TOP = 10, BOTTOM = 164, FOOT = 184, RADIUS = 4;
const MOST_TICKS = 6;
/** Room above and below the intervals, as a share of what they span. */
const MARGIN = 0.06;

/**
 * Draws the shifts.
 *
 * @param shifts Change of each percentile, one or more, ascending by percentile.
 * @param limit Change from which on it counts; `null` where there is no limit.
 * @returns The chart.
 */
export function shiftFunction(shifts: readonly PercentileModel[], limit: number | null): Html {
  const ends = shifts.flatMap(({ estimate }) => isBounded(estimate) ? [estimate.lo, estimate.hi] : [estimate.value]);
  const [least, most] = [Math.min(-(limit ?? 0), ...ends), Math.max(limit ?? 0, ...ends)];
  const room = MARGIN * (most - least);
  const scale = linearScale(least - room, most + room);
  const heightOf = (change: number) => BOTTOM - (BOTTOM - TOP) * scale.shareOf(change);
  const ticks = linearTicks(scale, MOST_TICKS);
  const drawing = html`${
    limit !== null &&
    bar([0, heightOf(limit)], { width: 1, height: heightOf(-limit) - heightOf(limit), look: "band" })
  }${ticks.map((tick) => line([0, heightOf(tick)], [1, heightOf(tick)], "grid"))}${
    line([0, heightOf(0)], [1, heightOf(0)], "zero")
  }${shifts.map((shift, index) => shiftMark(shift, { x: (index + 0.5) / shifts.length, heightOf }))}`;
  return xyPlot(drawing, {
    height: HEIGHT,
    label: `Change by percentile: ${
      shifts.map(({ share, estimate }) => `${percentileName(share)} ${changeText(estimate).text}`).join(", ")
    }`,
    side: ticks.map((tick) => ({ y: heightOf(tick), text: changeTickText(tick) })),
    ends: [],
  });
}

function shiftMark(
  { share, estimate }: PercentileModel,
  { x, heightOf }: { readonly x: number; readonly heightOf: (change: number) => number },
): Html {
  const look = estimate.value > 0 ? "slower" : "faster";
  return html`
    ${isBounded(estimate) &&
      line([x, heightOf(estimate.lo)], [x, heightOf(estimate.hi)], `interval ${look}`)}<circle cx="${across(
        x,
      )}" cy="${heightOf(estimate.value).toFixed(1)}" r="${RADIUS}" class="solid ${look}" />${label(
        [x, FOOT],
        percentileName(share),
      )}
  `;
}
