/**
 * A run under observation on a terminal: what was asked for and whether it was right, then one line a task with when
 * it began, how long it took and how long it had been ready. What was seen is in `measure/debug_trace.ts`.
 * @module
 */
import type { DebugTrace } from "../measure/debug_trace.ts";
import { dependenciesOf, type Shape } from "../workload/shape.ts";
import type { TaskTimes } from "../workload/timed_work.ts";
import { figureName } from "../report/figure_name.ts";
import { plainText, wholeText } from "../report/number_text.ts";
import type { Face } from "../report/terminal/face.ts";
import { drawLine, drawParagraph, span } from "../report/terminal/line.ts";
import { type Column, drawRow, layOut, type Row } from "../report/terminal/table.ts";

/** What is shown. */
export interface DebugScene {
  /** Name of the subject. */
  readonly subject: string;
  readonly benchmarkId: string;
  readonly title: string;
  readonly shape: Shape;
  readonly trace: DebugTrace;
}

const NS_PER_MS = 1e6;
const HEX_DIGITS = 8;
const INDENT = 2;
const COLUMNS: readonly Column[] = [
  { align: "left", gap: 0 },
  { align: "right", gap: 2 },
  { align: "right", gap: 2 },
  { align: "right", gap: 2 },
  { align: "left", gap: 2 },
];
/** Dependencies that are named before the rest are counted. */
const MOST_NAMED = 4;

/**
 * Draws a run.
 *
 * @param scene What is shown.
 * @param face The terminal.
 * @returns The lines.
 */
export function drawDebug({ subject, benchmarkId, title, shape, trace }: DebugScene, face: Face): string[] {
  const { prepareMs, firstRunMs, watchedRunMs, runs } = trace;
  const isProved = trace.digest === trace.expectedDigest && trace.executed === trace.expectedExecuted;
  const digest = trace.digest.toString(16).padStart(HEX_DIGITS, "0");
  const what = shape.kind === "micro" ? "operations" : "tasks";
  const proof = `digest ${digest}, ${wholeText(trace.executed)} of ${wholeText(trace.expectedExecuted)} ${what}: `;
  return [
    ...drawParagraph([span(benchmarkId, "strong"), span(` · ${title} · ${subject}`)], face, INDENT),
    ...drawParagraph(
      [
        span(
          `  built in ${time(prepareMs)} · first run ${time(firstRunMs)} · run ${wholeText(runs)} ${
            time(watchedRunMs)
          }`,
        ),
      ],
      face,
      INDENT,
    ),
    ...drawParagraph([span(`  ${proof}`), isProved ? span("right") : span("wrong", "slower")], face, INDENT),
    ...figureLines(trace.figures, face),
    ...(shape.kind === "micro" || shape.kind === "in-flight" || trace.times === null
      ? []
      : ["", ...taskTable(shape, trace.times, face)]),
  ];
}

function figureLines(figures: DebugTrace["figures"], face: Face): string[] {
  return Object.entries(figures).map(([name, value]) => {
    const { title, unit, factor } = figureName(name);
    return drawLine([span(`  ${title}: ${plainText(value * factor, unit)}`)], face);
  });
}

type TaskShape = Exclude<Shape, { kind: "micro" | "in-flight" }>;

function taskTable(shape: TaskShape, { startedMs, endedMs }: TaskTimes, face: Face): string[] {
  const heading: Row = {
    kind: "cells",
    cells: ["task", "began at", "took", "was ready for", "after"].map((text) => [span(text, "faint")]),
  };
  const rows = [...startedMs].map((began, task): Row => {
    const after = dependenciesOf(shape, task);
    const readyMs = Math.max(0, ...after.map((one) => endedMs[one]!));
    const cells = [`task ${task}`, time(began), time(endedMs[task]! - began), time(began - readyMs), afterText(after)];
    return { kind: "cells", cells: cells.map((text) => [span(text)]) };
  });
  const layout = layOut(COLUMNS, [heading, ...rows], face);
  return [heading, ...rows].map((row) => drawRow(COLUMNS, row, { layout, face }));
}

function afterText(tasks: readonly number[]): string {
  const more = tasks.length - MOST_NAMED;
  return tasks.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function time(ms: number): string {
  return Number.isFinite(ms) ? plainText(Math.max(ms, 0) * NS_PER_MS, "ns") : "never";
}
