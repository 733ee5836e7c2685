/**
 * What an engine adds to each task beyond plain code that does the same work. A difference can come out
 * below 0; it is not clamped, since that would turn noise into a bias.
 * @module
 */
import { covers, type Estimate } from "../../stats/estimate.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import type { ForkPair } from "./fork_pairs.ts";

/** Added time per task, in nanoseconds. */
export interface Overhead extends Estimate {
  /** Whether the interval covers 0: the data cannot tell the engine from plain code. */
  readonly withinResolution: boolean;
}

/**
 * Estimates the overhead per task over the control.
 *
 * @param pairs Runs of the subject beside runs of the control.
 * @param tasks Tasks that one run executes, 1 or more.
 * @returns Nanoseconds per task, or null where no pass has both; fewer than 6 pairs give infinite bounds.
 */
export function overheadNsPerTask(pairs: readonly ForkPair[], tasks: number): Overhead | null {
  if (pairs.length === 0) return null;
  const estimate = hodgesLehmann(pairs.map(({ subjectNs, referenceNs }) => (subjectNs - referenceNs) / tasks));
  return { ...estimate, withinResolution: covers(estimate, 0) };
}
