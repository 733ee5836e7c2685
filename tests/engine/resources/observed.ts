/**
 * Looks at promises from outside: tests of waiting ask what has not happened yet.
 * @module
 */

/** What has become of a promise so far. */
export interface Observed<T> {
  state: "waiting" | "fulfilled" | "rejected";
  value?: T;
  error?: unknown;
}

/** Watches a promise, so that its rejection is handled too. */
export function observed<T>(promise: Promise<T>): Observed<T> {
  const seen: Observed<T> = { state: "waiting" };
  promise.then(
    (value) => Object.assign(seen, { state: "fulfilled", value }),
    (error) => Object.assign(seen, { state: "rejected", error }),
  );
  return seen;
}
