/**
 * How long to wait before the next attempt: pure functions of the attempt's number, the last wait and
 * a random number. `retry.ts` says whether there is a next attempt at all.
 * @module
 */
import type { Random } from "../../random/random.ts";

/** Waits between attempts. */
export type Backoff =
  /** The same wait each time. */
  | {
    readonly kind: "fixed";
    /** Wait in milliseconds, 0 or more; 0 tries again at once. */
    readonly delayMs: number;
  }
  /** Each wait is a multiple of the one before. */
  | {
    readonly kind: "exponential";
    /** Wait before the second attempt, in milliseconds, above 0. */
    readonly baseDelayMs: number;
    /** What each wait is multiplied by, 1 or more. @default {2} */
    readonly factor?: number;
    /** Longest wait in milliseconds, at least `baseDelayMs`. @default {30_000} */
    readonly maxDelayMs?: number;
    /**
     * `none` waits exactly; `full` a random time between 0 and the wait; `equal` between half and all of it.
     * @default {"full"}
     */
    readonly jitter?: "none" | "full" | "equal";
  }
  /**
   * Each wait is random between `baseDelayMs` and three times the one before: spreads many clients best.
   * Source: Brooker, "Exponential Backoff And Jitter", 2015.
   */
  | {
    readonly kind: "decorrelated";
    /** Shortest wait in milliseconds, above 0. */
    readonly baseDelayMs: number;
    /** Longest wait in milliseconds, at least `baseDelayMs`. @default {30_000} */
    readonly maxDelayMs?: number;
  };

const DEFAULT_MAX_DELAY_MS = 30_000;

/**
 * Checks a backoff's numbers.
 *
 * @param backoff What a caller configured.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function checkBackoff(backoff: Backoff): void {
  if (backoff.kind === "fixed") {
    if (!(backoff.delayMs >= 0 && backoff.delayMs < Infinity)) {
      throw new RangeError(`Cannot back off as 'delayMs' must be 0 or more: current value is ${backoff.delayMs}`);
    }
    return;
  }
  const { baseDelayMs, maxDelayMs = DEFAULT_MAX_DELAY_MS } = backoff;
  if (!(baseDelayMs > 0 && baseDelayMs < Infinity)) {
    throw new RangeError(`Cannot back off as 'baseDelayMs' must be above 0: current value is ${baseDelayMs}`);
  }
  if (!(maxDelayMs >= baseDelayMs && maxDelayMs < Infinity)) {
    throw new RangeError(
      `Cannot back off as 'maxDelayMs' must be at least 'baseDelayMs' (${baseDelayMs}): current value is ${maxDelayMs}`,
    );
  }
  if (backoff.kind === "exponential" && !((backoff.factor ?? 2) >= 1)) {
    throw new RangeError(`Cannot back off as 'factor' must be 1 or more: current value is ${backoff.factor}`);
  }
}

/** Where a sequence of waits stands. */
export interface BackoffPosition {
  /** Attempts made so far, 1 or more. */
  readonly attemptsMade: number;
  /** Wait before the last attempt in milliseconds; 0 if it was the first. */
  readonly previousDelayMs: number;
}

/**
 * Works out the wait before the next attempt.
 *
 * @param backoff A backoff that passed {@linkcode checkBackoff}.
 * @param position How many attempts were made and how long the last wait was.
 * @param random Source of the jitter.
 * @returns The wait in milliseconds.
 */
export function nextDelayMs(backoff: Backoff, position: BackoffPosition, random: Random): number {
  if (backoff.kind === "fixed") return backoff.delayMs;
  const { baseDelayMs, maxDelayMs = DEFAULT_MAX_DELAY_MS } = backoff;
  if (backoff.kind === "decorrelated") {
    const previousMs = Math.max(position.previousDelayMs, baseDelayMs);
    return Math.min(maxDelayMs, baseDelayMs + random.float() * (3 * previousMs - baseDelayMs));
  }
  const { factor = 2, jitter = "full" } = backoff;
  const delayMs = Math.min(maxDelayMs, baseDelayMs * factor ** (position.attemptsMade - 1));
  switch (jitter) {
    case "none":
      return delayMs;
    case "full":
      return random.float() * delayMs;
    case "equal":
      return delayMs / 2 + random.float() * delayMs / 2;
  }
}
