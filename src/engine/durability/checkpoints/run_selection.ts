/**
 * Which of a store's runs are asked for, for stores that have no queries of their own.
 * @module
 */
import type { PruneQuery, RunQuery, StoredRun } from "./checkpoint_store.ts";

/**
 * Answers a query.
 *
 * @param runs All runs.
 * @param query Which are asked for.
 * @returns A page of them, by id.
 */
export function matching(runs: readonly StoredRun[], { agent, status, after, limit }: RunQuery): StoredRun[] {
  return runs
    .filter((run) => (agent === undefined || run.agent === agent) && (status === undefined || run.status === status))
    .filter((run) => after === undefined || run.id > after)
    .toSorted((a, b) => a.id < b.id ? -1 : 1)
    .slice(0, limit);
}

/**
 * Finds the runs that need not be kept.
 *
 * @param runs All runs.
 * @param query Which ended ones go.
 * @returns Those that go.
 */
export function outdated(runs: readonly StoredRun[], { agent, endedBeforeMs, maxCount }: PruneQuery): StoredRun[] {
  const ended = runs
    .filter((run) => run.agent === agent && run.status !== "open" && run.holder === undefined)
    .toSorted((a, b) => b.endedAtMs! - a.endedAtMs! || (a.id < b.id ? 1 : -1));
  return ended.filter((run, index) => run.endedAtMs! < endedBeforeMs || index >= maxCount);
}
