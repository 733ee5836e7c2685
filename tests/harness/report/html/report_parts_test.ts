/**
 * Tests of reports that are taken apart.
 * @module
 */
import assert from "node:assert/strict";
import { benchmarksOf } from "../../../../src/harness/report/html/anchors.ts";
import { partsOf } from "../../../../src/harness/report/html/report_parts.ts";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import { reportModel } from "../../../golden/report_model.ts";

const WHOLE = reportModel({ benchmarks: 20, samples: 8 });
const [FIRST, SECOND] = partsOf(WHOLE).map(({ model }) => model) as [ReportModel, ReportModel];

Deno.test("partsOf() keeps every benchmark once, in order", () => {
  assert.deepEqual(partsOf(WHOLE).flatMap(({ model }) => benchmarksOf(model)), benchmarksOf(WHOLE));
  assert.deepEqual([benchmarksOf(FIRST).length, benchmarksOf(SECOND).length], [9, 11]);
});

Deno.test("partsOf() counts and judges the changes of each part by themselves", () => {
  assert.equal(FIRST.gate!.counts.slower, 1);
  assert.equal(FIRST.gate!.counts.slower + SECOND.gate!.counts.slower, WHOLE.gate!.counts.slower);
  const calm = benchmarksOf(WHOLE).map((benchmark) => ({ ...benchmark, change: null }));
  const parts = partsOf({ ...WHOLE, suites: [{ id: "calm", title: "Calm", benchmarks: calm }] });
  assert.equal(parts[0]!.model.gate, null);
});

Deno.test("partsOf() gives findings, timeline and history to the part of their benchmark, and the machine to none", () => {
  const kinds = ({ findings }: ReportModel) => new Set(findings.map(({ kind }) => kind));
  assert(kinds(WHOLE).has("unsteady"));
  assert.deepEqual([...kinds(FIRST)].toSorted(), ["changed", "lost", "missing", "undecided"]);
  assert.deepEqual([...kinds(SECOND)], ["changed"]);
  assert.equal(FIRST.history.length, WHOLE.history.length);
  assert.equal(SECOND.history.length, 0);
  assert.notDeepEqual(FIRST.timelines, []);
  assert.deepEqual(SECOND.timelines, []);
});

Deno.test("partsOf() names of a missing subject only the benchmarks of the part", () => {
  const ids = benchmarksOf(WHOLE).map(({ id }) => id);
  const missing = {
    kind: "missing",
    subject: "langgraph",
    status: "failed",
    reason: "broke",
    benchmarkIds: ids,
  } as const;
  const [first] = partsOf({ ...WHOLE, findings: [missing] });
  assert.deepEqual(first!.model.findings, [{ ...missing, benchmarkIds: ids.slice(0, 9) }]);
});
