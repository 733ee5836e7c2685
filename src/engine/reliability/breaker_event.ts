/**
 * What a circuit breaker tells and refuses with.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** What a circuit breaker does with calls. */
export type BreakerState =
  /** Lets all through, and watches how they go. */
  | "closed"
  /** Refuses all for a while. */
  | "open"
  /** Lets a few through, to see how they go. */
  | "half-open"
  /** Refuses all until it is told otherwise. */
  | "forced-open";

/** Why the state of a breaker changed. */
export type BreakerReason =
  /** Too many of the latest calls failed: it opened. */
  | "failure-rate"
  /** Too many of the latest calls were slow: it opened. */
  | "slow-call-rate"
  /** It was open long enough: it is half-open. */
  | "waited"
  /** A probe failed or was slow: it opened again. */
  | "probe-failed"
  /** Enough probes succeeded: it closed. */
  | "probes-succeeded"
  /** `forceOpen()` was called. */
  | "forced"
  /** `reset()` was called. */
  | "reset";

/** What a circuit breaker tells. */
export type BreakerEvent =
  /** It treats calls otherwise from now on. */
  | {
    readonly kind: "state-changed";
    /** Name of the breaker. */
    readonly breaker: string;
    /** What it was. */
    readonly from: BreakerState;
    /** What it is. */
    readonly to: BreakerState;
    /** Why. */
    readonly reason: BreakerReason;
  }
  /** It refused a call. */
  | {
    readonly kind: "rejected";
    /** Name of the breaker. */
    readonly breaker: string;
    /** What it was then. */
    readonly state: BreakerState;
  };

/** A circuit breaker refused a call. */
export class BreakerOpenError extends PuffinError {
  /** Name of the class. */
  override readonly name = "BreakerOpenError";
  /** Kind of error, for programs. */
  override readonly code = "breaker-open";

  /** Makes the error of a call that was not made. */
  constructor(
    /** Name of the breaker. */
    readonly breaker: string,
    /** State of the breaker. */
    readonly state: BreakerState,
    /**
     * When it is worth trying again, in milliseconds from now, if that is known. Retries wait that long.
     */
    readonly retryAfterMs: number | undefined,
  ) {
    const when = retryAfterMs === undefined ? "" : `; it lets a probe through in ${retryAfterMs} ms`;
    super(`Cannot call through "${breaker}" as it must be closed or have a probe free: it is ${state}${when}`);
  }
}
