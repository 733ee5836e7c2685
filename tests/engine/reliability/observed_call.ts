/**
 * Looks at a promise from outside, and keeps its rejection from being unhandled.
 * @module
 */

/** What has become of a promise so far. */
export interface ObservedCall<T> {
  state: "waiting" | "fulfilled" | "rejected";
  value?: T;
  error?: unknown;
}

/** Watches a promise. */
export function observedCall<T>(promise: Promise<T>): ObservedCall<T> {
  const seen: ObservedCall<T> = { state: "waiting" };
  promise.then(
    (value) => Object.assign(seen, { state: "fulfilled", value }),
    (error) => Object.assign(seen, { state: "rejected", error }),
  );
  return seen;
}
