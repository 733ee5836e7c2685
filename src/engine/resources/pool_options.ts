/**
 * How a pool is made, and the check of it.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import type { DeadlockDetector } from "../coordination/deadlock_detector.ts";
import type { Placement } from "./placement.ts";
import type { QueuePolicy } from "./queue_policy.ts";
import type { QuotaBook } from "./quota_book.ts";
import type { ResourceWarning } from "./resource_warning.ts";

/** Options of a pool. */
export interface ResourcePoolOptions {
  /** Name for messages. @default {"pool"} */
  readonly name?: string;
  /** Source of time. @default {systemClock} */
  readonly clock?: Clock;
  /** In which order those who wait are served. @default {"fifo"} */
  readonly queue?: QueuePolicy;
  /** Which of several nodes meets a request. @default {"first-fit"} */
  readonly placement?: Placement;
  /** Most requests in line at once, 1 or more; one more rejects with a {@linkcode ResourceLimitError}. @default {10_000} */
  readonly maxWaiting?: number;
  /** Ceilings by owner. @default {undefined} none */
  readonly quotas?: QuotaBook;
  /**
   * Whether the request whose turn it is may have leases of strictly lower priority stopped to get their place. With a
   * queue of kind `priority` that is the most important request. @default {"never"}
   */
  readonly preemption?: "never" | "lower-priority";
  /**
   * Looks for deadlocks whenever a request whose owner names its `task` has to wait; pools and locks that may wait for
   * each other share one detector. In a queue in which requesters take turns, a deadlock that is due to the order alone
   * is not seen. @default {undefined} none: a deadlock lasts until a timeout or a signal ends it
   */
  readonly detector?: DeadlockDetector;
  /** Is told of doubts, once the pool's books are in order again. It must not throw. @default {undefined} nobody is */
  readonly onWarning?: (warning: ResourceWarning) => void;
  /** Time after which a lease that is still held is warned about, in milliseconds, above 0 and finite. @default {undefined} never */
  readonly heldTooLongMs?: number;
  /**
   * `full` keeps where each lease was acquired, and takes back and warns about leases that were lost to the garbage
   * collector; it costs microseconds a lease. @default {"basic"}
   */
  readonly diagnostics?: "basic" | "full";
}

/** What to do about what a run has left behind. */
export interface AuditOptions {
  /**
   * `report` warns only: work that does not heed its signal may still be using what it holds. `reclaim` takes it back
   * too. @default {"report"}
   */
  readonly leaks?: "report" | "reclaim";
}

/**
 * Checks the numbers among the options, and what does not go together; policies are checked where they are looked up.
 *
 * @param options The options.
 * @param pool Name of the pool, for the message.
 * @throws {RangeError} If a number is out of its bounds, or two options exclude each other.
 */
export function checkPoolOptions(options: ResourcePoolOptions, pool: string): void {
  const { maxWaiting = 1, heldTooLongMs, detector, preemption } = options;
  if (!(Number.isSafeInteger(maxWaiting) && maxWaiting >= 1)) {
    throw new RangeError(
      `Cannot make "${pool}" as 'maxWaiting' must be a whole number of 1 or more: current value is ${maxWaiting}`,
    );
  }
  if (heldTooLongMs !== undefined && !(heldTooLongMs > 0 && heldTooLongMs < Infinity)) {
    throw new RangeError(
      `Cannot make "${pool}" as 'heldTooLongMs' must be above 0 and finite (leave it out for no warnings): ` +
        `current value is ${heldTooLongMs}`,
    );
  }
  if (detector !== undefined && preemption === "lower-priority") {
    throw new RangeError(
      `Cannot make "${pool}" as a 'detector' must not watch a pool whose 'preemption' is "lower-priority": ` +
        `whom it will stop cannot be foreseen, so what looks like a deadlock may be none (choose one of the two)`,
    );
  }
}
