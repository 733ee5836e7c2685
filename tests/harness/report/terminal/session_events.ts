/**
 * Events of a small session, and a canvas that remembers what was drawn on it.
 * @module
 */
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import type { ProgressView } from "../../../../src/harness/report/terminal/progress_view.ts";
import type { WatchedSession } from "../../../../src/harness/report/terminal/session_tally.ts";
import type { SessionEvent } from "../../../../src/harness/session/progress.ts";
import type { Fork } from "../../../../src/harness/session/result.ts";
import { sessionResult } from "../../../golden/session_result.ts";

/** A terminal of 80 columns without colour. */
export const FACE: Face = { width: 80, color: "off", charset: "unicode" };

/** A canvas with a clock that a test sets. */
export class Canvas {
  readonly face: Face;
  readonly written: string[] = [];
  timeMs = 0;
  readonly nowMs = (): number => this.timeMs;
  readonly write = (text: string): void => void this.written.push(text);

  constructor(face: Face = FACE) {
    this.face = face;
  }
}

/** Two benchmarks of one suite and one of another. */
export const WATCHED: WatchedSession = {
  benchmarks: [
    { id: "core/chain/noop", suite: "core", primaryClock: "cpu" },
    { id: "core/diamond/cpu", suite: "core", primaryClock: "cpu" },
    { id: "resources/pool/default", suite: "resources", primaryClock: "wall" },
  ],
  subjects: ["control", "puffinflow"],
};

/** Passes of the session, and blocks in all. */
export const PASSES = 6, BLOCKS = PASSES * WATCHED.benchmarks.length;

/** The session begins. */
export const STARTED: SessionEvent = {
  kind: "session-started",
  passes: PASSES,
  benchmarks: WATCHED.benchmarks.length,
  subjects: 2,
  blocks: BLOCKS,
  cpuRounds: 1_000,
};

/** A cell is lost, for a reason that is longer than a line. */
export const LOST: SessionEvent = {
  kind: "cell-lost",
  benchmark: "core/chain/noop",
  cell: { subject: "langgraph", status: "failed", code: "framework", reason: `it threw\n${"x".repeat(200)}` },
};

/** The session ends. */
export const ENDED: SessionEvent = { kind: "session-ended", status: "completed", elapsedMs: 60_000 };

const [CELL] = sessionResult().benchmarks[0]!.cells.filter(({ subject }) => subject === "puffinflow");
/** Processes of PuffinFlow in one benchmark, 11 µs a run. */
export const FORKS: readonly Fork[] = CELL?.status === "measured" ? CELL.forks : [];

/**
 * A block begins.
 *
 * @param pass Its pass.
 * @param benchmark Its benchmark.
 * @returns The event.
 */
export function blockStarted(pass: number, benchmark: string): SessionEvent {
  return { kind: "block-started", pass, benchmark };
}

/**
 * A block is over.
 *
 * @param finished How many are over by now.
 * @param benchmark Its benchmark.
 * @param fork What its processes measured of PuffinFlow. @default nothing
 * @returns The event; each block takes 5 s.
 */
export function blockFinished(finished: number, benchmark: string, fork?: Fork): SessionEvent {
  return {
    kind: "block-finished",
    pass: Math.floor((finished - 1) / WATCHED.benchmarks.length),
    benchmark,
    elapsedMs: 1_000,
    finished,
    blocks: BLOCKS,
    remainingMs: (BLOCKS - finished) * 5_000,
    forks: fork === undefined ? [] : [{ subject: "puffinflow", fork }],
  };
}

/**
 * Sends events to a view, each so many milliseconds after the one before.
 *
 * @param canvas The canvas, for its clock.
 * @param view The view.
 * @param events The events.
 */
export function play(
  canvas: Canvas,
  view: ProgressView,
  events: readonly (readonly [afterMs: number, event: SessionEvent])[],
): void {
  for (const [afterMs, event] of events) {
    canvas.timeMs += afterMs;
    view(event);
  }
}
