/**
 * Options of a work queue and of what is put into it, and the checks of them.
 * @module
 */
import type { Clock } from "../../time/clock.ts";
import type { WaitOptions } from "../coordination/wait_options.ts";
import type { QueueOptions } from "../coordination/wait_queue.ts";
import { wholeNumber } from "../coordination/whole_number.ts";

/** What happens to an item for which there is no room. */
export type WhenFull =
  /** Whoever puts it waits until there is, first come, first served. */
  | "wait"
  /** It is refused with a `LimitReachedError`. */
  | "reject";

/** Options of a work queue. */
export interface WorkQueueOptions extends QueueOptions {
  /**
   * Most items at once that are not done, those in the hands of workers included: a whole number of 1 or more.
   * @default {1_000}
   */
  readonly maxItems?: number;
  /** What happens to an item for which there is no room. @default {"wait"} */
  readonly whenFull?: WhenFull;
  /**
   * How long a worker may keep an item without answering, in milliseconds, above 0; then the item is given to another.
   * `Infinity` for as long as it takes: an item of which the worker is lost is never done then. @default {30_000}
   */
  readonly visibilityMs?: number;
  /** How often an item is given out before it is dead, a whole number of 1 or more. @default {3} */
  readonly maxAttempts?: number;
  /** Most dead items that are kept, a whole number of 1 or more; the oldest makes room. @default {1_000} */
  readonly maxDeadItems?: number;
}

/** Options of one item. */
export interface PutOptions extends WaitOptions {
  /** Whoever has the higher number is given out first; equals in the order in which they were put. @default {0} */
  readonly priority?: number | undefined;
  /** How long it is kept before it may be given out, in milliseconds, 0 or more. @default {0} */
  readonly delayMs?: number | undefined;
}

/** Settings of a work queue, complete. */
export interface WorkQueueSettings {
  readonly name: string;
  readonly clock: Clock;
  readonly maxItems: number;
  readonly whenFull: WhenFull;
  readonly visibilityMs: number;
  readonly maxAttempts: number;
}

/**
 * Checks a length of time for which an item is held back.
 *
 * @param queue Name of the queue, for the message.
 * @param delayMs The time in milliseconds.
 * @returns The time.
 * @throws {RangeError} If it is below 0 or not finite.
 */
export function checkDelayMs(queue: string, delayMs: number): number {
  if (delayMs >= 0 && delayMs < Infinity) return delayMs;
  throw new RangeError(
    `Cannot hold an item of "${queue}" back as 'delayMs' must be 0 or more and finite: current value is ${delayMs}`,
  );
}

/**
 * Checks for how long a worker may keep an item.
 *
 * @param queue Name of the queue, for the message.
 * @param visibilityMs The time in milliseconds.
 * @returns The time.
 * @throws {RangeError} If it is not above 0.
 */
export function checkVisibilityMs(queue: string, visibilityMs: number): number {
  if (visibilityMs > 0) return visibilityMs;
  throw new RangeError(
    `Cannot give out items of "${queue}" as 'visibilityMs' must be above 0 (Infinity for no limit): ` +
      `current value is ${visibilityMs}`,
  );
}

/**
 * Checks options and fills in the defaults.
 *
 * @param options What a caller configured.
 * @param clock Where time comes from.
 * @returns The settings.
 * @throws {RangeError} If a number is out of its bounds.
 * @throws {TypeError} If `whenFull` is unknown.
 */
export function workQueueSettings(options: WorkQueueOptions, clock: Clock): WorkQueueSettings {
  const { name = "work queue", maxItems = 1_000, whenFull = "wait", visibilityMs = 30_000, maxAttempts = 3 } = options;
  const action = `make "${name}"`;
  if (whenFull !== "wait" && whenFull !== "reject") {
    throw new TypeError(
      `Cannot ${action} as 'whenFull' must be "wait" or "reject": current value is ${JSON.stringify(whenFull)}`,
    );
  }
  return {
    name,
    clock,
    maxItems: wholeNumber(maxItems, { action, option: "maxItems" }),
    whenFull,
    visibilityMs: checkVisibilityMs(name, visibilityMs),
    maxAttempts: wholeNumber(maxAttempts, { action, option: "maxAttempts" }),
  };
}
