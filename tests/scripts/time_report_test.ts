/**
 * Tests of the made-up session that reports are timed with.
 * @module
 */
import assert from "node:assert/strict";
import { madeUpSession, PROCESSES } from "../../scripts/report_timing/made_up_session.ts";
import { resultSchema } from "../../src/harness/session/result.ts";

const SIZE = { benchmarks: 6, samples: 2 * PROCESSES, subjects: 2, suites: 3 };

Deno.test("madeUpSession() makes a result of the size that is asked for, the same at every call", () => {
  const result = madeUpSession(SIZE);
  assert.deepEqual(resultSchema.parse(result), result);
  assert.deepEqual(madeUpSession(SIZE), result);
  assert.deepEqual(result.benchmarks.map(({ suite }) => suite), [1, 1, 2, 2, 3, 3].map((number) => `suite-${number}`));
  const cell = result.benchmarks[0]!.cells[0]!;
  assert(cell.status === "measured");
  assert.equal(cell.forks.flatMap(({ cpuNs }) => cpuNs).length, 2 * PROCESSES);
});
