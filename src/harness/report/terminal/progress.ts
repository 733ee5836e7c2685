/**
 * A session as one watches it: on a terminal two lines that are drawn anew, elsewhere a line for each
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
import { LiveLines } from "./live_lines.ts";
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
/** Processes of metrics between two lines of a log. */
const METRICS_PER_LINE = 20;

type BlockStarted = Extract<SessionEvent, { kind: "block-started" }>;
type MetricFinished = Extract<SessionEvent, { kind: "metric-finished" }>;
type BlockFinished = Extract<SessionEvent, { kind: "block-finished" }>;

/**
 * Makes a view for a terminal: a bar with the time left, and below it what is under way, both drawn anew in
 * their place and gone at the end. Lost cells stay above them.
 *
 * @param canvas What to draw on.
 * @returns The view.
 */
export function liveProgress(canvas: ProgressCanvas): ProgressView {
  const lines = new LiveLines((text) => canvas.write(text));
  const startedMs = canvas.nowMs();
  let drawnMs = -Infinity;
  let last: BlockFinished | undefined;
  let stage = { firstPass: 0, passes: 0 };

  const draw = (bar: (elapsedMs: number) => readonly Span[], below: readonly Span[]) => {
    if (canvas.nowMs() - drawnMs < REDRAW_MS) return;
    drawnMs = canvas.nowMs();
    lines.draw([bar(drawnMs - startedMs), below].map((spans) => drawLine(spans, canvas.face)));
  };

  return (event) => {
    switch (event.kind) {
      case "session-started":
        stage = { firstPass: 0, passes: event.passes };
        return;
      case "stage-started":
        stage = event.stage;
        return;
      case "block-started":
        return draw((elapsedMs) => barLine(last, elapsedMs), underWay(event, stage));
      case "block-finished":
        last = event;
        return;
      case "metric-finished":
        return draw((elapsedMs) => metricLine(event, elapsedMs), metricUnderWay(event));
      case "cell-lost":
        return lines.keep(lostLine({ where: shortName(event.benchmark), cell: event.cell }, canvas, startedMs));
      case "metric-lost":
        return lines.keep(lostMetricLine(event, canvas, startedMs));
      case "session-ended":
        return lines.draw([]);
    }
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
        return canvas.write(
          `${lostLine({ where: shortName(event.benchmark), cell: event.cell }, canvas, startedMs)}\n`,
        );
      case "metric-lost":
        return canvas.write(`${lostMetricLine(event, canvas, startedMs)}\n`);
      case "metric-finished":
        if (event.finished % METRICS_PER_LINE !== 0) return;
        return log("metric", `${event.finished} of ${event.turns} done, ${remainingText(event.remainingMs)} left`);
      case "session-ended":
        return log("end", event.status);
    }
  };
}

function metricLine({ finished, turns, remainingMs }: MetricFinished, elapsedMs: number): Span[] {
  return barSpans(finished, { of: turns, elapsedMs, remainingMs });
}

function metricUnderWay({ metric, graph, subject }: MetricFinished): Span[] {
  return [span(`  ${metric} ${graph}`, "strong"), span(`  ${subject}`)];
}

function lostMetricLine(
  { metric, graph, cell }: Extract<SessionEvent, { kind: "metric-lost" }>,
  canvas: ProgressCanvas,
  startedMs: number,
): string {
  return lostLine({ where: `${metric} ${graph}`, cell }, canvas, startedMs);
}

function barLine(last: BlockFinished | undefined, elapsedMs: number): Span[] {
  if (last !== undefined) return barSpans(last.finished, { of: last.blocks, elapsedMs, remainingMs: last.remainingMs });
  return [span("░".repeat(BAR_WIDTH), "faint"), span(`  ${elapsedText(elapsedMs)}`)];
}

function barSpans(
  finished: number,
  { of: all, elapsedMs, remainingMs }: { of: number; elapsedMs: number; remainingMs: number },
): Span[] {
  const filled = Math.floor((BAR_WIDTH * finished) / all);
  return [
    span("█".repeat(filled), "faster"),
    span("░".repeat(BAR_WIDTH - filled), "faint"),
    span(`  ${finished}/${all}  ${elapsedText(elapsedMs)}, ${remainingText(remainingMs)} left`),
  ];
}

function underWay(
  { benchmark, pass }: BlockStarted,
  { firstPass, passes }: { readonly firstPass: number; readonly passes: number },
): Span[] {
  return [span(`  ${shortName(benchmark)}`, "strong"), span(`  pass ${pass - firstPass + 1} of ${passes}`)];
}

function lostLine(
  { where, cell }: { where: string; cell: LostCell },
  { face, nowMs }: ProgressCanvas,
  startedMs: number,
): string {
  return drawLine([
    span(`${elapsedText(nowMs() - startedMs)} `, "faint"),
    span(cell.status, STATUS_TONES[cell.status]),
    span(` ${cell.subject} in ${where}: ${cell.reason}`),
  ], face);
}
