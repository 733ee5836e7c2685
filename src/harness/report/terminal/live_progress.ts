/**
 * A session as one watches it on a terminal: lines that are drawn anew in their place, and gone at the end. They are
 * drawn only when the session says something, and it says something only between timed stretches: no timer of
 * ours ever runs while something is measured. Elsewhere a session is a log: `logged_progress.ts`.
 * @module
 */
import type { SessionEvent } from "../../session/progress.ts";
import { drawLine } from "./line.ts";
import { liveFrame } from "./live_frame.ts";
import { LiveLines } from "./live_lines.ts";
import { lossLine } from "./loss_line.ts";
import type { ProgressCanvas, ProgressView } from "./progress_view.ts";
import { SessionTally, type WatchedSession } from "./session_tally.ts";

/** Shortest time between two drawings, in milliseconds: 4 Hz are as many as one can read. */
const REDRAW_MS = 250;

/**
 * Makes a view for a terminal. Lost cells stay above the lines.
 *
 * @param canvas What to draw on.
 * @param session What is watched.
 * @returns The view.
 */
export function liveProgress(canvas: ProgressCanvas, session: WatchedSession): ProgressView {
  const lines = new LiveLines((text) => canvas.write(text));
  const tally = new SessionTally(session);
  const startedMs = canvas.nowMs();
  let drawnMs = -Infinity;

  const draw = () => {
    if (canvas.nowMs() - drawnMs < REDRAW_MS) return;
    drawnMs = canvas.nowMs();
    lines.draw(liveFrame(tally, drawnMs - startedMs, canvas.face).map((spans) => drawLine(spans, canvas.face)));
  };

  return (event: SessionEvent) => {
    tally.apply(event);
    switch (event.kind) {
      case "block-started":
      case "metric-started":
        return draw();
      case "cell-lost":
      case "metric-lost":
        return lines.keep(lossLine(event, { canvas, startedMs }));
      case "session-ended":
        return lines.draw([]);
    }
  };
}
