/**
 * The line that tells of something lost while a session runs: when, what, where and why.
 * @module
 */
import { elapsedText } from "../../../units/elapsed.ts";
import type { SessionEvent } from "../../session/progress.ts";
import { shortName } from "../wording.ts";
import { drawLine, span } from "./line.ts";
import type { ProgressCanvas } from "./progress_view.ts";
import { STATUS_TONES } from "./status_tones.ts";

/** Something was lost. */
export type LossEvent = Extract<SessionEvent, { kind: "cell-lost" | "metric-lost" }>;

/**
 * Draws the line.
 *
 * @param event What was lost.
 * @param scene What it is drawn on, and when the session began.
 * @returns The line, without a line break.
 */
export function lossLine(
  event: LossEvent,
  { canvas, startedMs }: { readonly canvas: ProgressCanvas; readonly startedMs: number },
): string {
  const { cell } = event;
  const where = event.kind === "cell-lost" ? shortName(event.benchmark) : `${event.metric} ${event.graph}`;
  return drawLine([
    span(`${elapsedText(canvas.nowMs() - startedMs)} `, "faint"),
    span(cell.status, STATUS_TONES[cell.status]),
    span(` ${cell.subject} in ${where}: ${cell.reason}`),
  ], canvas.face);
}
