import assert from "node:assert/strict";
import { analyseSession } from "../../../src/harness/compare/session_analysis.ts";
import { findingsOf } from "../../../src/harness/report/findings.ts";
import type { Cell, Result } from "../../../src/harness/session/result.ts";
import { sessionResult } from "../../golden/session_result.ts";

/** The made-up session after a change to every cell. */
function sessionWith(change: (cell: Cell) => Cell): Result {
  const result = sessionResult();
  return {
    ...result,
    benchmarks: result.benchmarks.map((benchmark) => ({ ...benchmark, cells: benchmark.cells.map(change) })),
  };
}

Deno.test("findingsOf() tells losses first, then what is missing, undecided and unsteady", () => {
  const kinds = findingsOf(analyseSession(sessionResult())).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["lost", "missing", "missing", "missing", "undecided", "unsteady"]);
});

Deno.test("findingsOf() tells a duel with its benchmark, rival and interval", () => {
  const lost = findingsOf(analyseSession(sessionResult())).find((finding) => finding.kind === "lost");
  assert.equal(lost?.kind, "lost");
  assert.equal(lost.benchmarkId, "orchestration/diamond/cpu");
  assert.equal(lost.rival, "llamaindex");
  assert.ok(1 < lost.ratio.lo && lost.ratio.lo <= lost.ratio.hi);
});

Deno.test("findingsOf() tells once what is missing for one reason in several benchmarks, and failures before absence", () => {
  const missing = findingsOf(analyseSession(sessionResult())).filter((finding) => finding.kind === "missing");
  assert.deepEqual(missing.map(({ status, benchmarkIds }) => [status, ...benchmarkIds]), [
    ["failed", "orchestration/diamond/cpu"],
    ["unavailable", "orchestration/deep-chain/noop", "orchestration/wide-fanout/wait"],
    ["unsupported", "orchestration/diamond/cpu"],
  ]);
});

Deno.test("findingsOf() tells of unsteady cells when half of their processes were, and not before", () => {
  const withUnsteady = (unsteadyForks: number) =>
    findingsOf(analyseSession(sessionWith((cell) =>
      cell.status !== "measured" ? cell : {
        ...cell,
        forks: cell.forks.map((fork, pass) => ({
          ...fork,
          warmUp: { ...fork.warmUp, steady: pass >= unsteadyForks },
        })),
      }
    ))).filter((finding) => finding.kind === "unsteady");
  assert.deepEqual(withUnsteady(2), []);
  assert.deepEqual(withUnsteady(3), [{ kind: "unsteady", cells: 11, measuredCells: 11 }]);
});

Deno.test("findingsOf() tells once what an interruption cost, and names no cell for it", () => {
  const findings = findingsOf(analyseSession(sessionWith(({ subject }) => ({
    subject,
    status: "interrupted",
    reason: `${subject} had 2 of 6 processes`,
  }))));
  assert.deepEqual(findings, [{ kind: "interrupted", cells: 15, allCells: 15 }]);
});

Deno.test("findingsOf() tells by which numbers the machine was busy", () => {
  const result = sessionResult();
  const { machine } = result;
  const findings = findingsOf(analyseSession({
    ...result,
    machine: {
      ...machine,
      loadBefore: { ...machine.loadBefore, average: { value: [6, 1, 1] }, cpuPressurePercent: { value: 9 } },
      loadAfter: { ...machine.loadAfter, average: { value: [99, 1, 1] }, steal: { value: 0.03 } },
    },
  }));
  const noisy = findings.find((finding) => finding.kind === "noisy");
  assert.deepEqual(noisy?.checks.map(({ id, value, verdict }) => [id, value.value, verdict]), [
    ["load", 0.75, "doubtful"],
    ["processor-pressure", 9, "doubtful"],
    ["steal", 0.03, "doubtful"],
  ]);
});

Deno.test("findingsOf() holds nothing against a machine that says nothing of its load", () => {
  const result = sessionResult();
  const silent = { value: null, why: "not told" };
  const load = {
    average: silent,
    steal: silent,
    cpuPressurePercent: silent,
    throttledPeriods: silent,
    availableMemoryBytes: silent,
  };
  const machine = { ...result.machine, loadBefore: load, loadAfter: load };
  assert.ok(!findingsOf(analyseSession({ ...result, machine })).some(({ kind }) => kind === "noisy"));
});
