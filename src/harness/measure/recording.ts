/**
 * Watches many runs of a graph and keeps two: the one in the middle and a slow one, each with the times of its tasks.
 * Both really happened; nothing is averaged. Watching costs time, so these runs are apart from all that is measured.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { quantileRank } from "../../stats/quantile.ts";
import type { TaskTimes } from "../workload/timed_work.ts";

/** A run that was watched. Times are whole nanoseconds since it began. */
export interface RecordedRun {
  /** Place among all that were watched, by duration; 1 is the fastest. */
  readonly rank: number;
  readonly durationNs: number;
  /** By number of the task. */
  readonly startedNs: readonly number[];
  readonly endedNs: readonly number[];
}

/** Two runs of many. */
export interface Recording {
  /** How many were watched. */
  readonly runs: number;
  /** The one with the median duration. */
  readonly typical: RecordedRun;
  /** The one with the 95th percentile of durations, by nearest rank. */
  readonly slow: RecordedRun;
}

/** What is watched. */
export interface WatchedGraph {
  /** Runs an iteration; its tasks write their times into `times`. */
  readonly run: (iteration: number) => Promise<void>;
  readonly times: TaskTimes;
  /** The clock of `times`, in milliseconds. */
  readonly nowMs: () => number;
}

/** Which iterations. */
export interface RecordingPlan {
  readonly firstIteration: number;
  /** Runs that come first and are forgotten, 0 or more. */
  readonly warmUpRuns: number;
  /** Runs that are watched, 1 or more. */
  readonly runs: number;
}

/** Share of runs that take at most as long as the slow one. */
const SLOW_SHARE = 0.95;
const NS_PER_MS = 1e6;

type Watched = Omit<RecordedRun, "rank">;

/**
 * Watches runs.
 *
 * @param graph What is watched.
 * @param plan Which iterations.
 * @returns Two of them.
 * @throws Whatever a run throws.
 */
export async function recordRuns(graph: WatchedGraph, plan: RecordingPlan): Promise<Recording> {
  const { firstIteration, warmUpRuns, runs } = plan;
  invariant(runs > 0, "A recording has a run");
  for (let index = 0; index < warmUpRuns; index++) await graph.run(firstIteration + index);
  const watched: Watched[] = [];
  for (let index = 0; index < runs; index++) watched.push(await watch(graph, firstIteration + warmUpRuns + index));
  const byDuration = watched.toSorted((a, b) => a.durationNs - b.durationNs);
  const ranked = (share: number): RecordedRun => {
    const rank = quantileRank(runs, share);
    return { rank, ...byDuration[rank - 1]! };
  };
  return { runs, typical: ranked(0.5), slow: ranked(SLOW_SHARE) };
}

async function watch({ run, times, nowMs }: WatchedGraph, iteration: number): Promise<Watched> {
  times.startedMs.fill(NaN);
  times.endedMs.fill(NaN);
  const beganMs = nowMs();
  await run(iteration);
  const durationNs = Math.round((nowMs() - beganMs) * NS_PER_MS);
  const since = (ms: number) => Math.round((ms - beganMs) * NS_PER_MS);
  return {
    durationNs,
    startedNs: Array.from(times.startedMs, since),
    endedNs: Array.from(times.endedMs, since),
  };
}
