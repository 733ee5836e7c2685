/**
 * Options of a pool of agents, what it tells, and the check of them.
 * @module
 */
import type { Random } from "../../random/random.ts";
import type { Instrument } from "../run/execution.ts";
import type { RetryOptions } from "../reliability/retry.ts";
import { wholeNumber } from "../coordination/whole_number.ts";
import type { JobOutcome, PooledResult } from "./job.ts";
import type { Scaling } from "./scaling.ts";
import type { PutOptions, WorkQueueOptions } from "./work_queue_options.ts";

/** Options of a pool. */
export interface AgentPoolOptions extends Pick<WorkQueueOptions, "name" | "clock" | "maxWaiting" | "whenFull"> {
  /** Fewest workers, a whole number of 1 or more: as many begin. @default {1} */
  readonly minWorkers?: number;
  /** Most workers, a whole number of at least `minWorkers`. @default {Math.max(minWorkers, 10)} */
  readonly maxWorkers?: number;
  /** How the pool finds its size. @default {undefined} it is `minWorkers` until `resize()` changes it */
  readonly scaling?: Scaling;
  /** Most jobs at once that have not ended, a whole number of 1 or more. @default {1_000} */
  readonly maxJobs?: number;
  /** Most jobs that are kept when no run of theirs completed, a whole number of 1 or more; the oldest makes room. @default {1_000} */
  readonly maxDeadJobs?: number;
  /** How often and when a job is run again whose run failed or timed out. @default {{ maxAttempts: 3 }} at once */
  readonly retry?: Pick<RetryOptions, "maxAttempts" | "backoff" | "retryOn" | "delayHint">;
  /**
   * Longest duration of one run in milliseconds, above 0. Its signal is aborted then, and its worker goes on without
   * waiting for functions that do not heed it. @default {undefined} no limit
   */
  readonly runTimeoutMs?: number;
  /** Where the jitter of waits and of the runs' retries comes from. @default {systemRandom} */
  readonly random?: Random;
  /** What the runs are fitted with beside what the agent's options name. @default {[]} */
  readonly instruments?: readonly Instrument[];
}

/** Options of one job. Its signal, aborted at any time, cancels it; `timeoutMs` limits the wait for room in the pool. */
export type SubmitOptions = PutOptions;

/** What a pool tells, by name of the event. */
export interface PoolEvents<R extends PooledResult> {
  /** The number of workers was changed; those that leave may still finish a job. */
  readonly "resized": { readonly from: number; readonly to: number };
  /** A run of a job begins; `waitMs` is how long the job was ready before. */
  readonly "job-started": {
    readonly job: number;
    readonly worker: number;
    readonly attempt: number;
    readonly waitMs: number;
  };
  /** A run failed or timed out, and the job will be run again after `delayMs`. */
  readonly "job-retried": {
    readonly job: number;
    readonly attempt: number;
    readonly error: unknown;
    readonly delayMs: number;
  };
  /** A job has ended. */
  readonly "job-ended": { readonly job: number; readonly outcome: JobOutcome<R> };
}

/** What goes on in a pool, in numbers. */
export interface PoolCounters {
  /** Workers, without those that leave. */
  readonly workers: number;
  /** Workers that finish their last job. */
  readonly leaving: number;
  /** Jobs that run. */
  readonly running: number;
  /** Jobs that are ready to run. */
  readonly ready: number;
  /** Jobs that are held back before their first or next run. */
  readonly delayed: number;
  /** Jobs taken in since the pool began. */
  readonly submitted: number;
  /** Jobs that completed. */
  readonly completed: number;
  /** Jobs of which no run completed. */
  readonly failed: number;
  /** Jobs that were cancelled. */
  readonly cancelled: number;
  /** Jobs whose agent threw. */
  readonly faulted: number;
  /** Runs that were followed by another of the same job. */
  readonly retried: number;
}

/** A job of which no run completed. */
export interface DeadJob<I, R extends PooledResult> {
  /** Number of the job. */
  readonly id: number;
  /** What it was started with. */
  readonly input: I;
  /** Result of its last run. */
  readonly result: R | null;
  /** How many runs there were. */
  readonly attempts: number;
  /** When it died, on the pool's clock, in milliseconds. */
  readonly diedAtMs: number;
}

/**
 * Checks how many workers there may be.
 *
 * @param options What a caller configured.
 * @returns Fewest and most.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function workerBounds(options: AgentPoolOptions): { readonly minWorkers: number; readonly maxWorkers: number } {
  const { minWorkers = 1, maxWorkers = Math.max(minWorkers, 10) } = options, action = "make a pool";
  wholeNumber(minWorkers, { action, option: "minWorkers" });
  wholeNumber(maxWorkers, { action, option: "maxWorkers" });
  if (minWorkers <= maxWorkers) return { minWorkers, maxWorkers };
  throw new RangeError(
    `Cannot make a pool as 'maxWorkers' must be at least 'minWorkers' (${minWorkers}): current value is ${maxWorkers}`,
  );
}
