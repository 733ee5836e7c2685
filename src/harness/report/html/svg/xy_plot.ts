/**
 * The frame of a chart with two axes: values at the left, the drawing in the middle, the names of the curves at
 * their right ends. What the curves are is left to the charts.
 * @module
 */
import { inertText, shortened } from "../../inert_text.ts";
import { chart } from "../fluid.ts";
import { type Html, html } from "../markup.ts";
import type { Series } from "./series.ts";

/** A value at the left of a chart. */
export interface SideLabel {
  /** Pixels from the top. */
  readonly y: number;
  readonly text: string;
}

/** Where a curve ends. */
export interface CurveEnd {
  /** Pixels from the top. */
  readonly y: number;
  readonly series: Series;
}

/** What a frame holds. */
export interface XyPlot {
  /** Height in pixels, labels below the axis included. */
  readonly height: number;
  /** What a screen reader says of the chart. */
  readonly label: string;
  readonly side: readonly SideLabel[];
  /** Curves to name; empty where there is one only. */
  readonly ends: readonly CurveEnd[];
}

const SIDE_WIDTH = 52, SIDE_GAP = 6, ENDS_WIDTH = 132;
/** Most characters of a name at the end of a curve; the legend above narrow charts has it in full. */
const LONGEST_NAME = 16;
/** Lines of text closer than this run into each other. */
const LINE_HEIGHT = 16;
/** From the middle of a line of text down to its foot. */
const FOOT = 4;

/**
 * Frames a drawing.
 *
 * @param drawing What is drawn between the axes.
 * @param plot Height, labels and the names of the curves.
 * @returns The chart; where it is narrow, the names are left to a legend above it.
 */
export function xyPlot(drawing: Html, { height, label, side, ends }: XyPlot): Html {
  return html`<div class="plot${ends.length > 0 && " named"}">${sideLabels(side, height)}${
    chart(drawing, { height, label })
  }${ends.length > 0 && endLabels(ends, height)}</div>`;
}

function sideLabels(side: readonly SideLabel[], height: number): Html {
  return html`<svg class="side" width="${SIDE_WIDTH}" height="${height}" aria-hidden="true">${
    side.map(({ y, text }) =>
      html`<text x="${SIDE_WIDTH - SIDE_GAP}" y="${
        Math.round(y) + FOOT
      }" text-anchor="end" class="label">${text}</text>`
    )
  }</svg>`;
}

function endLabels(ends: readonly CurveEnd[], height: number): Html {
  return html`
    <div class="ends" aria-hidden="true">
      <svg width="${ENDS_WIDTH}" height="${height}">${apart(ends, height).map(({ y, series }) =>
        html`
          <svg y="${Math.round(y) - LINE_HEIGHT / 2}" width="${ENDS_WIDTH}" height="${LINE_HEIGHT}">
            <svg x="4" width="12" height="${LINE_HEIGHT}" viewBox="-6 -8 12 16">
              <path d="${series.outline}" class="marker ${series.look}" />
            </svg>
            <text x="21" y="${LINE_HEIGHT / 2 + FOOT}" class="label name">${shortened(
              inertText(series.title),
              LONGEST_NAME,
            )}</text>
          </svg>
        `
      )}</svg>
    </div>
  `;
}

/** Pushes names apart that would run into each other: down first, and up again from the bottom. */
function apart(ends: readonly CurveEnd[], height: number): readonly CurveEnd[] {
  const ordered = ends.toSorted((a, b) => a.y - b.y);
  const down: number[] = [];
  for (const { y } of ordered) down.push(Math.max(y, (down.at(-1) ?? -Infinity) + LINE_HEIGHT));
  const lowest = (index: number) => height - LINE_HEIGHT * (ordered.length - index) + LINE_HEIGHT / 2;
  return ordered.map(({ series }, index) => ({ series, y: Math.min(down[index]!, lowest(index)) }));
}
