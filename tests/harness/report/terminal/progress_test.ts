import assert from "node:assert/strict";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { liveProgress, loggedProgress, type ProgressView } from "../../../../src/harness/report/terminal/progress.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import type { SessionEvent } from "../../../../src/harness/session/progress.ts";

/** Takes away both lines. */
const ERASE_LINES = "\r\x1b[2K\x1b[1A\x1b[2K";
const FACE: Face = { width: 80, color: "off", charset: "unicode" };

/** A canvas that remembers what was written on it, with a clock that a test sets. */
class Canvas {
  readonly face = FACE;
  readonly written: string[] = [];
  timeMs = 0;
  readonly nowMs = () => this.timeMs;
  readonly write = (text: string) => void this.written.push(text);
}

const STARTED: SessionEvent = {
  kind: "session-started",
  passes: 6,
  benchmarks: 2,
  subjects: 3,
  blocks: 12,
  cpuRounds: 1_000,
};
const blockStarted = (pass: number, benchmark: string): SessionEvent => ({ kind: "block-started", pass, benchmark });
const blockFinished = (finished: number, benchmark: string): SessionEvent => ({
  kind: "block-finished",
  pass: Math.floor((finished - 1) / 2),
  benchmark,
  elapsedMs: 1_000,
  finished,
  blocks: 12,
  remainingMs: (12 - finished) * 5_000,
  forks: [],
});
const LOST: SessionEvent = {
  kind: "cell-lost",
  benchmark: "suite/chain/noop",
  cell: { subject: "langgraph", status: "failed", code: "framework", reason: `it threw\n${"x".repeat(200)}` },
};
const ENDED: SessionEvent = { kind: "session-ended", status: "completed", elapsedMs: 60_000 };

/** Sends events to a view, each so many milliseconds after the one before. */
function play(canvas: Canvas, view: ProgressView, events: readonly [afterMs: number, event: SessionEvent][]): void {
  for (const [afterMs, event] of events) {
    canvas.timeMs += afterMs;
    view(event);
  }
}

Deno.test("liveProgress() draws two lines in their place: how far, how long and how long still; what now", () => {
  const canvas = new Canvas();
  play(canvas, liveProgress(canvas), [
    [0, STARTED],
    [0, blockStarted(0, "suite/chain/noop")],
    [61_000, blockFinished(3, "suite/chain/noop")],
    [0, blockStarted(1, "suite/diamond/cpu")],
  ]);
  assert.deepEqual(canvas.written, [
    "\r\x1b[2K░░░░░░░░░░░░░░░░░░░░  00:00\n  chain/noop  pass 1 of 6",
    "\r\x1b[2K\x1b[1A\x1b[2K█████░░░░░░░░░░░░░░░  3/12  01:01, about 45 s left\n  diamond/cpu  pass 2 of 6",
  ]);
});

Deno.test("liveProgress() draws at most four times a second", () => {
  const canvas = new Canvas();
  const blocks = Array.from({ length: 100 }, (): [number, SessionEvent] => [20, blockStarted(0, "suite/chain/noop")]);
  play(canvas, liveProgress(canvas), [[0, STARTED], ...blocks]);
  assert.equal(canvas.written.length, 8);
});

Deno.test("liveProgress() keeps a lost cell above the lines, in one line of its own", () => {
  const canvas = new Canvas();
  play(canvas, liveProgress(canvas), [[0, STARTED], [0, blockStarted(0, "suite/chain/noop")], [2_000, LOST]]);
  const line = canvas.written.at(-1)!;
  assert.ok(line.startsWith(ERASE_LINES));
  assert.match(line.slice(ERASE_LINES.length), /^00:02 failed langgraph in chain\/noop: it threw x+…\n$/);
  assert.equal(displayWidth(line.slice(ERASE_LINES.length, -1)), 80);
});

Deno.test("liveProgress() leaves nothing behind at the end", () => {
  const canvas = new Canvas();
  play(canvas, liveProgress(canvas), [[0, STARTED], [0, blockStarted(0, "suite/chain/noop")], [9_000, ENDED]]);
  assert.equal(canvas.written.at(-1), ERASE_LINES);
});

Deno.test("loggedProgress() writes a line for the start, each pass, each lost cell and the end", () => {
  const canvas = new Canvas();
  play(canvas, loggedProgress(canvas), [
    [0, STARTED],
    [0, blockStarted(0, "suite/chain/noop")],
    [5_000, blockFinished(1, "suite/chain/noop")],
    [1_000, LOST],
    [4_000, blockFinished(2, "suite/diamond/cpu")],
    [50_000, blockFinished(12, "suite/chain/noop")],
    [0, ENDED],
  ]);
  const lines = canvas.written.join("").split("\n");
  assert.deepEqual([...lines.slice(0, 1), ...lines.slice(2)], [
    "00:00 start  6 passes over 2 benchmarks",
    "00:10 pass   1 of 6 done, about 50 s left",
    "01:00 end    completed",
    "",
  ]);
  assert.match(lines[1]!, /^00:06 failed langgraph in chain\/noop: it threw x+…$/);
});

Deno.test("loggedProgress() counts the passes of each stage on their own", () => {
  const canvas = new Canvas();
  const stage = { kind: "confirm", firstPass: 6, passes: 3, benchmarks: ["suite/chain/noop"] } as const;
  const later = (finished: number) => ({ ...blockFinished(finished, "suite/chain/noop"), blocks: 15 });
  play(canvas, loggedProgress(canvas), [[0, STARTED], [0, { kind: "stage-started", stage }], [1_000, later(13)]]);
  assert.deepEqual(canvas.written.slice(1).map((line) => line.replace(/, about.*\n/, "")), [
    "00:00 confirm 3 passes over 1 benchmark\n",
    "00:01 pass   1 of 3 done",
  ]);
});
