/**
 * What is kept of an attempt that did not end at once: a record that waits for a promise, or for the
 * backoff before the next attempt. Records and their two callbacks are made once and reused, since a
 * fresh pair of closures per state would double the cost of waiting.
 * @module
 */
import { Alarm } from "../../time/clock.ts";
import type { TimedContext } from "./context.ts";
import type { Execution } from "./execution.ts";

/** What an attempt calls back; `scheduler.ts` supplies it. */
export interface AttemptEvents {
  /** The promise was fulfilled. */
  fulfilled(execution: Execution, state: number, value: unknown): void;
  /** The promise was rejected. */
  rejected(execution: Execution, state: number, error: unknown): void;
  /** The attempt's limit passed; the attempt is abandoned already. */
  expired(execution: Execution, state: number, context: TimedContext | null): void;
  /** The backoff is over. */
  due(execution: Execution, state: number): void;
}

/** One waiting attempt. */
export class Attempt extends Alarm {
  /** The run, or `null` when nobody waits for the attempt any more. */
  execution: Execution | null = null;
  state = 0;
  /** Context whose signal ends with the attempt, for a state with a limit. */
  context: TimedContext | null = null;
  /** Whether the alarm ends a backoff and not the attempt. */
  backingOff = false;
  /** Neighbours among the run's attempts with an alarm; `after` is also the next of the idle ones. */
  before: Attempt | null = null;
  after: Attempt | null = null;
  readonly onFulfilled: (value: unknown) => void;
  readonly onRejected: (error: unknown) => void;
  readonly #pool: AttemptPool;

  constructor(pool: AttemptPool) {
    super();
    this.#pool = pool;
    this.onFulfilled = (value) => {
      const execution = this.execution, state = this.state;
      pool.release(this);
      if (execution !== null) pool.events.fulfilled(execution, state, value);
    };
    this.onRejected = (error) => {
      const execution = this.execution, state = this.state;
      pool.release(this);
      if (execution !== null) pool.events.rejected(execution, state, error);
    };
  }

  override ring(): void {
    const execution = this.execution!, state = this.state, context = this.context;
    this.#pool.unlist(this);
    if (this.backingOff) {
      this.#pool.release(this);
      this.#pool.events.due(execution, state);
    } else {
      this.#abandon();
      this.#pool.events.expired(execution, state, context);
    }
  }

  /**
   * Lets go of an attempt with an alarm whose run has ended.
   *
   * @param reason What the attempt's signal gives as its reason.
   */
  interrupt(reason: unknown): void {
    const context = this.context;
    this.execution!.settings.clock.clear(this);
    this.#pool.unlist(this);
    if (this.backingOff) this.#pool.release(this);
    else this.#abandon();
    context?.abort(reason);
  }

  /** The promise may still settle: until then the record stays with it, unknown to the run. */
  #abandon(): void {
    this.execution = null;
    this.context = null;
  }
}

/** Attempts at rest. */
export class AttemptPool {
  readonly events: AttemptEvents;
  #idle: Attempt | null = null;

  constructor(events: AttemptEvents) {
    this.events = events;
  }

  /**
   * Gives an attempt that nobody uses.
   *
   * @param execution The run it is for.
   * @param state Index of the state.
   * @returns The attempt, with no alarm set.
   */
  take(execution: Execution, state: number): Attempt {
    let attempt = this.#idle;
    if (attempt === null) attempt = new Attempt(this);
    else {
      this.#idle = attempt.after;
      attempt.after = null;
    }
    attempt.execution = execution;
    attempt.state = state;
    return attempt;
  }

  /**
   * Takes an attempt back whose promise has settled, or which waited for none.
   *
   * @param attempt The attempt.
   */
  release(attempt: Attempt): void {
    if (attempt.next !== null) {
      attempt.execution!.settings.clock.clear(attempt);
      this.unlist(attempt);
    }
    attempt.execution = null;
    attempt.context = null;
    attempt.backingOff = false;
    attempt.after = this.#idle;
    this.#idle = attempt;
  }

  /**
   * Sets an attempt's alarm and lists it with its run, which has to clear it when it ends early.
   *
   * @param attempt An attempt without alarm.
   * @param delayMs Time until it rings, in milliseconds.
   */
  setAlarm(attempt: Attempt, delayMs: number): void {
    const execution = attempt.execution!, first = execution.alarmed;
    attempt.after = first;
    if (first !== null) first.before = attempt;
    execution.alarmed = attempt;
    execution.settings.clock.set(attempt, delayMs);
  }

  /**
   * Takes an attempt out of its run's list.
   *
   * @param attempt An attempt whose alarm is not set any more.
   */
  unlist(attempt: Attempt): void {
    const { before, after } = attempt;
    if (before === null) attempt.execution!.alarmed = after;
    else before.after = after;
    if (after !== null) after.before = before;
    attempt.before = attempt.after = null;
  }
}
