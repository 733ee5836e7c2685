/**
 * Tests of sessions as a log tells of them.
 * @module
 */
import assert from "node:assert/strict";
import { loggedProgress } from "../../../../src/harness/report/terminal/logged_progress.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import { blockFinished, BLOCKS, blockStarted, Canvas, ENDED, LOST, play, STARTED } from "./session_events.ts";

Deno.test("loggedProgress() writes a line for the start, each pass, each lost cell and the end", () => {
  const canvas = new Canvas();
  play(canvas, loggedProgress(canvas), [
    [0, STARTED],
    [0, blockStarted(0, "core/chain/noop")],
    [5_000, blockFinished(1, "core/chain/noop")],
    [1_000, LOST],
    [4_000, blockFinished(3, "core/diamond/cpu")],
    [50_000, blockFinished(BLOCKS, "core/chain/noop")],
    [0, ENDED],
  ]);
  const lines = canvas.written.join("").split("\n");
  assert.deepEqual([...lines.slice(0, 1), ...lines.slice(2)], [
    "00:00 start  6 passes over 3 benchmarks",
    "00:10 pass   1 of 6 done, about 75 s left",
    "01:00 end    completed",
    "",
  ]);
  assert.match(lines[1]!, /^00:06 failed langgraph in chain\/noop: it threw x+…$/);
  assert.equal(displayWidth(lines[1]!), 80);
});

Deno.test("loggedProgress() counts the passes of each stage on their own", () => {
  const canvas = new Canvas();
  const stage = { kind: "confirm", firstPass: 6, passes: 3, benchmarks: ["core/chain/noop"] } as const;
  const later = { ...blockFinished(BLOCKS + 1, "core/chain/noop"), blocks: BLOCKS + 3 };
  play(canvas, loggedProgress(canvas), [[0, STARTED], [0, { kind: "stage-started", stage }], [1_000, later]]);
  assert.deepEqual(canvas.written.slice(1).map((line) => line.replace(/, about.*\n/, "")), [
    "00:00 confirm 3 passes over 1 benchmark\n",
    "00:01 pass   1 of 3 done",
  ]);
});

Deno.test("loggedProgress() writes of the metrics now and then, and of each one lost", () => {
  const canvas = new Canvas();
  const about = { metric: "memory", graph: "chain", subject: "langgraph" } as const;
  play(canvas, loggedProgress(canvas), [
    ...Array.from(
      { length: 20 },
      (_, index) =>
        [100, { kind: "metric-finished", ...about, finished: index + 1, turns: 40, remainingMs: 9_000 }] as const,
    ),
    [0, { kind: "metric-lost", ...about, cell: { subject: "langgraph", status: "unavailable", reason: "not there" } }],
  ]);
  assert.deepEqual(canvas.written, [
    "00:02 metric 20 of 40 done, about 10 s left\n",
    "00:02 unavailable langgraph in memory chain: not there\n",
  ]);
});
