/**
 * What programs ask of a run before they look at what it gave: that it completed.
 * @module
 */
import type { CompletedRun, Outputs, RunResult } from "puffinflow";

/**
 * Insists on a run that completed.
 *
 * @param run How it ended.
 * @throws What its first state to fail threw.
 */
export function completed<O extends Outputs, C>(run: RunResult<O, C>): CompletedRun<O, C> {
  if (run.status !== "completed") throw run.error;
  return run;
}
