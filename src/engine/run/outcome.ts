/**
 * How one state of one run ended.
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
  /** The run ended before it did: it had not started, or its attempt was interrupted through its signal. */
  | { readonly kind: "cancelled" };
