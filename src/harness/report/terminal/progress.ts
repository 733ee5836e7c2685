/**
 * A session as one watches it: on a terminal one line that is drawn anew, elsewhere a line for each
 * pass. Both draw only when the session says something, and it says something only between timed
 * stretches: no timer of ours ever runs while something is measured.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { elapsedText, remainingText } from "../../../units/elapsed.ts";
import type { LostCell, SessionEvent } from "../../session/progress.ts";
import { shortName } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawLine, type Span, span } from "./line.ts";
import { STATUS_TONES } from "./verdict.ts";

/** What a view of the progress draws on. */
export interface ProgressCanvas {
  readonly face: Face;
  /** Writes text to the stream. */
  write(text: string): void;
  /** Milliseconds since an arbitrary start, never going back. */
  nowMs(): number;
}

/** Takes the events of a session, one after the other. */
export type ProgressView = (event: SessionEvent) => void;

/** Shortest time between two drawings, in milliseconds: 4 Hz are as many as one can read. */
const REDRAW_MS = 250;
const BAR_WIDTH = 20;
const ERASE_LINE = "\r\x1b[2K";

type BlockStarted = Extract<SessionEvent, { kind: "block-started" }>;
type BlockFinished = Extract<SessionEvent, { kind: "block-finished" }>;

/**
 * Makes a view for a terminal: a bar with the time left and the benchmark under way, drawn anew in its
 * place and gone at the end. Lost cells stay above it.
 *
 * @param canvas What to draw on.
 * @returns The view.
 */
export function liveProgress(canvas: ProgressCanvas): ProgressView {
  const startedMs = canvas.nowMs();
  let drawnMs = -Infinity;
  let last: BlockFinished | undefined;

  const draw = ({ benchmark }: BlockStarted) => {
    if (canvas.nowMs() - drawnMs < REDRAW_MS) return;
    drawnMs = canvas.nowMs();
    const spans = barLine({ last, elapsedMs: drawnMs - startedMs, benchmark });
    canvas.write(ERASE_LINE + drawLine(spans, canvas.face));
  };

  return (event) => {
    if (event.kind === "block-started") draw(event);
    if (event.kind === "block-finished") last = event;
    if (event.kind === "cell-lost") canvas.write(`${ERASE_LINE}${lostLine(event, canvas, startedMs)}\n`);
    if (event.kind === "session-ended") canvas.write(ERASE_LINE);
  };
}

/**
 * Makes a view for logs: one line at the end of each pass and for each cell lost, with the time since
 * the start in front.
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
        return canvas.write(`${lostLine(event, canvas, startedMs)}\n`);
      case "session-ended":
        return log("end", event.status);
    }
  };
}

function barLine(
  { last, elapsedMs, benchmark }: { last: BlockFinished | undefined; elapsedMs: number; benchmark: string },
): Span[] {
  const filled = last === undefined ? 0 : Math.floor((BAR_WIDTH * last.finished) / last.blocks);
  const count = last === undefined ? "" : ` ${last.finished}/${last.blocks} `;
  const left = last === undefined ? "" : `, ${remainingText(last.remainingMs)} left`;
  return [
    span("█".repeat(filled), "faster"),
    span("░".repeat(BAR_WIDTH - filled), "faint"),
    span(`${count} ${elapsedText(elapsedMs)}${left}  `),
    span(shortName(benchmark), "strong"),
  ];
}

function lostLine(
  { benchmark, cell }: { benchmark: string; cell: LostCell },
  { face, nowMs }: ProgressCanvas,
  startedMs: number,
): string {
  return drawLine([
    span(`${elapsedText(nowMs() - startedMs)} `, "faint"),
    span(cell.status, STATUS_TONES[cell.status]),
    span(` ${cell.subject} in ${shortName(benchmark)}: ${cell.reason}`),
  ], face);
}
