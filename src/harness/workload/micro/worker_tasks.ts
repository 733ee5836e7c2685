/**
 * Tasks that compute in web workers: what each gives, and the program that the workers run.
 * @module
 */
import { nextStep } from "./oracle.ts";

/** Tasks of a run. */
export const WORKER_TASKS = 8;
/** Workers, and so tasks that really run at once. */
export const WORKERS = 2;
/** Steps of a xorshift32 generator in a task: some milliseconds, many times what a message takes. */
export const TASK_ROUNDS = 1_000_000;

/** What a worker answers. */
export interface WorkerAnswer {
  /** State of the generator after all steps, a 32-bit unsigned integer. */
  readonly value: number;
  /** How long the worker computed, in milliseconds. */
  readonly busyMs: number;
}

/**
 * Gives what a task computes on.
 *
 * @param seed The run's seed.
 * @param task Number of the task, from 0.
 * @returns A 32-bit unsigned integer other than 0, which the generator would never leave.
 */
export function workerInput(seed: number, task: number): number {
  return (nextStep(seed, task) | 1) >>> 0;
}

const SOURCE = `onmessage = ({ data }) => {
  const startedMs = performance.now();
  let state = data | 0;
  for (let round = 0; round < ${TASK_ROUNDS}; round++) {
    state ^= state << 13, state ^= state >>> 17, state ^= state << 5;
  }
  postMessage({ value: state >>> 0, busyMs: performance.now() - startedMs });
};`;

/** Where the workers' program is: in its address, so that a compiled program has it too. */
export const WORKER_URL = `data:application/javascript,${encodeURIComponent(SOURCE)}`;
