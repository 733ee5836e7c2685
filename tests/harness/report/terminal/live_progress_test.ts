/**
 * Tests of sessions as one watches them on a terminal.
 * @module
 */
import assert from "node:assert/strict";
import { liveProgress } from "../../../../src/harness/report/terminal/live_progress.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import type { SessionEvent } from "../../../../src/harness/session/progress.ts";
import { blockFinished, blockStarted, Canvas, ENDED, LOST, play, STARTED, WATCHED } from "./session_events.ts";

const BEGUN = [[0, STARTED], [0, blockStarted(0, "core/chain/noop")]] as const;
/** Takes away the lines of one drawing: as many as it has. */
const eraseLines = (count: number) => "\r\x1b[2K" + "\x1b[1A\x1b[2K".repeat(count - 1);

Deno.test("liveProgress() draws the session anew in the place of the drawing before", () => {
  const canvas = new Canvas();
  play(canvas, liveProgress(canvas, WATCHED), [
    ...BEGUN,
    [61_000, blockFinished(1, "core/chain/noop")],
    [0, blockStarted(0, "core/diamond/cpu")],
  ]);
  const [first, second] = canvas.written;
  assert(first!.startsWith("\r\x1b[2K00:00 elapsed\n"));
  assert.match(first!, /▸ chain\/noop {2}pass 1 of 6\n/);
  const lines = first!.split("\n").length;
  assert(second!.startsWith(`${eraseLines(lines)}01:01 elapsed, about 85 s left   1 of 18\n`));
  assert.match(second!, /▸ diamond\/cpu {2}pass 1 of 6\n/);
});

Deno.test("liveProgress() draws at most four times a second", () => {
  const canvas = new Canvas();
  const blocks = Array.from({ length: 100 }, (): [number, SessionEvent] => [20, blockStarted(0, "core/chain/noop")]);
  play(canvas, liveProgress(canvas, WATCHED), [[0, STARTED], ...blocks]);
  assert.equal(canvas.written.length, 8);
});

Deno.test("liveProgress() keeps a lost cell above the lines, in one line of its own", () => {
  const canvas = new Canvas();
  play(canvas, liveProgress(canvas, WATCHED), [...BEGUN, [2_000, LOST]]);
  const erase = eraseLines(canvas.written[0]!.split("\n").length);
  const line = canvas.written.at(-1)!;
  assert.ok(line.startsWith(erase));
  assert.match(line.slice(erase.length), /^00:02 failed langgraph in chain\/noop: it threw x+…\n$/);
  assert.equal(displayWidth(line.slice(erase.length, -1)), 80);
});

Deno.test("liveProgress() leaves nothing behind at the end", () => {
  const canvas = new Canvas();
  play(canvas, liveProgress(canvas, WATCHED), [...BEGUN, [9_000, ENDED]]);
  assert.equal(canvas.written.at(-1), eraseLines(canvas.written[0]!.split("\n").length));
});
