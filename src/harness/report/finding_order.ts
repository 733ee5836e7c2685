/**
 * In which order findings are told: that the plan was fixed beforehand, what is lost, what is broken, what is missing at the end, what cannot be told,
 * what to distrust, and what was not to be expected.
 * @module
 */
import type { ReportFinding } from "./model.ts";

/**
 * Puts findings in order.
 *
 * @param findings The findings; those of one urgency stay in their order.
 * @returns The most urgent first.
 */
export function mostUrgentFirst(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  return findings.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf(finding: ReportFinding): number {
  switch (finding.kind) {
    case "fixed-plan":
      return -1;
    case "lost":
    case "metric-lost":
      return 0;
    case "changed":
      return { slower: 0, invalid: 1, undecided: 3 }[finding.change.verdict as "slower" | "invalid" | "undecided"];
    case "missing":
      return { invalid: 1, failed: 1, unavailable: 6, unsupported: 7 }[finding.status];
    case "interrupted":
      return 2;
    case "undecided":
      return 3;
    case "noisy":
      return 4;
    case "unsteady":
      return 5;
    case "limit-missed":
    case "dominates":
    case "grows":
      return 8;
  }
}
