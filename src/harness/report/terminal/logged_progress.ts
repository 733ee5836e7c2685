/**
 * A session as a log tells of it: a line for the end of each pass and for each cell lost, with the time since the
 * start in front. On a terminal it is watched instead: `live_progress.ts`.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { elapsedText, remainingText } from "../../../units/elapsed.ts";
import { drawLine, span } from "./line.ts";
import { lossLine } from "./loss_line.ts";
import type { ProgressCanvas, ProgressView } from "./progress_view.ts";

/** Processes of metrics between two lines of a log. */
const METRICS_PER_LINE = 20;

/**
 * Makes a view for logs.
 *
 * @param canvas What to draw on.
 * @returns The view.
 */
export function loggedProgress(canvas: ProgressCanvas): ProgressView {
  const startedMs = canvas.nowMs();
  let passes = 0;
  let benchmarks = 0;
  /** Blocks of earlier stages. */
  let before = 0;
  const log = (what: string, text: string) => {
    const spans = [span(`${elapsedText(canvas.nowMs() - startedMs)} ${what.padEnd(6)} `, "faint"), span(text)];
    canvas.write(`${drawLine(spans, canvas.face)}\n`);
  };

  return (event) => {
    switch (event.kind) {
      case "session-started":
        ({ passes, benchmarks } = event);
        return log("start", `${counted(passes, "pass", "passes")} over ${counted(benchmarks, "benchmark")}`);
      case "stage-started":
        before += passes * benchmarks;
        passes = event.stage.passes;
        benchmarks = event.stage.benchmarks.length;
        return log(event.stage.kind, `${counted(passes, "pass", "passes")} over ${counted(benchmarks, "benchmark")}`);
      case "block-finished": {
        const finished = event.finished - before;
        if (finished % benchmarks !== 0 || event.finished === event.blocks) return;
        return log("pass", `${finished / benchmarks} of ${passes} done, ${remainingText(event.remainingMs)} left`);
      }
      case "cell-lost":
      case "metric-lost":
        return canvas.write(`${lossLine(event, { canvas, startedMs })}\n`);
      case "metric-finished":
        if (event.finished % METRICS_PER_LINE !== 0) return;
        return log("metric", `${event.finished} of ${event.turns} done, ${remainingText(event.remainingMs)} left`);
      case "session-ended":
        return log("end", event.status);
    }
  };
}
