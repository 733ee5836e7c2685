/**
 * Whether a failed attempt is followed by another one. The waits in between are `backoff.ts`'s.
 * @module
 */
import { type Backoff, checkBackoff } from "./backoff.ts";

/** How often and when a state is tried again. */
export interface RetryOptions {
  /** Most attempts in all, the first included: a whole number of 1 or more. */
  readonly maxAttempts: number;
  /** Waits between attempts. @default {{ kind: "fixed", delayMs: 0 }} */
  readonly backoff?: Backoff;
  /**
   * Says whether an error is worth another attempt; the default tries again after any error.
   *
   * @param error What the attempt threw.
   */
  readonly retryOn?: (error: unknown) => boolean;
}

/** {@linkcode RetryOptions} with everything filled in. */
export type RetryPolicy = Readonly<Required<RetryOptions>>;

/**
 * Checks retry options and fills in the defaults.
 *
 * @param options What a caller configured.
 * @returns A complete policy.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function retryPolicy(options: RetryOptions): RetryPolicy {
  const { maxAttempts, backoff = { kind: "fixed", delayMs: 0 }, retryOn = () => true } = options;
  if (!(Number.isInteger(maxAttempts) && maxAttempts >= 1)) {
    throw new RangeError(
      `Cannot retry as 'maxAttempts' must be a whole number of 1 or more: current value is ${maxAttempts}`,
    );
  }
  checkBackoff(backoff);
  return { maxAttempts, backoff, retryOn };
}
