/**
 * How many samples to take from a process before starting the next one is the better use of the time
 * (Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013). Where processes differ much,
 * few samples will do; where starting one is dear, it should be used well. The variances come from
 * `icc.ts`.
 * @module
 */
import { invariant } from "../invariant.ts";

/** What decides. */
export interface RoundsQuestion {
  /** Time to get a process ready for its first sample, in milliseconds. */
  readonly forkMs: number;
  /** Time of one sample, in milliseconds; above 0. */
  readonly sampleMs: number;
  /** Variance of samples within a process. */
  readonly within: number;
  /** Variance between processes, in the same unit; below 0 counts as 0. */
  readonly between: number;
  /** Most samples to take from a process; an integer from 1. */
  readonly most: number;
}

/**
 * Finds the number of samples per process that gives the shortest interval for the time spent.
 *
 * @param question Costs and variances.
 * @returns An integer from 1 to `most`: 1 where samples do not vary, `most` where processes do not differ.
 */
export function optimalRounds({ forkMs, sampleMs, within, between, most }: RoundsQuestion): number {
  invariant(forkMs >= 0 && sampleMs > 0, "Processes and samples take time");
  invariant(within >= 0 && most >= 1, "Variances are not negative, and there is at least one sample");
  if (within === 0) return 1;
  if (between <= 0) return most;
  const rounds = Math.ceil(Math.sqrt((forkMs / sampleMs) * (within / between)));
  return Math.min(Math.max(rounds, 1), most);
}
