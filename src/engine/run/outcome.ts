/**
 * How one state of one run ended, and how it was undone.
 * @module
 */

/** Outcome of a state. */
export type StateOutcome<T = unknown> =
  | { readonly kind: "completed"; readonly output: T }
  /** Its last attempt threw `error`. */
  | { readonly kind: "failed"; readonly error: unknown; readonly attempts: number }
  /** Its last attempt exceeded the state's `timeoutMs`; `error` is a `StateTimeoutError`. */
  | { readonly kind: "timed-out"; readonly error: unknown; readonly attempts: number }
  /** It never started, because `failedState`, which it depends on directly or through others, did not complete. */
  | { readonly kind: "upstream-failed"; readonly failedState: string }
  /** Its condition, or that of `skippedState`, which it depends on, said no. */
  | { readonly kind: "skipped"; readonly skippedState: string }
  /** It could not start: what it waits for never happened. Only in a run that failed with a `WorkflowDeadlockError`. */
  | { readonly kind: "blocked"; readonly unmet: readonly string[] }
  /** No route led to it. */
  | { readonly kind: "not-reached" }
  /** The run ended before it did: it had not started, or its attempt was interrupted through its signal. */
  | { readonly kind: "cancelled" };

/** Outcomes after which a state may still run: nothing went wrong. */
export type MissedOutcome = Exclude<StateOutcome, { kind: "completed" }>;

/** How undoing one state went. */
export type Compensation =
  | { readonly state: string; readonly kind: "compensated" }
  | { readonly state: string; readonly kind: "failed"; readonly error: unknown };
