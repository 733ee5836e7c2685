/**
 * The base of all errors that PuffinFlow makes. Each error class stands beside the code that throws
 * it; here is only what they share.
 * @module
 */

/** Any error of PuffinFlow's own. Errors thrown by a state's function are passed on as they are. */
export abstract class PuffinError extends Error {
  /** Stable name of the kind of error, for programs: lower case words and dashes. */
  abstract readonly code: string;
}
