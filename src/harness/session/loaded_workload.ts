/**
 * An adapter in a worker with the workload that was built with it, and how one is built.
 * @module
 */
import type { Adapter, Prepared } from "../adapters/adapter.ts";
import { preparedWork } from "../adapters/in_flight.ts";
import type { BatchRunner } from "../measure/batch.ts";
import type { Ledger } from "../workload/task_bodies.ts";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import { wordsFor, WorkerFailure } from "./worker_failure.ts";

/** An adapter with the workload that was built with it. */
export interface LoadedWorkload {
  readonly adapter: Adapter;
  readonly workload: Workload;
  readonly prepared: Prepared;
  /** Counts the task bodies of `prepared`. */
  readonly ledger: Ledger;
  readonly runner: BatchRunner;
}

/**
 * Builds a workload.
 *
 * @param adapter With which adapter.
 * @param what The workload, and what its tasks do.
 * @returns The graph.
 * @throws {WorkerFailure} If the adapter throws.
 */
export async function prepareWorkload(
  adapter: Adapter,
  { workload, work }: { readonly workload: Workload; readonly work: Work },
): Promise<Prepared> {
  try {
    return await preparedWork(adapter, { workload, work });
  } catch (error) {
    throw new WorkerFailure("prepare", `threw while it built the graph: ${wordsFor(error)}`);
  }
}

/**
 * Times an act on the monotonic clock.
 *
 * @param act What to do.
 * @returns What came of it, and how long it took in whole nanoseconds.
 * @throws Whatever it throws.
 */
export async function timed<T>(act: () => Promise<T>): Promise<[result: T, elapsedNs: number]> {
  const startedMs = performance.now();
  const result = await act();
  return [result, Math.round((performance.now() - startedMs) * 1e6)];
}
