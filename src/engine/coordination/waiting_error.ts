/**
 * What can go wrong for whoever waits, whatever it waits for. Errors of one primitive alone stand
 * beside it.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** A wait took longer than its `timeoutMs`. */
export class AcquireTimeoutError extends PuffinError {
  /** Name of the class. */
  override readonly name = "AcquireTimeoutError";
  /** Kind of error, for programs. */
  override readonly code = "acquire-timeout";

  /** Makes the error of a wait that was too long. */
  constructor(
    /** Name of what was waited for. */
    readonly resource: string,
    /** The limit in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `Cannot wait for "${resource}" any longer as its turn must come within ${timeoutMs} ms ` +
        `(raise 'timeoutMs', or let those in front finish sooner)`,
    );
  }
}

/** A named limit on how much is kept, such as `maxWaiting`, was reached. */
export class LimitReachedError extends PuffinError {
  /** Name of the class. */
  override readonly name = "LimitReachedError";
  /** Kind of error, for programs. */
  override readonly code = "limit-reached";

  /** Makes the error of a limit. */
  constructor(
    /** Name of what refused. */
    readonly resource: string,
    /** Name of the option. */
    readonly option: string,
    /** Its value. */
    readonly limit: number,
  ) {
    super(
      `Cannot let more into "${resource}" as '${option}' must not be exceeded: its value is ${limit} ` +
        `(raise it, or have less under way at once)`,
    );
  }
}

/** The primitive was disposed of: it gives nothing any more. */
export class DisposedError extends PuffinError {
  /** Name of the class. */
  override readonly name = "DisposedError";
  /** Kind of error, for programs. */
  override readonly code = "disposed";

  /** Makes the error of a use that came too late. */
  constructor(
    /** Name of the primitive. */
    readonly resource: string,
  ) {
    super(`Cannot use "${resource}" as it must not be disposed of: keep it for as long as it has users`);
  }
}
