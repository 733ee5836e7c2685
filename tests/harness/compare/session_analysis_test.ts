import assert from "node:assert/strict";
import { analyseSession } from "../../../src/harness/compare/session_analysis.ts";
import { type BenchmarkResult, type Result, RESULT_SCHEMA, resultSchema } from "../../../src/harness/session/result.ts";
import { benchmarkOf, measured } from "./benchmark_fixture.ts";

const unknown = { value: null, why: "not read in this test" };
const load = {
  average: unknown,
  steal: unknown,
  cpuPressurePercent: unknown,
  throttledPeriods: unknown,
  availableMemoryBytes: unknown,
};

function resultOf(benchmarks: BenchmarkResult[]): Result {
  return resultSchema.parse({
    schema: RESULT_SCHEMA,
    session: {
      id: "20250102T030405Z-7",
      startedAt: "2025-01-02T03:04:05Z",
      finishedAt: "2025-01-02T03:05:05Z",
      status: "completed",
      seed: 7,
      argv: ["run"],
      profile: {
        name: "quick",
        forks: 6,
        rounds: 3,
        droppedRounds: 2,
        sampleMs: 5,
        isolation: { kind: "benchmark" },
        warmUpMs: [100, 500],
        enoughRuns: null,
        samplingBudgetMs: 120,
        fewestRounds: 2,
        adaptiveRounds: null,
      },
      timeLimitMs: 60_000,
      workerFlags: [],
      tool: { version: "0.1.0", commit: unknown, build: "source" },
      hostFingerprint: null,
      resumedAt: [],
      stages: [],
    },
    machine: {
      cpu: { model: unknown, cores: 2, availableParallelism: 2 },
      memoryBytes: 1,
      os: { name: "linux", release: "6", distribution: unknown, arch: "x86_64" },
      hostId: unknown,
      cgroup: { cpuLimit: unknown, memoryLimitBytes: unknown },
      governor: unknown,
      turbo: unknown,
      smt: unknown,
      virtualization: unknown,
      clockSource: unknown,
      clock: { costNs: 80, grainNs: 10 },
      runtime: { deno: "2", v8: "15", typescript: "6" },
      loadBefore: load,
      loadAfter: load,
    },
    host: { referenceRounds: null, reference: [], phases: [], passes: [], grade: null },
    subjects: [],
    benchmarks,
  });
}

const FAST = [10, 11, 12, 13, 14, 15];
const SLOW = [100, 110, 120, 130, 140, 150];

Deno.test("analyseSession() names each benchmark that PuffinFlow loses, with the duels lost in it", () => {
  const lost = benchmarkOf([measured("puffinflow", SLOW), measured("langgraph", FAST), measured("third", SLOW)]);
  const won = benchmarkOf([measured("puffinflow", FAST), measured("langgraph", SLOW)], { id: "won" });
  const undecided = benchmarkOf([measured("puffinflow", [200]), measured("langgraph", [1])], { id: "undecided" });
  const { losses, benchmarks } = analyseSession(resultOf([won, lost, undecided]));
  assert.deepEqual(losses.map(({ benchmarkId }) => benchmarkId), [lost.id]);
  assert.deepEqual(losses[0]?.duels.map(({ rival }) => rival), ["langgraph"]);
  assert.equal(losses[0]?.duels[0], benchmarks[1]?.duels[0]);
});

Deno.test("analyseSession() counts the cells of every status, those without any included", () => {
  const { statusCounts } = analyseSession(resultOf([
    benchmarkOf([measured("control", FAST), measured("puffinflow", FAST)]),
    benchmarkOf([
      measured("control", FAST),
      { subject: "puffinflow", status: "failed", code: "time-limit", reason: "60 s" },
      { subject: "langgraph", status: "unavailable", reason: "not installed" },
    ]),
  ]));
  assert.deepEqual(statusCounts, {
    measured: 3,
    invalid: 0,
    failed: 1,
    unavailable: 1,
    unsupported: 0,
    interrupted: 0,
  });
});

Deno.test("analyseSession() hands on the session, the machine and the subjects, and leaves the result as it is", () => {
  const result = resultOf([benchmarkOf([measured("puffinflow", FAST)])]);
  const before = structuredClone(result);
  const { session, machine, subjects } = analyseSession(result);
  assert.deepEqual({ session, machine, subjects }, {
    session: result.session,
    machine: result.machine,
    subjects: result.subjects,
  });
  assert.deepEqual(result, before);
});

Deno.test("analyseSession() makes an empty model when nothing was measured", () => {
  const { benchmarks, losses, statusCounts } = analyseSession(resultOf([]));
  assert.deepEqual({ benchmarks, losses, measured: statusCounts.measured }, {
    benchmarks: [],
    losses: [],
    measured: 0,
  });
});
