/**
 * A run as lanes: a line for each state, what it did when along it, the critical path underlined. The axis is
 * given, so that two runs can stand on the same.
 * @module
 */
import { inertText, shortened } from "../../inert_text.ts";
import type { TimelineLane, TimelineRun, TimelineSegment } from "../../model.ts";
import { plainText } from "../../number_text.ts";
import { bar, chart, label, line } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import { linearTicks, type Scale } from "./scale.ts";
import { KIND_NAMES } from "./segment_kinds.ts";
import { tickText } from "./tick_text.ts";

/** Lanes that are drawn: of more, the critical ones and the longest others. */
export const MOST_LANES = 32;
/** Segments of a lane that are drawn. */
const MOST_SEGMENTS = 200;
const LANE_HEIGHT = 17, SEGMENT_TOP = 3, SEGMENT_HEIGHT = 10, WAIT_TOP = 7, WAIT_HEIGHT = 3, UNDERLINE = 15.5;
const AXIS_HEIGHT = 18, AXIS_FOOT = 13, MOST_TICKS = 4;
const MOST_CHARACTERS = 24;
const NS_PER_MS = 1e6;

/**
 * Picks the lanes that are drawn.
 *
 * @param run The run.
 * @returns In the order of the run.
 */
export function drawnLanes({ lanes }: TimelineRun): readonly TimelineLane[] {
  const isWaiting = ({ kind }: TimelineSegment) => kind === "waiting";
  const busyMs = ({ segments }: TimelineLane) =>
    segments.reduce((sum, segment) => isWaiting(segment) ? sum : sum + segment.endMs - segment.startMs, 0);
  const ranked = lanes.toSorted((a, b) => Number(b.isCritical) - Number(a.isCritical) || busyMs(b) - busyMs(a));
  const kept = new Set(ranked.slice(0, MOST_LANES));
  return lanes.filter((lane) => kept.has(lane));
}

/**
 * Draws a run.
 *
 * @param run The run.
 * @param scale The axis, in milliseconds since the run began.
 * @returns Its lanes, and the axis below them.
 */
export function lanes(run: TimelineRun, scale: Scale): Html {
  const ticks = linearTicks(scale, MOST_TICKS);
  const axis = ticks.map((tick) => label([scale.shareOf(tick), AXIS_FOOT], tickText(tick * NS_PER_MS, "ns")));
  return html`
    <div
      class="lanes">${drawnLanes(run).map((lane) =>
        laneRow(lane, { scale, ticks })
      )}<div class="lane"><span></span><svg class="chart" width="100%" height="${AXIS_HEIGHT}" aria-hidden="true">${axis}</svg></div></div>
  `;
}

/**
 * Writes a time within a run.
 *
 * @param ms Milliseconds.
 * @returns For example `31.1 ms`.
 */
export function msText(ms: number): string {
  return ms === 0 ? "0" : plainText(ms * NS_PER_MS, "ns");
}

function laneRow(
  { name, segments, isCritical }: TimelineLane,
  { scale, ticks }: { readonly scale: Scale; readonly ticks: readonly number[] },
): Html {
  const title = shortened(inertText(name), MOST_CHARACTERS);
  const drawn = segments.slice(0, MOST_SEGMENTS);
  const at = scale.shareOf;
  const busy = drawn.filter(({ kind }) => kind !== "waiting");
  const said = drawn.map(({ kind, startMs, endMs }) => `${KIND_NAMES[kind]} ${msText(endMs - startMs)}`).join(", ");
  return html`<div class="lane${isCritical && " critical"}"><bdi class="lane-name">${title}</bdi>${
    chart(
      html`${ticks.map((tick) => line([at(tick), 0], [at(tick), LANE_HEIGHT], "grid"))}${
        drawn.map((segment) => segmentBar(segment, { scale, title }))
      }${
        isCritical && busy.length > 0 &&
        line([at(busy[0]!.startMs), UNDERLINE], [at(busy.at(-1)!.endMs), UNDERLINE], "critical-line")
      }`,
      { height: LANE_HEIGHT, label: `${title}${isCritical ? ", on the critical path" : ""}: ${said}` },
    )
  }</div>`;
}

function segmentBar(
  { startMs, endMs, kind }: TimelineSegment,
  { scale: { shareOf }, title }: { readonly scale: Scale; readonly title: string },
): Html {
  const isWaiting = kind === "waiting";
  const shape = bar([shareOf(startMs), isWaiting ? WAIT_TOP : SEGMENT_TOP], {
    width: shareOf(endMs) - shareOf(startMs),
    height: isWaiting ? WAIT_HEIGHT : SEGMENT_HEIGHT,
    look: `kind ${kind}`,
  });
  return html`<g>${shape}<title>${title}: ${KIND_NAMES[kind]}, ${msText(startMs)} to ${msText(endMs)} (${
    msText(endMs - startMs)
  })</title></g>`;
}
