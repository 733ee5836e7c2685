/**
 * How a wait may end early, and who waits: the options that all primitives share, and their check.
 * @module
 */
import type { Owner } from "./owner.ts";

/** How a wait may end before its turn has come. */
export interface WaitOptions {
  /** Ends the wait when aborted: the promise rejects with the signal's reason. @default {undefined} */
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest wait in milliseconds, above 0. When it passes, the promise rejects with an
   * {@linkcode AcquireTimeoutError}; it may come up to 16 ms late, never early. To have it at once or not
   * at all, use the primitive's method that begins with `try`. @default {undefined} no limit
   */
  readonly timeoutMs?: number | undefined;
}

/** Options of a wait in line, where turns are taken. */
export interface WaitInLineOptions extends WaitOptions {
  /**
   * Whoever has the higher number goes first; equals go in the order in which they came. Waits of low
   * priority have no turn for as long as higher ones keep coming. @default {0}
   */
  readonly priority?: number | undefined;
}

/** Options of a claim that can be made in somebody's name. */
export interface AcquireOptions extends WaitInLineOptions {
  /** Whom the right will belong to: for a primitive that is given a deadlock detector. @default {undefined} nobody */
  readonly owner?: Owner | undefined;
}

/** Options of whoever says nothing. */
export const NO_OPTIONS: WaitInLineOptions = Object.freeze({});

/**
 * Checks the numbers among the options.
 *
 * @param options The options.
 * @param resource Name of what is waited for, for the message.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function checkWaitOptions({ timeoutMs, priority }: WaitInLineOptions, resource: string): void {
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs < Infinity)) {
    throw new RangeError(
      `Cannot wait for "${resource}" as 'timeoutMs' must be above 0 and finite (leave it out for no limit): ` +
        `current value is ${timeoutMs}`,
    );
  }
  if (priority !== undefined && !Number.isFinite(priority)) {
    throw new RangeError(
      `Cannot wait for "${resource}" as 'priority' must be a finite number: current value is ${priority}`,
    );
  }
}
