/**
 * The durable runs that this process works on, by store and id: the same id is the same run, however often it is asked
 * for, and a signal finds the run that waits for it.
 * @module
 */
import type { CheckpointStore } from "./checkpoints/checkpoint_store.ts";
import type { FinishedDurableRun, LiveDurableRun } from "./durable_run.ts";

/** A run as it is opened. */
export type OpenedRun = LiveDurableRun | FinishedDurableRun;

const stores: WeakMap<CheckpointStore, Map<string, Promise<OpenedRun>>> = new WeakMap();

/**
 * Gives the runs of a store.
 *
 * @param store The store.
 * @returns Those that are being opened or go on here, by id.
 */
export function liveRunsOf(store: CheckpointStore): Map<string, Promise<OpenedRun>> {
  let runs = stores.get(store);
  if (runs === undefined) stores.set(store, runs = new Map());
  return runs;
}
