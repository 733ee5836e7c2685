/**
 * Whether a failed attempt is followed by another one. The waits in between are `backoff.ts`'s.
 * @module
 */
import { PuffinError } from "../puffin_error.ts";
import { type Backoff, checkBackoff } from "./backoff.ts";

/** How often and when a state is tried again. */
export interface RetryOptions {
  /** Most attempts in all, the first included: a whole number of 1 or more. */
  readonly maxAttempts: number;
  /** Waits between attempts. @default {{ kind: "fixed", delayMs: 0 }} */
  readonly backoff?: Backoff;
  /**
   * Longest time from the start of the first attempt, waits included, in milliseconds, above 0. No attempt starts after
   * it, and one that waits is interrupted then. @default {undefined} no limit
   */
  readonly totalTimeoutMs?: number;
  /**
   * Says whether an error is worth another attempt; the default tries again after any error.
   *
   * @param error What the attempt threw.
   */
  readonly retryOn?: (error: unknown) => boolean;
  /**
   * Reads from an error how long to wait, before the backoff is asked. The default takes a number in the error's
   * property `retryAfterMs`, as {@linkcode RetryAfterError} has it.
   *
   * @param error What the attempt threw.
   * @returns A wait in milliseconds, 0 or more and finite; anything else leaves it to the backoff.
   */
  readonly delayHint?: (error: unknown) => number | undefined;
}

/** {@linkcode RetryOptions} with everything filled in; `totalTimeoutMs` is `Infinity` for no limit. */
export type RetryPolicy = Readonly<Required<RetryOptions>>;

/**
 * Checks retry options and fills in the defaults.
 *
 * @param options What a caller configured.
 * @returns A complete policy.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function retryPolicy(options: RetryOptions): RetryPolicy {
  const { maxAttempts, backoff = { kind: "fixed", delayMs: 0 }, totalTimeoutMs = Infinity } = options;
  const { retryOn = () => true, delayHint = hintOf } = options;
  if (!(Number.isInteger(maxAttempts) && maxAttempts >= 1)) {
    throw new RangeError(
      `Cannot retry as 'maxAttempts' must be a whole number of 1 or more: current value is ${maxAttempts}`,
    );
  }
  if (!(totalTimeoutMs > 0)) {
    throw new RangeError(`Cannot retry as 'totalTimeoutMs' must be above 0: current value is ${totalTimeoutMs}`);
  }
  checkBackoff(backoff);
  return { maxAttempts, backoff, totalTimeoutMs, retryOn, delayHint: (error) => usableDelay(delayHint(error)) };
}

/** An error that knows when it is worth trying again: what a server's `Retry-After` said. */
export class RetryAfterError extends PuffinError {
  /** The class's name. */
  override readonly name = "RetryAfterError";
  /** Stable name of this kind of error. */
  override readonly code = "retry-after";

  /**
   * Words the error.
   *
   * @param message What went wrong.
   * @param retryAfterMs How long to wait, in milliseconds.
   * @param options The error's cause.
   */
  constructor(message: string, readonly retryAfterMs: number, options?: ErrorOptions) {
    super(message, options);
  }
}

function hintOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("retryAfterMs" in error)) return undefined;
  return error.retryAfterMs as number | undefined;
}

/** A header that is missing easily becomes NaN: an alarm set for that would never ring. */
function usableDelay(delayMs: unknown): number | undefined {
  return typeof delayMs === "number" && delayMs >= 0 && delayMs < Infinity ? delayMs : undefined;
}
