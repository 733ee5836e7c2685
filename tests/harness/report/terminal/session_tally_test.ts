/**
 * Tests of what is known of a session while it runs.
 * @module
 */
import assert from "node:assert/strict";
import { SessionTally } from "../../../../src/harness/report/terminal/session_tally.ts";
import { blockFinished, blockStarted, LOST, STARTED, WATCHED } from "./session_events.ts";

/** How far each suite is. */
function bars(tally: SessionTally): readonly string[] {
  return tally.parts.map(({ name, done, planned, failed }) => `${name} ${done}/${planned} ${failed}`);
}

Deno.test("SessionTally counts the blocks of each suite, and the cells of it that failed", () => {
  const tally = new SessionTally(WATCHED);
  for (
    const event of [STARTED, blockFinished(1, "core/chain/noop"), LOST, blockFinished(2, "resources/pool/default")]
  ) {
    tally.apply(event);
  }
  assert.deepEqual(bars(tally), ["core 1/12 1", "resources 1/6 0"]);
  assert.deepEqual(tally.whole, { done: 2, planned: 18, remainingMs: 80_000 });
});

Deno.test("SessionTally of a session that goes on knows the passes that were over before", () => {
  const tally = new SessionTally(WATCHED);
  tally.apply(STARTED);
  tally.apply(blockStarted(4, "core/chain/noop"));
  assert.deepEqual(bars(tally), ["core 8/12 0", "resources 4/6 0"]);
  assert.deepEqual(tally.underWay, { what: "chain/noop", turn: { number: 5, of: 6 }, soFar: null });
});

Deno.test("SessionTally adds the blocks of later stages to what is planned, and counts their passes on their own", () => {
  const tally = new SessionTally(WATCHED);
  const stage = { kind: "confirm", firstPass: 6, passes: 3, benchmarks: ["core/diamond/cpu"] } as const;
  tally.apply(STARTED);
  tally.apply(blockStarted(5, "core/chain/noop"));
  for (let finished = 16; finished <= 18; finished++) {
    tally.apply(blockFinished(finished, WATCHED.benchmarks[finished - 16]!.id));
  }
  tally.apply({ kind: "stage-started", stage });
  tally.apply(blockStarted(7, "core/diamond/cpu"));
  assert.deepEqual(bars(tally), ["core 13/15 0", "resources 6/6 0"]);
  assert.deepEqual(tally.underWay?.turn, { number: 2, of: 3 });
});

Deno.test("SessionTally shows the metrics as a part of their own once they have begun", () => {
  const tally = new SessionTally(WATCHED);
  const about = { metric: "memory", graph: "chain", subject: "langgraph" } as const;
  tally.apply(STARTED);
  tally.apply({ kind: "metric-started", ...about });
  assert.deepEqual(tally.underWay, { what: "memory chain langgraph", turn: null, soFar: null });
  tally.apply({ kind: "metric-lost", ...about, cell: { subject: "langgraph", status: "invalid", reason: "" } });
  tally.apply({ kind: "metric-lost", ...about, cell: { subject: "langgraph", status: "unsupported", reason: "" } });
  tally.apply({ kind: "metric-finished", ...about, finished: 1, turns: 9, remainingMs: 8_000 });
  assert.equal(bars(tally).at(-1), "metrics 1/9 1");
  assert.deepEqual(tally.whole, { done: 1, planned: 9, remainingMs: 8_000 });
});
