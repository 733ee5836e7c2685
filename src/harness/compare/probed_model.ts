/**
 * How a framework really ran tasks that wait, beside the model that its documentation states: read from the traces that
 * each process makes before anything is timed.
 * @module
 */
import type { Result } from "../session/result.ts";
import { widthOf } from "../workload/shape.ts";

/** What was seen of a subject. */
export interface ProbedModel {
  /** Whether two waits were ever under way at once. */
  readonly overlaps: boolean;
  /** Most waits that were under way at once in one run. */
  readonly peakTasks: number;
  /** How many could have been: tasks of the widest stage of the graph that the peak was reached in. */
  readonly widestStage: number;
  /** Id of the benchmark that it was seen in. */
  readonly benchmark: string;
}

/**
 * Finds how a subject ran waits.
 *
 * @param result What was measured.
 * @param subject Id of the subject.
 * @returns What its widest graph of waits showed; null where no process traced one.
 */
export function probedModel({ benchmarks }: Pick<Result, "benchmarks">, subject: string): ProbedModel | null {
  let found: ProbedModel | null = null;
  for (const { id, cells, workload: { shape } } of benchmarks) {
    const cell = cells.find((one) => one.subject === subject);
    if (shape.kind === "micro" || shape.kind === "in-flight" || cell?.status !== "measured") continue;
    const widestStage = widthOf(shape), peaks = cell.forks.flatMap(({ peakTasks }) => peakTasks ?? []);
    if (widestStage < 2 || peaks.length === 0 || widestStage <= (found?.widestStage ?? 0)) continue;
    const peakTasks = Math.max(...peaks);
    found = { overlaps: peakTasks > 1, peakTasks, widestStage, benchmark: id };
  }
  return found;
}
