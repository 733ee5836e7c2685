/**
 * Tests of the order in which findings are told.
 * @module
 */
import assert from "node:assert/strict";
import { mostUrgentFirst } from "../../../src/harness/report/finding_order.ts";
import { reportModel } from "../../golden/report_model.ts";

Deno.test("mostUrgentFirst() tells losses, then what is broken, then what cannot be told, then doubts, then absences", () => {
  const { findings } = reportModel({ samples: 8 });
  const absent = { kind: "missing", subject: "b", status: "unsupported", reason: "r", benchmarkIds: ["x"] } as const;
  const noisy = { kind: "noisy", checks: [] } as const;
  const told = mostUrgentFirst([noisy, absent, ...findings.toReversed()]).map((finding) =>
    finding.kind === "changed" ? finding.change.verdict : finding.kind === "missing" ? finding.status : finding.kind
  );
  assert.deepEqual(told, [
    "slower",
    "lost",
    "invalid",
    "failed",
    "undecided",
    "undecided",
    "noisy",
    "unsteady",
    "unsupported",
  ]);
});
