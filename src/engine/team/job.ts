/**
 * A piece of work for a pool: an agent's input, on its way to a result.
 * @module
 */
import type { RunOptions } from "../agent/agent_options.ts";

/** What a pool reads of a result; the results of all agents have it. */
export type PooledResult =
  | { readonly status: "completed" }
  | { readonly status: "failed" | "cancelled" | "timed-out"; readonly error: unknown };

/** What a pool needs of an agent; every agent has it. `I` is the type of its input, `R` that of its results. */
export interface PooledAgent<I, R extends PooledResult> {
  /** Name of the agent. */
  readonly name: string;
  /** Checks the definition; throws if it is wrong. */
  readonly validate: () => unknown;
  /** Starts a run. */
  readonly run: (input: I, options?: RunOptions) => Promise<R>;
}

/** A run completed. */
export interface CompletedJob<R extends PooledResult> {
  /** How the job ended. */
  readonly status: "completed";
  /** Result of the last run. */
  readonly result: Extract<R, { readonly status: "completed" }>;
  /** How many runs there were. */
  readonly attempts: number;
}

/** No run completed, and there will be no more of them: the job is kept among the pool's dead jobs. */
export interface FailedJob<R extends PooledResult> {
  /** How the job ended. */
  readonly status: "failed";
  /** Result of the last run. */
  readonly result: Exclude<R, { readonly status: "completed" }>;
  /** How many runs there were. */
  readonly attempts: number;
}

/** The job was cancelled before it was done. */
export interface CancelledJob<R extends PooledResult> {
  /** How the job ended. */
  readonly status: "cancelled";
  /** Why. */
  readonly reason: unknown;
  /** Result of the last run, or `null` if there was none. */
  readonly result: R | null;
  /** How many runs there were. */
  readonly attempts: number;
}

/** The agent threw instead of giving a result, or a function of the pool's options did: a mistake in the program, not tried again. */
export interface FaultedJob {
  /** How the job ended. */
  readonly status: "faulted";
  /** What was thrown. */
  readonly error: unknown;
  /** How many runs there were. */
  readonly attempts: number;
}

/** How a job ended. */
export type JobOutcome<R extends PooledResult> = CompletedJob<R> | FailedJob<R> | CancelledJob<R> | FaultedJob;

/** A job that a pool has taken in. */
export interface Job<R extends PooledResult> {
  /** Number of the job, rising from 1. */
  readonly id: number;
  /** How it ended; never rejects. */
  readonly outcome: Promise<JobOutcome<R>>;
  /**
   * Cancels the job: if it waits, it is over at once; if it runs, its run is aborted. Nothing happens if it has ended.
   *
   * @param reason Becomes part of its outcome. @default an `AbortError`
   */
  cancel(reason?: unknown): void;
}

/** A job from its pool's side. */
export class PoolJob<I, R extends PooledResult> {
  readonly input: I;
  readonly outcome: Promise<JobOutcome<R>>;
  /** Its number in the queue, once it has one. */
  id = 0;
  /** Wait before the last run, in milliseconds. */
  delayMs = 0;
  /** Result of the last run so far. */
  result: R | null = null;
  /** Runs so far. */
  attempts = 0;
  readonly #controller = new AbortController();
  readonly #settle: (outcome: JobOutcome<R>) => void;
  #isSettled = false;

  /**
   * Makes a job.
   *
   * @param input What the agent is started with.
   * @param onEnded Called once, with its outcome.
   */
  constructor(input: I, onEnded: (outcome: JobOutcome<R>) => void) {
    const { promise, resolve } = Promise.withResolvers<JobOutcome<R>>();
    this.input = input;
    this.outcome = promise;
    this.#settle = (outcome) => {
      resolve(outcome);
      onEnded(outcome);
    };
  }

  /** Aborted when the job is cancelled. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Aborts the run, and whatever run may follow.
   *
   * @param reason Why.
   */
  abort(reason: unknown): void {
    if (!this.#isSettled) this.#controller.abort(reason);
  }

  /**
   * Ends the job; called once.
   *
   * @param outcome How it ended.
   */
  end(outcome: JobOutcome<R>): void {
    this.#isSettled = true;
    this.#settle(Object.freeze(outcome));
  }

  /** Ends the job as cancelled. */
  endCancelled(): void {
    const { result, attempts, signal: { reason } } = this;
    this.end({ status: "cancelled", reason, result, attempts });
  }
}
