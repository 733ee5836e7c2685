/**
 * Tests of what one sees of a session that runs.
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Face } from "../../../../src/harness/report/terminal/face.ts";
import { drawLine } from "../../../../src/harness/report/terminal/line.ts";
import { liveFrame } from "../../../../src/harness/report/terminal/live_frame.ts";
import { SessionTally } from "../../../../src/harness/report/terminal/session_tally.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import { hostileText } from "../hostile_model.ts";
import { blockFinished, blockStarted, FACE, FORKS, LOST, STARTED, WATCHED } from "./session_events.ts";

/** A session in its third pass, with a cell lost. */
function tally(): SessionTally {
  const made = new SessionTally(WATCHED);
  const events = [
    STARTED,
    blockStarted(0, "core/chain/noop"),
    LOST,
    blockFinished(7, "core/chain/noop", FORKS[0]),
    blockStarted(2, "core/chain/noop"),
  ];
  for (const event of events) made.apply(event);
  return made;
}

function drawn(made: SessionTally, face: Face): readonly string[] {
  return liveFrame(made, 83_000, face).map((spans) => drawLine(spans, face));
}

Deno.test("liveFrame() shows the time, a bar for each suite, what is under way and what it waits for", () => {
  assert.deepEqual(drawn(tally(), FACE), [
    "01:23 elapsed, about 55 s left   7 of 18",
    "",
    "core       ██████▋░░░░░░░░░░░░░  4/12  1 failed",
    "resources  ██████▋░░░░░░░░░░░░░   2/6",
    "",
    "▸ chain/noop  pass 3 of 6",
    "  1 process so far, too few for an interval",
  ]);
});

Deno.test("liveFrame() draws longer bars on a wide terminal, and in ASCII where nothing else is known", () => {
  assert.equal(drawn(tally(), { ...FACE, width: 120 })[3], `resources  ${"█".repeat(13)}▎${"░".repeat(26)}   2/6`);
  assert.equal(drawn(tally(), { ...FACE, charset: "ascii" })[3], `resources  ${"#".repeat(6)}${".".repeat(14)}   2/6`);
});

Deno.test("liveFrame() says how quiet the machine was in the pass before, once one is over", () => {
  const made = tally();
  made.apply({ kind: "pass-ended", pass: 1, grade: "E" });
  assert.equal(drawn(made, FACE)[0], "01:23 elapsed, about 55 s left   7 of 18   machine grade E");
  assert.match(drawn(made, { ...FACE, color: "on" })[0]!, /33mmachine grade E/);
});

Deno.test("liveFrame() gives what it takes so far once enough processes give an interval", () => {
  const made = tally();
  for (const [index, fork] of FORKS.entries()) made.apply(blockFinished(8 + index, "core/chain/noop", fork));
  made.apply(blockStarted(2, "core/chain/noop"));
  assert.match(drawn(made, FACE).at(-1)!, /^ {2}puffinflow so far 11\.\d+.µs ±[\d.]+%, median of 7 processes$/);
});

Deno.test("liveFrame() shows so many suites and no more, the last line for the rest", () => {
  const benchmarks = Array.from(
    { length: 14 },
    (_, index) => ({ id: `suite-${index}/a/noop`, suite: `suite-${index}`, primaryClock: "cpu" }) as const,
  );
  const made = new SessionTally({ benchmarks, subjects: ["puffinflow"] });
  made.apply({ ...STARTED, benchmarks: 14 } as typeof STARTED);
  const bars = drawn(made, FACE).filter((line) => line.includes("░"));
  assert.equal(bars.length, 10);
  assert.match(bars.at(-1)!, /^5 others .* 0\/30$/);
});

Deno.test("liveFrame() has no line that is wider than the terminal, whatever suites are called", () => {
  fc.assert(
    fc.property(
      hostileText(),
      fc.integer({ min: 40, max: 130 }),
      fc.constantFrom("unicode", "ascii"),
      (name, width, charset) => {
        const id = `${name}/scenario/noop`;
        const made = new SessionTally({ benchmarks: [{ id, suite: name, primaryClock: "wall" }], subjects: [name] });
        made.apply(STARTED);
        made.apply(blockStarted(0, id));
        for (const line of drawn(made, { width, charset, color: "off" })) {
          assert(displayWidth(line) <= width, JSON.stringify(line));
          assert.equal(/\p{Cc}/u.exec(line), null);
        }
      },
    ),
    { numRuns: 100 },
  );
});
