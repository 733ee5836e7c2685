/**
 * Real waiting for tasks that wait, checked against the clock: a timer alone may fire a little early
 * and would then be a shorter wait than was agreed.
 * @module
 */

/**
 * Waits until at least `waitMs` milliseconds have passed on the monotonic clock.
 *
 * @param waitMs How long, 0 or more. Timers have a grain of 1 ms, so waits below 2 ms overshoot.
 * @returns Resolves when the time has passed.
 */
export function realWait(waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const dueMs = performance.now() + waitMs;
    const check = () => {
      if (performance.now() >= dueMs) resolve();
      // What is left is less than a timer's grain: another timer would overshoot by over 2 ms.
      else setImmediate(check);
    };
    setTimeout(check, waitMs);
  });
}
