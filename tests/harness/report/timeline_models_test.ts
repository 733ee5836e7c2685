/** Tests of the lanes that recorded runs become. */
import assert from "node:assert/strict";
import { timelineModels } from "../../../src/harness/report/timeline_models.ts";
import { traceOfReport } from "../../../src/harness/report/perfetto.ts";
import { criticalTimeOf } from "../../../src/harness/report/critical_time.ts";
import type { BenchmarkResult, Fork } from "../../../src/harness/session/result.ts";
import { reportModel } from "../../golden/report_model.ts";
import { sessionResult } from "../../golden/session_result.ts";

type RecordedRun = NonNullable<Fork["recording"]>["typical"];
type Kernel = BenchmarkResult["workload"]["kernel"];

const MS = 1e6;

/** A diamond whose first process recorded these runs, for PuffinFlow and, twice as slow when slow, for a rival. */
function diamond(kernel: Kernel, typical: RecordedRun): BenchmarkResult {
  const [benchmark] = sessionResult().benchmarks;
  const cells = benchmark!.cells.map((cell) => {
    if (cell.status !== "measured" || cell.subject === "control") return cell;
    const slow = { ...typical, rank: 19, durationNs: typical.durationNs * (cell.subject === "langgraph" ? 4 : 2) };
    return { ...cell, forks: [{ ...cell.forks[0]!, recording: { runs: 20, typical, slow } }] };
  });
  return { ...benchmark!, cells, workload: { seedName: "diamond", shape: { kind: "diamond" }, kernel } };
}

const WAITS: RecordedRun = {
  rank: 10,
  durationNs: 33 * MS,
  startedNs: [1 * MS, 11 * MS, 12 * MS, 22 * MS],
  endedNs: [11 * MS, 21 * MS, 22 * MS, 32 * MS],
};
const COMPUTES: RecordedRun = {
  rank: 10,
  durationNs: 50 * MS,
  startedNs: [1 * MS, 12 * MS, 24 * MS, 36 * MS],
  endedNs: [11 * MS, 22 * MS, 34 * MS, 46 * MS],
};

Deno.test("timelineModels() follows the branch that ended last where tasks wait together", () => {
  const [own] = timelineModels([diamond({ kind: "wait", waitMs: 10 }, WAITS)], "puffinflow");
  const { typical } = own!;
  assert.deepEqual(typical.lanes.map(({ name, isCritical }) => [name, isCritical]), [
    ["state 1", true],
    ["state 2", false],
    ["state 3", true],
    ["state 4", true],
    ["end of the run", true],
  ]);
  assert.deepEqual(typical.lanes[2]!.segments, [
    { kind: "overhead", startMs: 11, endMs: 12 },
    { kind: "running", startMs: 12, endMs: 22 },
  ]);
  assert.deepEqual(criticalTimeOf(typical), {
    running: 30,
    overhead: 3,
    failed: 0,
    "back-off": 0,
    checkpoint: 0,
    waiting: 0,
  });
});

Deno.test("timelineModels() calls every task critical where one thread computes them in turn", () => {
  const [own] = timelineModels([diamond({ kind: "cpu", rounds: 9 }, COMPUTES)], "puffinflow");
  const { typical } = own!;
  assert.ok(typical.lanes.every(({ isCritical }) => isCritical));
  assert.deepEqual(typical.lanes[2]!.segments, [
    { kind: "waiting", startMs: 11, endMs: 22 },
    { kind: "overhead", startMs: 22, endMs: 24 },
    { kind: "running", startMs: 24, endMs: 34 },
  ]);
  const spent = criticalTimeOf(typical);
  assert.deepEqual([spent.running, spent.overhead, spent.waiting], [40, 10, 0]);
});

Deno.test("timelineModels() puts the report's own subject first, and what was slowest before the rest", () => {
  const small = diamond({ kind: "noop" }, COMPUTES);
  const large = { ...diamond({ kind: "noop" }, { ...COMPUTES, durationNs: 47 * MS }), id: "orchestration/other/noop" };
  const slower = large.cells.map((cell) =>
    cell.status !== "measured" ? cell : {
      ...cell,
      forks: cell.forks.map((fork) =>
        fork.recording === undefined ? fork : {
          ...fork,
          recording: { ...fork.recording, slow: { ...fork.recording.slow, durationNs: 470 * MS } },
        }
      ),
    }
  );
  const timelines = timelineModels([small, { ...large, cells: slower }], "puffinflow");
  assert.deepEqual(timelines.map(({ subject }) => subject).slice(0, 2), ["puffinflow", "puffinflow"]);
  assert.deepEqual(timelines.slice(0, 2).map(({ benchmarkId }) => benchmarkId), [large.id, small.id]);
});

Deno.test("timelineModels() has nothing where nothing was recorded, or what was recorded is of another graph", () => {
  assert.deepEqual(timelineModels(sessionResult().benchmarks, "puffinflow"), []);
  const odd = diamond({ kind: "noop" }, { ...COMPUTES, endedNs: [1] });
  assert.deepEqual(timelineModels([odd], "puffinflow"), []);
});

Deno.test("traceOfReport() names runs by subject, benchmark and kind", () => {
  const names = traceOfReport(reportModel({ samples: 8 })).traceEvents
    .filter(({ name }) => name === "process_name").map(({ pid, args }) => [pid, args["name"]]);
  assert.deepEqual(names, [
    [1, "PuffinFlow · scenario-1/noop · typical run"],
    [2, "PuffinFlow · scenario-1/noop · slow run"],
  ]);
});
