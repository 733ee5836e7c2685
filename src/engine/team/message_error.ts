/**
 * What can go wrong with a message, apart from a mailbox that is full and a wait that is aborted.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";

/** A message was sent to nobody, or to a member that does not know its kind. */
export class UnknownRecipientError extends PuffinError {
  /** The class's name. */
  override readonly name = "UnknownRecipientError";
  /** Stable name of this kind of error. */
  override readonly code = "unknown-recipient";

  /** Makes the error. */
  constructor(
    /** Whom the message was for. */
    readonly recipient: string,
    /** Kind of the message. */
    readonly kind: string,
    /** What is missing. */
    missing: "member" | "handler",
  ) {
    const why = missing === "member"
      ? "a member of that name must have joined"
      : "it must have a handler for that kind";
    super(`Cannot send "${kind}" to "${recipient}" as ${why}`);
  }
}

/** The recipient's handler threw. */
export class MessageFailedError extends PuffinError {
  /** The class's name. */
  override readonly name = "MessageFailedError";
  /** Stable name of this kind of error. */
  override readonly code = "message-failed";

  /** Makes the error. */
  constructor(
    /** Whom the message was for. */
    readonly recipient: string,
    /** Kind of the message. */
    readonly kind: string,
    /** What the handler threw. */
    cause: unknown,
  ) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`Cannot answer "${kind}" as the handler of "${recipient}" must not throw: ${why}`, { cause });
  }
}

/** A message was not answered in time. */
export class MessageTimeoutError extends PuffinError {
  /** The class's name. */
  override readonly name = "MessageTimeoutError";
  /** Stable name of this kind of error. */
  override readonly code = "message-timeout";

  /** Makes the error. */
  constructor(
    /** Whom the message was for. */
    readonly recipient: string,
    /** Kind of the message. */
    readonly kind: string,
    /** The limit in milliseconds. */
    readonly timeoutMs: number,
  ) {
    super(
      `Cannot wait for "${recipient}" to answer "${kind}" any longer as it must within ${timeoutMs} ms ` +
        `(raise 'timeoutMs'; two members that wait for each other's answers wait for ever)`,
    );
  }
}
