/**
 * How the samples of a benchmark lay before and now: the density of now above the axis, that of before mirrored
 * below it. On an axis of factors.
 * @module
 */
import { logDensity } from "../../../../stats/kde.ts";
import { thinned } from "../../../../stats/thinned.ts";
import type { MeasuredCellModel } from "../../model.ts";
import { plainText } from "../../number_text.ts";
import { across, chart, curve, label, line, type Place, stretched } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { percentileOf } from "./percentile_curves.ts";
import { logScale, logTicks, type Scale } from "./scale.ts";
import { tickText } from "./tick_text.ts";

/** Both samples; sorted, each with two values above 0 or more. */
export interface BeforeAfter {
  readonly before: readonly number[];
  readonly now: readonly number[];
  readonly unit: MeasuredCellModel["metric"]["unit"];
  /** Class that sets the colour of now. */
  readonly look: "slower" | "faster";
}

const HEIGHT = 192, MIDDLE = 84, HALF_HEIGHT = 60, FOOT = 184, NAME_GAP = 8;
const POINTS = 96;
/** Samples that a density is made of. */
const MOST_VALUES = 400;
/** Share of the samples at each end that the axis leaves out. */
const LEFT_OUT = 0.005;
const MOST_TICKS = 4;
/** Share of the width at both ends in which a name has no room on both sides of its line. */
const NEAR_EDGE = 0.15;

/**
 * Draws both densities.
 *
 * @param samples Before and now.
 * @returns The chart.
 */
export function beforeAfter({ before, now, unit, look }: BeforeAfter): Html {
  const scale = logScale(
    Math.min(percentileOf(before, LEFT_OUT), percentileOf(now, LEFT_OUT)),
    Math.max(percentileOf(before, 1 - LEFT_OUT), percentileOf(now, 1 - LEFT_OUT)),
  );
  const sides = [densityOf(now, scale), densityOf(before, scale)] as const;
  const tallest = Math.max(...sides.flat());
  const [middleNow, middleBefore] = [percentileOf(now, 0.5), percentileOf(before, 0.5)];
  const ticks = logTicks(scale, MOST_TICKS);
  return chart(
    html`${
      stretched(
        html`${side(sides[0], { tallest, sign: -1, look })}${side(sides[1], { tallest, sign: 1, look: "same" })}`,
        HEIGHT,
      )
    }${line([0, MIDDLE], [1, MIDDLE], "edge")}${
      medianMark(middleNow, { scale, sign: -1, look, text: `now ${plainText(middleNow, unit)}` })
    }${medianMark(middleBefore, { scale, sign: 1, look: "same", text: `before ${plainText(middleBefore, unit)}` })}${
      ticks.map((tick) => label([scale.shareOf(tick), FOOT], tickText(tick, unit)))
    }`,
    { height: HEIGHT, label: `Median before ${plainText(middleBefore, unit)}, now ${plainText(middleNow, unit)}` },
  );
}

function densityOf(samples: readonly number[], { from, to }: Scale): readonly number[] {
  const values = thinned(Float64Array.from(samples.filter((value) => value > 0)), MOST_VALUES);
  return [...logDensity([...values], { points: POINTS, from, to }).density];
}

function side(
  density: readonly number[],
  { tallest, sign, look }: { readonly tallest: number; readonly sign: 1 | -1; readonly look: string },
): Html {
  const places = density.map((height, index): Place => [
    index / (POINTS - 1),
    MIDDLE + sign * HALF_HEIGHT * (tallest > 0 ? height / tallest : 0),
  ]);
  return curve([[0, MIDDLE], ...places, [1, MIDDLE]], { look: `cloud ${look}`, shape: "closed" });
}

function medianMark(
  value: number,
  { scale, sign, look, text }: {
    readonly scale: Scale;
    readonly sign: 1 | -1;
    readonly look: string;
    readonly text: string;
  },
): Html {
  const x = scale.shareOf(value);
  const end = MIDDLE + sign * (HALF_HEIGHT + 2);
  // Text of the lower side hangs below its line, so its foot is a line lower.
  const foot = sign < 0 ? end - NAME_GAP / 2 : end + 2 * NAME_GAP - 2;
  const anchor = x < NEAR_EDGE ? "start" : x > 1 - NEAR_EDGE ? "end" : "middle";
  return html`
    ${line([x, MIDDLE], [x, end], `interval ${look}`)}<text x="${across(x)}" y="${foot}" text-anchor="${anchor}"
      class="label haloed strong">${text}</text>
  `;
}
