/**
 * Tests of the sentences about findings.
 * @module
 */
import assert from "node:assert/strict";
import { findingText, sentenceText } from "../../../src/harness/report/finding_wording.ts";
import type { ChangeModel, ReportFinding } from "../../../src/harness/report/model.ts";
import { estimate, reportModel } from "../../golden/report_model.ts";

const MODEL = reportModel({ samples: 8 });
const NAMES = { subjects: MODEL.subjects, subject: MODEL.subject, benchmarkIds: ["a/one/noop", "a/two/noop"] };
const CHANGE = MODEL.suites[0]!.benchmarks[1]!.change!;

function slower(share: number, more: Partial<ChangeModel> = {}): string {
  const change = { ...CHANGE, change: estimate(share, 0.01), ...more };
  return worded({ kind: "changed", benchmarkId: "a/one/noop", change, pattern: "unknown" });
}

function worded(finding: ReportFinding): string {
  return sentenceText(findingText(finding, NAMES).sentence);
}

Deno.test("findingText() says by what share something became slower, and how many times where that is far", () => {
  assert.match(slower(0.154), /^one\/noop became slower by 15\.4% \(95% interval /);
  assert.match(slower(2.4), /^one\/noop became 3\.40× slower \(95% interval /);
  const metric = { id: "allocated", unit: "bytes", better: "lower" } as const;
  assert.match(slower(0.154, { metric }), /^one\/noop allocates more by 15\.4% /);
  assert.match(slower(2.4, { metric }), /^one\/noop allocates 3\.40× as much /);
});

Deno.test("findingText() tells what a framework cannot do from what it failed to do", () => {
  const missing = { kind: "missing", subject: "langgraph", reason: "no fan-in", benchmarkIds: ["a/one/noop"] } as const;
  assert.equal(worded({ ...missing, status: "unsupported" }), "LangGraph takes no part in one/noop.");
  assert.equal(worded({ ...missing, status: "failed" }), "LangGraph has no time (failed) in one/noop.");
});
