/**
 * Errors as data and back. What comes back is an error with the same name, message, code, stack and causes, but not of
 * the same class; texts of secrets in it are replaced.
 * @module
 */
import { redact } from "../../data/secret.ts";

/** How many causes are followed. */
const MOST_CAUSES = 8;

/** An error as plain JSON. */
export interface ErrorFacts {
  /** Its name, which tells its kind. */
  readonly name: string;
  /** Its text. */
  readonly message: string;
  /** Its code, if it had one. */
  readonly code?: string | number;
  /** Where it was made, if it says so. */
  readonly stack?: string;
  /** What it came from, if it says so. */
  readonly cause?: ErrorFacts;
}

/** An error that was thrown in an earlier life of a run. */
export class RecordedError extends Error {
  /** Name of the error that was thrown: what tells its kind, as its class is lost. */
  override readonly name: string;
  /** Its `code`, if it had one. */
  readonly code: string | number | undefined;

  /**
   * Makes an error of what was recorded.
   *
   * @param facts Name, message and so on.
   */
  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? {} : { cause: new RecordedError(facts.cause) });
    this.name = facts.name;
    this.code = facts.code;
    if (facts.stack !== undefined) this.stack = facts.stack;
  }
}

/**
 * Says what there is to say about what was thrown.
 *
 * @param thrown An error, or whatever else was thrown: its text is the message then.
 * @param causes How many more causes to follow.
 * @returns Plain JSON.
 */
export function errorFacts(thrown: unknown, causes = MOST_CAUSES): ErrorFacts {
  if (!(thrown instanceof Error)) return { name: "Error", message: redact(textOf(thrown)) };
  const { name, message, stack, cause } = thrown, code = "code" in thrown ? thrown.code : undefined;
  return {
    name: redact(String(name)),
    message: redact(String(message)),
    ...((typeof code === "string" || typeof code === "number") && { code }),
    ...(typeof stack === "string" && { stack: redact(stack) }),
    ...(cause !== undefined && causes > 0 && { cause: errorFacts(cause, causes - 1) }),
  };
}

/**
 * Makes an error of data.
 *
 * @param facts What `errorFacts()` gave.
 */
export function revivedError(facts: ErrorFacts): RecordedError {
  return new RecordedError(facts);
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "something without a text was thrown";
  }
}
