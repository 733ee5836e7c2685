/**
 * What a team comes to, decided from how many of its members did what: a pure function of counts and policy.
 * @module
 */
import type { TeamFailurePolicy } from "./team_options.ts";

/** What a team's members have come to so far. */
export interface Tallied {
  /** Number of members. */
  readonly size: number;
  /** Members that completed. */
  readonly completed: number;
  /** Members that ended in any other way. */
  readonly missed: number;
}

/** What the members decide. */
export type Verdict = "succeeded" | "partial" | "failed";

/**
 * Decides.
 *
 * @param policy What a failure does to the team.
 * @param tallied What the members have come to.
 * @returns The verdict, or `null` while it is open.
 */
export function verdictOf(policy: TeamFailurePolicy, { size, completed, missed }: Tallied): Verdict | null {
  if (typeof policy === "object") {
    if (completed >= policy.needs) return "succeeded";
    return size - missed < policy.needs ? "failed" : null;
  }
  if (policy === "fail-fast" && missed > 0) return "failed";
  if (completed + missed < size) return null;
  if (missed === 0) return "succeeded";
  return completed === 0 ? "failed" : "partial";
}
