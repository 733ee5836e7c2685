/**
 * Histories on a terminal: of several benchmarks a line each with a curve in small, of one benchmark a line for each
 * session. Sessions on noisy machines are hollow.
 * @module
 */
import { median } from "../../../stats/median.ts";
import { counted } from "../../../units/count.ts";
import { inertText, shortened } from "../inert_text.ts";
import type { HistoryModel, MetricModel } from "../model.ts";
import { changeText, joinedText, measuredText } from "../number_text.ts";
import { shortName } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawParagraph, type Span, span } from "./line.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";

/** A history with its unit. */
export interface DrawnHistory {
  readonly history: HistoryModel;
  readonly unit: MetricModel["unit"];
  readonly metric: string;
  readonly better: MetricModel["better"];
}

type Point = HistoryModel["points"][number];

const LEVELS = { unicode: "▁▂▃▄▅▆▇█", ascii: "_.-=*#" } as const;
/** A session that is not counted. */
const HOLLOW = { unicode: "○", ascii: "o" } as const, SOLID = { unicode: "●", ascii: "*" } as const;
/** Columns of a small curve; of more sessions several share one. */
const MOST_IN_CURVE = 24;
const COMMIT_DIGITS = 7;
const MOST_CHARACTERS = 60;

const OVERVIEW: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "left", gap: 2 },
  { align: "right", gap: 2 },
  { align: "left", gap: 2 },
];
const SESSIONS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "left", gap: 2 },
  { align: "left", gap: 2 },
  { align: "right", gap: 2 },
  { align: "left", gap: 2 },
];

/**
 * Draws several histories.
 *
 * @param histories The histories.
 * @param face The terminal.
 * @returns A line for each: its curve, what it is now, since when.
 */
export function drawHistories(histories: readonly DrawnHistory[], face: Face): string[] {
  const rows = histories.map(({ history, unit, metric, better }): Row => ({
    kind: "cells",
    cells: [
      [span(`${nameOf(history)} ${metric}`)],
      curveOf(history.points, face),
      [span(joinedText(measuredText(history.points.at(-1)!.value, unit)))],
      sinceSpans(history, better),
    ],
  }));
  const layout = layOut(OVERVIEW, rows, face);
  const sessions = Math.max(0, ...histories.map(({ history }) => history.points.length));
  const changed = histories.filter(({ history }) => history.changes.length > 0).length;
  const summary = `${counted(histories.length, "series", "series")} over up to ${counted(sessions, "session")}; ` +
    `the level of ${changed} changed; ${HOLLOW[face.charset]} marks a noisy session`;
  return [
    ...rows.map((row) => drawRow(OVERVIEW, row, { layout, face })),
    ...drawParagraph([span(summary, "faint")], face),
  ];
}

/**
 * Draws one history in full.
 *
 * @param history The history.
 * @param face The terminal.
 * @returns A line for each session, oldest first; what begins with it stands behind its value.
 */
export function drawHistory({ history, unit, metric, better }: DrawnHistory, face: Face): string[] {
  const rows = history.points.map((point, index): Row => ({
    kind: "cells",
    cells: [
      [span(
        `${point.isNoisy ? HOLLOW[face.charset] : SOLID[face.charset]} ${point.at.slice(0, 16).replace("T", " ")}`,
      )],
      [span(point.commit?.slice(0, COMMIT_DIGITS) ?? "")],
      [span(shortened(inertText(point.label ?? ""), COMMIT_DIGITS + 1), "strong")],
      valueSpans(point, unit),
      stepSpans(history, { index, better }),
    ],
  }));
  const layout = layOut(SESSIONS, rows, face);
  return [
    ...drawParagraph([span(`${nameOf(history)} ${metric}`, "strong"), span(`  ${inertText(history.title)}`)], face),
    ...rows.map((row) => drawRow(SESSIONS, row, { layout, face })),
  ];
}

function nameOf({ benchmarkId }: HistoryModel): string {
  return shortened(inertText(shortName(benchmarkId)), MOST_CHARACTERS);
}

function valueSpans({ value, isNoisy }: Point, unit: MetricModel["unit"]): Span[] {
  const text = measuredText(value, unit);
  return [
    span(joinedText(text), isNoisy ? "faint" : "plain"),
    span(text.halfWidth === null ? "" : ` ${text.halfWidth}`, "faint"),
  ];
}

/** Heights between the lowest and the highest of all columns: each the median of its quiet sessions, if there are any. */
function curveOf(points: readonly Point[], { charset }: Face): Span[] {
  const columns = Math.min(MOST_IN_CURVE, points.length);
  const heights = Array.from({ length: columns }, (_, column) => {
    const [from, to] = [column, column + 1].map((edge) => Math.floor(edge * points.length / columns));
    const quiet = points.slice(from, to).filter(({ isNoisy }) => !isNoisy).map(({ value }) => value.value);
    return quiet.length === 0 ? null : median(quiet);
  });
  const known = heights.filter((height) => height !== null), levels = LEVELS[charset];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return heights.map((height) => {
    if (height === null) return span(HOLLOW[charset], "faint");
    const share = most > least ? (height - least) / (most - least) : 0.5;
    return span(levels[Math.min(levels.length - 1, Math.floor(share * levels.length))]!);
  });
}

function sinceSpans({ points, changes }: HistoryModel, better: MetricModel["better"]): Span[] {
  const last = changes.at(-1);
  if (last === undefined) return [span("no change", "faint")];
  const { label, at } = points[last.index]!;
  return [changeSpan(last.change, better), span(` since ${label === null ? at.slice(0, 10) : inertText(label)}`)];
}

function stepSpans(
  { changes }: HistoryModel,
  { index, better }: { readonly index: number; readonly better: MetricModel["better"] },
): Span[] {
  const step = changes.find((change) => change.index === index);
  return step === undefined ? [] : [changeSpan(step.change, better)];
}

function changeSpan(change: number, better: MetricModel["better"]): Span {
  const isWorse = (change > 0) === (better === "lower");
  const { text } = changeText({ value: change, lo: -Infinity, hi: Infinity, confidence: 0.95, n: 0 });
  return span(`${change > 0 ? "▲" : "▼"} ${text}`, isWorse ? "slower" : "faster");
}
