import assert from "node:assert/strict";
import control from "../../../src/harness/adapters/control.ts";
import { debugTrace } from "../../../src/harness/measure/debug_trace.ts";
import { drawDebug } from "../../../src/harness/cli/debug_view.ts";
import { suiteOf } from "../../../src/harness/suites/suites.ts";
import { workloadOf } from "../../../src/harness/suites/workload_of.ts";
import { TINY_BENCHMARK } from "../../fixtures/tiny_session.ts";

const DIAMOND = workloadOf(TINY_BENCHMARK, 1);
const FACE = { width: 80, color: "off", charset: "unicode" } as const;

/** A clock that goes on by a millisecond with every look. */
function ticking(): () => number {
  let ms = 0;
  return () => ms++;
}

Deno.test("debugTrace() sees when each task of the last run began and ended, since that run began", async () => {
  const trace = await debugTrace(control, DIAMOND, { seed: 1, runsBefore: 2, nowMs: ticking() });
  assert.deepEqual([...trace.times!.startedMs], [1, 3, 5, 7]);
  assert.deepEqual([...trace.times!.endedMs], [2, 4, 6, 8]);
  assert.deepEqual([trace.prepareMs, trace.firstRunMs, trace.watchedRunMs, trace.runs], [1, 9, 9, 3]);
});

Deno.test("debugTrace() proves the run that it watched", async () => {
  const trace = await debugTrace(control, DIAMOND, { seed: 1, runsBefore: 0, nowMs: ticking() });
  assert.equal(trace.digest, trace.expectedDigest);
  assert.deepEqual([trace.executed, trace.expectedExecuted], [4, 4]);
});

Deno.test("debugTrace() counts the operations of a program, which has no tasks to watch", async () => {
  const lock = workloadOf(suiteOf("coordination").benchmarks[0]!, 1);
  const trace = await debugTrace(control, lock, { seed: 1, runsBefore: 0, nowMs: ticking() });
  assert.equal(trace.times, null);
  assert.deepEqual([trace.executed, trace.expectedExecuted], [1_000, 1_000]);
});

Deno.test("drawDebug() draws a line a task with what it waited for", async () => {
  const trace = await debugTrace(control, DIAMOND, { seed: 1, runsBefore: 0, nowMs: ticking() });
  const scene = { subject: "plain", benchmarkId: "tiny/diamond/noop", title: "diamond", shape: DIAMOND.shape, trace };
  const lines = drawDebug(scene, FACE);
  assert.match(lines.join("\n"), /4 of 4 tasks: right/);
  assert.match(lines.at(-1)!, /^task 3\s+7\.00.ms\s+1\.00.ms\s+1\.00.ms\s+1, 2$/);
  assert.ok(lines.every((line) => line.length <= FACE.width));
});

Deno.test("drawDebug() says of a run that did other work that it is wrong", async () => {
  const trace = await debugTrace(control, DIAMOND, { seed: 1, runsBefore: 0, nowMs: ticking() });
  const scene = { subject: "plain", benchmarkId: "tiny/diamond/noop", title: "diamond", shape: DIAMOND.shape };
  const wrong = drawDebug({ ...scene, trace: { ...trace, executed: 3 } }, FACE).join("\n");
  assert.match(wrong, /3 of 4 tasks: wrong/);
});
