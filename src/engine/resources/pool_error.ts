/**
 * What can go wrong for whoever asks a pool. The errors of quotas and of preemption stand beside those.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** A request waited longer than its `timeoutMs`. */
export class ResourceTimeoutError extends PuffinError {
  /** Name of the class. */
  override readonly name = "ResourceTimeoutError";
  /** Kind of error, for programs. */
  override readonly code = "resource-timeout";

  /** Makes the error of a wait that was too long. */
  constructor(
    /** Name of the pool. */
    readonly pool: string,
    /** What was asked for, in words. */
    readonly request: string,
    /** The limit in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `Cannot wait for ${request} of "${pool}" any longer as its turn must come within ${timeoutMs} ms ` +
        `(raise 'timeoutMs', ask for less, or give the pool more capacity)`,
    );
  }
}

/** A request that can never be met, however long it waits: no node is large enough. */
export class RequestTooLargeError extends PuffinError {
  /** Name of the class. */
  override readonly name = "RequestTooLargeError";
  /** Kind of error, for programs. */
  override readonly code = "request-too-large";

  /** Makes the error of a request that fits nowhere. */
  constructor(
    /** Name of the pool. */
    readonly pool: string,
    /** What was asked for, in words. */
    readonly request: string,
    /** The nodes and their capacities, in words. */
    readonly capacity: string,
  ) {
    super(
      `Cannot acquire ${request} of "${pool}" as a request must fit on one empty node: it has ${capacity} ` +
        `(ask for less, split the request, or add a larger node)`,
    );
  }
}

/** A named limit of a pool or of its quotas on how much is kept, such as `maxWaiting`, was reached. */
export class ResourceLimitError extends PuffinError {
  /** Name of the class. */
  override readonly name = "ResourceLimitError";
  /** Kind of error, for programs. */
  override readonly code = "resource-limit";

  /** Makes the error of a limit. */
  constructor(
    /** Name of what refused. */
    readonly pool: string,
    /** Name of the option. */
    readonly option: string,
    /** Its value. */
    readonly limit: number,
  ) {
    super(
      `Cannot let more into "${pool}" as '${option}' must not be exceeded: its value is ${limit} ` +
        `(raise it, or have less under way at once)`,
    );
  }
}

/** The pool was disposed of: it gives nothing any more. */
export class PoolDisposedError extends PuffinError {
  /** Name of the class. */
  override readonly name = "PoolDisposedError";
  /** Kind of error, for programs. */
  override readonly code = "pool-disposed";

  /** Makes the error of a request that came too late. */
  constructor(
    /** Name of the pool. */
    readonly pool: string,
  ) {
    super(`Cannot acquire from "${pool}" as it must not be disposed of: keep it for as long as it has users`);
  }
}
