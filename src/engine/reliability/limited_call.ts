/**
 * One call with a limit of time: what `timeout.ts` and `deadline_guard.ts` share. Once the time is over, or the
 * caller aborts, the promise rejects at once, and the function is told by its signal; what it does after that is
 * nobody's business any more.
 * @module
 */
import { Alarm, type Clock } from "../../time/clock.ts";
import { AbortableCall, type Call, invoke } from "./call.ts";
import type { Deadline } from "./deadline.ts";
import type { Work } from "./policy.ts";

/** When a call ends, and how. */
export interface TimeLimit {
  /** Rings when the time is over. */
  readonly clock: Clock;
  /** How long the call may take, in milliseconds, above 0. */
  readonly timeoutMs: number;
  /** What the function is told of it. */
  readonly deadline: Deadline | undefined;
  /** Makes the error of a call that took too long. */
  onOver(): Error;
}

class LimitedCall<T> extends Alarm implements EventListenerObject {
  readonly promise: Promise<T>;
  readonly #inner: AbortableCall;
  readonly #outer: Call;
  readonly #limit: TimeLimit;
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;

  constructor(outer: Call, limit: TimeLimit) {
    super();
    this.#outer = outer;
    this.#limit = limit;
    this.#inner = new AbortableCall({ attempt: outer.attempt, deadline: limit.deadline });
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  start(fn: Work<T>): void {
    this.#outer.upstream?.addEventListener("abort", this, { once: true });
    this.#limit.clock.set(this, this.#limit.timeoutMs);
    // An answer that comes too late resolves a promise that is settled, which does nothing.
    invoke(fn, this.#inner).then(
      (value) => {
        this.#stopWaiting();
        this.#resolve(value);
      },
      (error) => {
        this.#stopWaiting();
        this.#reject(error);
      },
    );
  }

  override ring(): void {
    this.#giveUp(this.#limit.onOver());
  }

  /** The caller aborted. */
  handleEvent(): void {
    this.#giveUp(this.#outer.upstream!.reason);
  }

  #giveUp(reason: unknown): void {
    this.#stopWaiting();
    this.#reject(reason);
    this.#inner.abort(reason);
  }

  #stopWaiting(): void {
    this.#limit.clock.clear(this);
    this.#outer.upstream?.removeEventListener("abort", this);
  }
}

/**
 * Calls a function within a limit of time.
 *
 * @param fn What to call.
 * @param outer The call that it is part of, not aborted.
 * @param limit The limit.
 * @returns The function's answer; rejects with the limit's error, or with the reason of the outer call's signal.
 */
export function executeWithin<T>(fn: Work<T>, outer: Call, limit: TimeLimit): Promise<T> {
  const call = new LimitedCall<T>(outer, limit);
  call.start(fn);
  return call.promise;
}
