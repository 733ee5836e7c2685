/**
 * Tests of the trace that other programs open.
 * @module
 */
import assert from "node:assert/strict";
import { traceOf } from "../../../src/harness/report/trace_events.ts";
import { reportModel } from "../../golden/report_model.ts";

const [FIRST] = reportModel({ samples: 8 }).timelines;
const TIMELINE = { ...FIRST!, name: "my benchmark" };

Deno.test("traceOf() names a process for each run and a thread for each state", () => {
  const names = traceOf([TIMELINE]).traceEvents.filter(({ ph }) => ph === "M").map(({ name, pid, tid, args }) => [
    name,
    pid,
    tid,
    args["name"],
  ]);
  assert.deepEqual(names.slice(0, 2), [["process_name", 1, 0, "my benchmark · typical run"], [
    "thread_name",
    1,
    1,
    "fetch",
  ]]);
  assert.equal(names.length, 2 + TIMELINE.typical.lanes.length + TIMELINE.slow.lanes.length);
});

Deno.test("traceOf() writes each segment in microseconds, to the nanosecond", () => {
  const lane = { name: "a", isCritical: true, segments: [{ kind: "running", startMs: 0.0015, endMs: 2 } as const] };
  const run = { rank: 1, runs: 1, durationMs: 2, lanes: [lane] };
  const [event] = traceOf([{ ...TIMELINE, typical: run, slow: { ...run, lanes: [] } }]).traceEvents.filter(({ ph }) =>
    ph === "X"
  );
  assert.deepEqual(event, {
    name: "running",
    cat: "running",
    ph: "X",
    ts: 1.5,
    dur: 1998.5,
    pid: 1,
    tid: 1,
    args: { state: "a", critical: true },
  });
});
