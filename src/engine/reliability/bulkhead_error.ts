/**
 * What a bulkhead refuses with.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** A bulkhead has neither a slot nor a place in line for a call. */
export class BulkheadFullError extends PuffinError {
  /** Name of the class. */
  override readonly name = "BulkheadFullError";
  /** Kind of error, for programs. */
  override readonly code = "bulkhead-full";

  /** Makes the error of a call that was not made. */
  constructor(
    /** Name of the bulkhead. */
    readonly bulkhead: string,
    /** Most calls under way at once. */
    readonly maxConcurrent: number,
    /** Most calls that wait at once. */
    readonly maxQueued: number,
  ) {
    super(
      `Cannot call through "${bulkhead}" as a slot or a place in line must be free: ${maxConcurrent} calls are ` +
        `under way and ${maxQueued} wait (raise 'maxConcurrent' or 'maxQueued', or call less often)`,
    );
  }
}

/** A call waited in line for longer than its bulkhead allows. */
export class BulkheadWaitError extends PuffinError {
  /** Name of the class. */
  override readonly name = "BulkheadWaitError";
  /** Kind of error, for programs. */
  override readonly code = "bulkhead-wait";

  /** Makes the error of a call that was not made. */
  constructor(
    /** Name of the bulkhead. */
    readonly bulkhead: string,
    /** The limit in milliseconds. */
    readonly maxWaitMs: number,
  ) {
    super(
      `Cannot wait for a slot of "${bulkhead}" any longer as it must be free within ${maxWaitMs} ms ` +
        `(raise 'maxWaitMs' or 'maxConcurrent', or call less often)`,
    );
  }
}
