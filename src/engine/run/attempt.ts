/**
 * What is kept of an attempt that did not end at once: a record that waits for a promise, or for the
 * backoff before the next attempt. Records and their two callbacks are made once and reused, since a
 * fresh pair of closures per state would double the cost of waiting.
 * @module
 */
import type { Context } from "./context.ts";
import type { Execution } from "./execution.ts";
import { RunAlarm } from "./run_alarm.ts";

/** What an attempt calls back; `scheduler.ts` supplies it. */
export interface AttemptEvents {
  /**
   * Makes what the promise calls when it is fulfilled; it has to release the attempt. Made there and not called from
   * a function here, since every frame on the stack costs an error that a state makes 300 ns.
   */
  onFulfilled(attempt: Attempt): (value: unknown) => void;
  /** Makes what the promise calls when it is rejected; it has to release the attempt. */
  onRejected(attempt: Attempt): (error: unknown) => void;
  /** The attempt's limit passed; the attempt is abandoned already. */
  expired(execution: Execution, task: number, context: Context | null): void;
  /** The backoff is over. */
  due(execution: Execution, task: number): void;
}

/** One waiting attempt. */
export class Attempt extends RunAlarm {
  declare execution: Execution | null;
  task = 0;
  /** Context whose signal ends with the attempt, for a state with a limit. */
  context: Context | null = null;
  /** Whether the alarm ends a backoff and not the attempt. */
  backingOff = false;
  /** Next of the idle ones. */
  idle: Attempt | null = null;
  readonly onFulfilled: (value: unknown) => void;
  readonly onRejected: (error: unknown) => void;
  readonly #pool: AttemptPool;

  constructor(pool: AttemptPool) {
    super();
    this.#pool = pool;
    this.onFulfilled = pool.events.onFulfilled(this);
    this.onRejected = pool.events.onRejected(this);
  }

  override ring(): void {
    const execution = this.execution!, task = this.task, context = this.context;
    this.unlist();
    if (this.backingOff) {
      this.#pool.release(this);
      this.#pool.events.due(execution, task);
    } else {
      abandon(this);
      this.#pool.events.expired(execution, task, context);
    }
  }

  override interrupt(reason: unknown): void {
    const context = this.context;
    this.disarm();
    if (this.backingOff) this.#pool.release(this);
    else abandon(this);
    context?.abort(reason);
  }
}

/** The promise may still settle: until then the record stays with it, unknown to the run. */
function abandon(attempt: Attempt): void {
  attempt.execution = null;
  attempt.context = null;
}

/** Attempts at rest. */
export class AttemptPool {
  /** Set once by the scheduler, before the first attempt. */
  events!: AttemptEvents;
  #idle: Attempt | null = null;

  /**
   * Gives an attempt that nobody uses.
   *
   * @param execution The run it is for.
   * @param task The task.
   * @returns The attempt, with no alarm set.
   */
  take(execution: Execution, task: number): Attempt {
    let attempt = this.#idle;
    if (attempt === null) attempt = new Attempt(this);
    else this.#idle = attempt.idle;
    attempt.execution = execution;
    attempt.task = task;
    return attempt;
  }

  /**
   * Takes an attempt back whose promise has settled, or which waited for none.
   *
   * @param attempt The attempt.
   */
  release(attempt: Attempt): void {
    if (attempt.context !== null) attempt.disarm();
    attempt.execution = null;
    attempt.context = null;
    attempt.backingOff = false;
    attempt.idle = this.#idle;
    this.#idle = attempt;
  }
}

/** The attempts of the process: runs end, records stay. */
export const attempts: AttemptPool = new AttemptPool();
