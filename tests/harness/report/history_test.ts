import assert from "node:assert/strict";
import { buildModel } from "../../../src/harness/report/build_model.ts";
import { HistoryError, type Reported, withHistory } from "../../../src/harness/report/history.ts";
import type { Result } from "../../../src/harness/session/result.ts";
import { sessionResult } from "../../golden/session_result.ts";

const DAY_MS = 86_400_000;

/** The made-up session on a day, its samples so many times as long. */
function sessionOn(day: number, pace: number = 1, change: (result: Result) => Result = (result) => result): Reported {
  const result = sessionResult();
  const startedAt = new Date(Date.UTC(2025, 0, 1) + day * DAY_MS).toISOString();
  const changed = change({
    ...result,
    session: { ...result.session, id: `day-${day}`, startedAt },
    benchmarks: result.benchmarks.map((benchmark) => ({
      ...benchmark,
      cells: benchmark.cells.map((cell) =>
        cell.status === "measured"
          ? {
            ...cell,
            forks: cell.forks.map((fork) => ({
              ...fork,
              wallNs: fork.wallNs.map((ns) => ns * pace),
              cpuNs: fork.cpuNs.map((ns) => ns * pace),
            })),
          }
          : cell
      ),
    })),
  });
  return { result: changed, model: buildModel(changed) };
}

Deno.test("withHistory() leaves a report as it is where there is nothing before it", () => {
  const now = sessionOn(0);
  assert.equal(withHistory(now, []), now.model);
});

Deno.test("withHistory() puts sessions in order of time, the reported one last", () => {
  const { history } = withHistory(sessionOn(3), [sessionOn(2), sessionOn(0), sessionOn(1)]);
  assert.equal(history.length, 3);
  for (const { points } of history) {
    assert.deepEqual(points.map(({ at }) => at.slice(0, 10)), [
      "2025-01-01",
      "2025-01-02",
      "2025-01-03",
      "2025-01-04",
    ]);
  }
});

Deno.test("withHistory() names a release where it begins", () => {
  const release = (version: string) => (result: Result): Result => ({
    ...result,
    session: { ...result.session, tool: { ...result.session.tool, version } },
  });
  const { history } = withHistory(sessionOn(3, 1, release("0.2.0")), [
    sessionOn(0, 1, release("0.1.0")),
    sessionOn(1, 1, release("0.1.0")),
    sessionOn(2, 1, release("0.2.0")),
  ]);
  assert.deepEqual(history[0]!.points.map(({ label }) => label), ["v0.1.0", null, "v0.2.0", null]);
});

Deno.test("withHistory() finds where a benchmark moved, and does not count noisy sessions", () => {
  const noisy = (result: Result): Result => ({ ...result, host: { ...result.host, grade: "F" } });
  const earlier = Array.from(
    { length: 13 },
    (_, day) => day === 4 ? sessionOn(day, 3, noisy) : sessionOn(day, (day < 7 ? 1 : 1.2) * (1 + 0.001 * (day % 3))),
  );
  const [{ points, changes }] = withHistory(sessionOn(13, 1.2), earlier).history as [Reported["model"]["history"][0]];
  assert.deepEqual(points.flatMap(({ isNoisy }, index) => isNoisy ? [index] : []), [4]);
  assert.deepEqual(changes.map(({ index }) => index), [7]);
  assert.ok(Math.abs(changes[0]!.change - 0.2) < 0.01);
});

Deno.test("withHistory() leaves out sessions that did other work", () => {
  const other = (result: Result): Result => ({
    ...result,
    benchmarks: result.benchmarks.map((benchmark) =>
      benchmark.workload.kernel.kind === "cpu"
        ? { ...benchmark, workload: { ...benchmark.workload, kernel: { kind: "cpu", rounds: 5 } } }
        : benchmark
    ),
  });
  const { history } = withHistory(sessionOn(1), [sessionOn(0, 1, other)]);
  assert.deepEqual(history.map(({ benchmarkId }) => benchmarkId), [
    "orchestration/deep-chain/noop",
    "orchestration/wide-fanout/wait",
  ]);
});

Deno.test("withHistory() refuses sessions that make no row", () => {
  const machine = (result: Result): Result => ({
    ...result,
    session: { ...result.session, hostFingerprint: "another" },
  });
  const subject = (result: Result): Result => ({
    ...result,
    subjects: result.subjects.filter(({ id }) => id !== "puffinflow"),
  });
  const renamed = (result: Result): Result => ({
    ...result,
    benchmarks: result.benchmarks.map((benchmark) => ({ ...benchmark, id: `other/${benchmark.id}` })),
  });
  const table: [earlier: Reported, complaint: RegExp][] = [
    [sessionOn(1), /each session must be given once/],
    [sessionOn(0, 1, machine), /must be of one machine: day-0 is of "another"/],
    [sessionOn(0, 1, subject), /must be about one subject: current values are "langgraph"/],
    [sessionOn(0, 1, renamed), /must have a benchmark in common/],
  ];
  for (const [earlier, message] of table) {
    assert.throws(
      () => withHistory(sessionOn(1), [earlier]),
      (error) => error instanceof HistoryError && message.test(error.message),
    );
  }
});
