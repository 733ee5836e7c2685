/**
 * A benchmark over sessions: values with their intervals, changes of level, releases. Sessions on a noisy
 * machine are hollow and off the line.
 * @module
 */
import type { HistoryModel, MetricModel } from "../../model.ts";
import { isBounded, plainText } from "../../number_text.ts";
import { across, chart, curve, line, type Place, stretched } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { linearScale, linearTicks, type Scale } from "./scale.ts";
import { tickText } from "./tick_text.ts";

type Point = HistoryModel["points"][number];

const HEIGHT = 118, TOP = 8, BOTTOM = 92, FOOT = 111, RADIUS = 3.2, TICK_FOOT = 3;
/** Share of the width that the labels at the left take. */
const LEFT = 0.17, RIGHT = 0.985;
const MOST_TICKS = 3;
/** Room above and below, as a share of what the values span. */
const MARGIN = 0.08;
/** Names of releases closer than this run into each other. */
const LEAST_APART = 0.2;

interface Axes {
  readonly xOf: (index: number) => number;
  readonly heightOf: (value: number) => number;
}

/**
 * Draws the curve.
 *
 * @param history The sessions, one or more, and where the level changed.
 * @param options Unit of the values, and what a screen reader says.
 * @returns The chart.
 */
export function historyCurve(
  { points, changes }: Pick<HistoryModel, "points" | "changes">,
  { unit, label: said }: { readonly unit: MetricModel["unit"]; readonly label: string },
): Html {
  const scale = valueScale(points);
  const indices = linearScale(0, Math.max(1, points.length - 1));
  const axes: Axes = {
    xOf: (index) => LEFT + (RIGHT - LEFT) * indices.shareOf(index),
    heightOf: (value) => BOTTOM - (BOTTOM - TOP) * scale.shareOf(value),
  };
  const ticks = linearTicks(scale, MOST_TICKS);
  return chart(
    html`${
      ticks.map((tick) =>
        html`${line([LEFT, axes.heightOf(tick)], [1, axes.heightOf(tick)], "grid")}<text y="${
          Math.round(axes.heightOf(tick)) + 4
        }" class="label">${tickText(tick, unit)}</text>`
      )
    }${stretched(quietCurve(points, axes), HEIGHT)}${changes.map((change) => changeLine(change, axes))}${
      points.map((point, index) => dotOf(point, { index, isLast: index === points.length - 1, axes, unit }))
    }${releases(points, axes)}`,
    { height: HEIGHT, label: said },
  );
}

function valueScale(points: readonly Point[]): Scale {
  const ends = points.flatMap(({ value }) => isBounded(value) ? [value.lo, value.hi] : [value.value]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = MARGIN * (most - least);
  return linearScale(least - room, most + room);
}

/** The band of the intervals and the line through the values, of quiet sessions only. */
function quietCurve(points: readonly Point[], { xOf, heightOf }: Axes): Html {
  const quiet = points.flatMap(({ value, isNoisy }, index) => isNoisy ? [] : [{ x: xOf(index), value }]);
  const bounded = quiet.filter(({ value }) => isBounded(value));
  const band = [
    ...bounded.map(({ x, value }): Place => [x, heightOf(value.hi)]),
    ...bounded.toReversed().map(({ x, value }): Place => [x, heightOf(value.lo)]),
  ];
  return html`${band.length > 0 && curve(band, { look: "range", shape: "closed" })}${
    quiet.length > 0 && curve(quiet.map(({ x, value }): Place => [x, heightOf(value.value)]), { look: "trace" })
  }`;
}

function changeLine({ index, change }: HistoryModel["changes"][number], { xOf }: Axes): Html {
  const x = xOf(index - 0.5);
  return line([x, TOP - 4], [x, BOTTOM], `step ${change > 0 ? "slower" : "faster"}`);
}

interface DotOptions {
  readonly index: number;
  readonly isLast: boolean;
  readonly axes: Axes;
  readonly unit: MetricModel["unit"];
}

/** Noisy sessions and the last one; the others are on the line. */
function dotOf(
  { value, isNoisy, at, label }: Point,
  { index, isLast, axes: { xOf, heightOf }, unit }: DotOptions,
): Html | null {
  if (!isNoisy && !isLast) return null;
  const told = `${label ?? at.slice(0, 10)}: ${plainText(value.value, unit)}${isNoisy ? ", noisy machine" : ""}`;
  return html`
    <circle cx="${across(xOf(index))}" cy="${heightOf(value.value).toFixed(1)}" r="${RADIUS}" class="${isNoisy
      ? "hollow same"
      : "latest"}">
      <title>${told}</title>
    </circle>
  `;
}

/** Ticks at all releases, names at those that have room; the first one has. */
function releases(points: readonly Point[], { xOf }: Axes): Html {
  const named = points.flatMap(({ label }, index) => label === null ? [] : [{ label, x: xOf(index) }]);
  const shown: { label: string; x: number }[] = [];
  for (const release of named) {
    if (shown.length === 0 || release.x - shown.at(-1)!.x >= LEAST_APART) shown.push(release);
  }
  return html`${named.map(({ x }) => line([x, BOTTOM], [x, BOTTOM + TICK_FOOT], "zero"))}${
    shown.map(({ label, x }) =>
      html`<text x="${across(x)}" y="${FOOT}" text-anchor="${
        x > 1 - LEAST_APART / 2 ? "end" : "middle"
      }" class="label">${label}</text>`
    )
  }`;
}
