/**
 * Tasks that watch what becomes of them: how often they are called and how many are in flight.
 * @module
 */
import type { Task } from "../adapters/feature_programs.ts";

/** A task that watches itself. */
export interface WatchedTask {
  readonly run: Task;
  /** Calls so far. */
  calls: number;
  /** Calls that have not ended. */
  inFlight: number;
  /** Most calls that were in flight at once. */
  peak: number;
}

/**
 * Makes a task that gives what it is given and a number more, after the other tasks had a turn.
 *
 * @param more What it adds.
 * @param body What it does beside, before it ends; its call is counted from 1. @default nothing
 * @returns The task and what is known of it.
 */
export function watchedTask(more: number, body: (call: number) => Promise<void> | void = () => {}): WatchedTask {
  const watched: WatchedTask = {
    calls: 0,
    inFlight: 0,
    peak: 0,
    async run(value) {
      const call = ++watched.calls;
      watched.inFlight++;
      watched.peak = Math.max(watched.peak, watched.inFlight);
      try {
        await aTurn();
        await body(call);
        return value + more;
      } finally {
        watched.inFlight--;
      }
    },
  };
  return watched;
}

/** Lets whatever is ready go first, so that tasks that are started together overlap. */
function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
