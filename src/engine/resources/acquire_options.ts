/**
 * How resources are asked for, and the check of it.
 * @module
 */
import type { ResourceOwner } from "./owner.ts";

/** Options of a request that is met at once or not at all. */
export interface TryAcquireOptions {
  /** In whose name: for quotas, for sharing queues and for finding leaks. @default {{}} nobody's */
  readonly owner?: ResourceOwner | undefined;
  /**
   * How important it is: any finite number, higher is more. It decides who may be preempted by whom, and the
   * order in a queue of kind `priority`. @default {0}
   */
  readonly priority?: number | undefined;
  /** Whether a more important request may preempt it, where the pool preempts at all. @default {"allowed"} */
  readonly preemption?: "allowed" | "forbidden" | undefined;
}

/** Options of a request that may wait. */
export interface AcquireOptions extends TryAcquireOptions {
  /** Ends the wait when aborted: the promise rejects with the signal's reason. @default {undefined} */
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest wait in milliseconds, above 0. When it passes, the promise rejects with a
   * {@linkcode ResourceTimeoutError}; it may come up to 16 ms late, never early. To have it at once or not at all,
   * use {@linkcode ResourcePool.tryAcquire}. @default {undefined} no limit
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How soon it is needed, in milliseconds from now, 0 or more: a queue of kind `deadline` serves the nearest
   * first. Nothing ends when it passes. @default {undefined} the same as `timeoutMs`; without either, last
   */
  readonly deadlineMs?: number | undefined;
}

/** Options of whoever says nothing. */
export const NO_OPTIONS: AcquireOptions = Object.freeze({});

/**
 * Checks the numbers among the options.
 *
 * @param options The options.
 * @param pool Name of the pool, for the message.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function checkOptions({ timeoutMs, deadlineMs, priority }: AcquireOptions, pool: string): void {
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs < Infinity)) {
    throw new RangeError(
      `Cannot wait for "${pool}" as 'timeoutMs' must be above 0 and finite (leave it out for no limit, call ` +
        `tryAcquire() for no wait): current value is ${timeoutMs}`,
    );
  }
  if (deadlineMs !== undefined && !(deadlineMs >= 0)) {
    throw new RangeError(`Cannot wait for "${pool}" as 'deadlineMs' must be 0 or more: current value is ${deadlineMs}`);
  }
  if (priority !== undefined && !Number.isFinite(priority)) {
    throw new RangeError(
      `Cannot acquire from "${pool}" as 'priority' must be a finite number: current value is ${priority}`,
    );
  }
}
