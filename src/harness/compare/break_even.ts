/**
 * What an overhead weighs once tasks have work to do. An engine's overhead is taken to be what it is for tasks that do
 * nothing, however long they take, and all tasks of a run to share one thread: so this is for runs of no-op tasks, and
 * says what to expect, not what was measured.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { hodgesLehmann } from "../../stats/hodges_lehmann.ts";
import type { BenchmarkAnalysis, MeasuredRow } from "./benchmark_analysis.ts";
import { isControl, plainCodeFor } from "../adapters/python_facts.ts";
import { type ForkPair, forkPairs } from "./fork_pairs.ts";

/** Share of a run's time from which on an overhead is called a cost. */
export const COSTLY_SHARE = 0.05;

/** A subject's runs beside those of plain code. */
export interface BesidePlainCode {
  readonly subject: string;
  /** Tasks that one run executes. */
  readonly tasks: number;
  readonly pairs: readonly ForkPair[];
}

/**
 * Pairs the subjects of a benchmark with plain code of their language.
 *
 * @param benchmark An analysed benchmark.
 * @returns One entry for each measured subject but plain code, in order; none where plain code has no time.
 */
export function besidePlainCode({ rows, tasks, primaryClock }: BenchmarkAnalysis): BesidePlainCode[] {
  const measured = rows.filter((row): row is MeasuredRow => row.status === "measured");
  const reading = primaryClock === "cpu" ? "cpuNs" : "wallNs";
  return measured.filter(({ subject }) => !isControl(subject)).flatMap(({ subject, forks }) => {
    const control = measured.find((row) => row.subject === plainCodeFor(subject));
    const pairs = control === undefined ? [] : forkPairs({ subject: forks, reference: control.forks }, reading);
    return pairs.length === 0 ? [] : [{ subject, tasks, pairs }];
  });
}

/**
 * Estimates the share of its time that a run would spend on its engine if its tasks worked.
 *
 * @param runs Runs of tasks that do nothing.
 * @param workNs Work of each task, in nanoseconds, 0 or more.
 * @returns What is added, as a share of plain code's time; below 0 where the engine is quicker.
 */
export function addedShare({ tasks, pairs }: BesidePlainCode, workNs: number): Estimate {
  return hodgesLehmann(pairs.map(({ subjectNs, referenceNs }) => {
    // The smallest positive number stands in where a clock too coarse for the sample read 0.
    return (subjectNs - referenceNs) / Math.max(referenceNs + tasks * workNs, Number.MIN_VALUE);
  }));
}

/**
 * Estimates how much work a task must have for the engine to cost 5 % of a run.
 *
 * @param runs Runs of tasks that do nothing.
 * @returns Nanoseconds of work for each task; below 0 where it costs less without any.
 */
export function breakEvenNs({ tasks, pairs }: BesidePlainCode): Estimate {
  return hodgesLehmann(
    pairs.map(({ subjectNs, referenceNs }) => ((subjectNs - referenceNs) / COSTLY_SHARE - referenceNs) / tasks),
  );
}
