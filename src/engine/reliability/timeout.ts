/**
 * A limit on how long one call may take. It is this policy's own affair: a limit that everybody below should
 * know of is a deadline.
 *
 * Libraries that limit time set a timer for each call, which costs more than the calls it seldom ends; the
 * limit here is an alarm of the engine's clock, and moves with a simulated one.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system_clock.ts";
import { PuffinError } from "../puffin_error.ts";
import { Call } from "./call.ts";
import { executeWithin } from "./limited_call.ts";
import { type Listener, type ListenerOptions, Listeners } from "./listeners.ts";
import { duration } from "./number_check.ts";
import type { ExecuteOptions, Policy, Work } from "./policy.ts";

/** A call took longer than a {@linkcode Timeout} allows. */
export class CallTimeoutError extends PuffinError {
  /** Name of the class. */
  override readonly name = "CallTimeoutError";
  /** Kind of error, for programs. */
  override readonly code = "call-timeout";

  /** Makes the error of a call that took too long. */
  constructor(
    /** Name of the policy. */
    readonly policy: string,
    /** The limit in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `Cannot wait for the answer in "${policy}" any longer as it must come within ${timeoutMs} ms ` +
        `(raise 'timeoutMs', or have the function do less)`,
    );
  }
}

/** Options of a {@linkcode Timeout}. */
export interface TimeoutOptions extends ListenerOptions {
  /** Longest that a call may take in milliseconds, above 0; it may end up to 16 ms late, never early. */
  readonly timeoutMs: number;
  /** Name for messages and events. @default {"timeout"} */
  readonly name?: string;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
}

/** What a {@linkcode Timeout} tells. */
export interface TimeoutEvent {
  /** A call took too long. */
  readonly kind: "timed-out";
  /** Name of the policy. */
  readonly policy: string;
}

/**
 * A limit of time. Once it has passed, the call rejects, whatever the function does; the function is told by its
 * signal, and goes on if it does not listen.
 *
 * @example A server that never answers
 * ```ts
 * import assert from "node:assert/strict";
 * import { CallTimeoutError, SimulatedClock, Timeout } from "puffinflow/reliability";
 *
 * const clock = new SimulatedClock();
 * const timeout = new Timeout({ timeoutMs: 1_000, clock });
 * const answer = timeout.execute(() => new Promise(() => {}));
 * const rejected = assert.rejects(answer, CallTimeoutError);
 * await clock.advance(1_000);
 * await rejected;
 * ```
 */
export class Timeout implements Policy {
  readonly #timeoutMs: number;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #listeners: Listeners<TimeoutEvent>;

  /**
   * Makes a limit.
   *
   * @param options The limit, name and clock.
   * @throws {RangeError} If `timeoutMs` is not above 0 and finite.
   */
  constructor(options: TimeoutOptions) {
    const { timeoutMs, name = "timeout", clock = systemClock } = options;
    this.#timeoutMs = duration(timeoutMs, { action: `make "${name}"`, option: "timeoutMs" });
    this.#name = name;
    this.#clock = clock;
    this.#listeners = new Listeners(options);
  }

  /**
   * Calls a function, and waits for its answer so long and no longer.
   *
   * @param fn What to call.
   * @param options The call's signal and deadline.
   * @returns The function's answer.
   * @throws {CallTimeoutError} If it takes too long.
   */
  async execute<T>(fn: Work<T>, options?: ExecuteOptions): Promise<T> {
    const call = Call.begin(options);
    return await executeWithin(fn, call, {
      clock: this.#clock,
      timeoutMs: this.#timeoutMs,
      deadline: call.deadline,
      onOver: () => this.#onOver(),
    });
  }

  /**
   * Listens.
   *
   * @param listener Is called for each call that took too long.
   * @returns What takes it away.
   */
  on(listener: Listener<TimeoutEvent>): Disposable {
    return this.#listeners.add(listener);
  }

  #onOver(): CallTimeoutError {
    if (this.#listeners.isHeard) this.#listeners.tell({ kind: "timed-out", policy: this.#name });
    return new CallTimeoutError(this.#name, this.#timeoutMs);
  }
}
