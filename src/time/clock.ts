/**
 * Time as the engine sees it: a monotonic reading and alarms that cost almost nothing when they never
 * go off. `system_clock.ts` is the real one, `simulated_clock.ts` the one of the tests; nobody else
 * reads `performance.now()` or sets timers.
 * @module
 */

/**
 * An alarm that a clock rings once. Alarms are members of intrusive lists, so that setting and
 * clearing one allocates nothing: whoever needs many keeps and reuses them.
 */
export abstract class Alarm {
  /** Neighbours in the clock's list; `null` when the alarm is not set. For clocks only. */
  previous: Alarm | null = null;
  /** See {@linkcode previous}. */
  next: Alarm | null = null;
  /** Time at which the alarm is due, or the delay while the clock has not placed it yet, in milliseconds. For clocks only. */
  dueMs = 0;

  /** Called by the clock when the time has come; the alarm is no longer set then. Must not throw. */
  abstract ring(): void;
}

/** A source of time. */
export interface Clock {
  /** Reads the time: milliseconds since an arbitrary start, never going back. */
  now(): number;
  /**
   * Sets an alarm. It rings at `delayMs` from now or somewhat later, never earlier.
   *
   * @param alarm An alarm that is not set.
   * @param delayMs Delay in milliseconds, 0 or more.
   */
  set(alarm: Alarm, delayMs: number): void;
  /**
   * Clears an alarm; does nothing when it is not set.
   *
   * @param alarm The alarm.
   */
  clear(alarm: Alarm): void;
}
