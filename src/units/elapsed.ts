/**
 * Text of time that has passed or is still to come, as on a stopwatch: known, not measured, and so
 * without an interval. Measured durations are in `duration.ts`.
 * @module
 */

/**
 * Writes elapsed time as minutes and seconds, from one hour on with hours.
 *
 * @param elapsedMs Milliseconds, 0 or more; a started second does not count.
 * @returns For example `00:07`, `04:12`, `1:02:03`.
 */
export function elapsedText(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1_000);
  const two = (n: number) => String(n).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3_600 ? clock : `${Math.floor(seconds / 3_600)}:${clock}`;
}

/**
 * Writes an estimated time to come, no finer than the estimate deserves.
 *
 * @param remainingMs Milliseconds, 0 or more.
 * @returns For example `about 20 s`, `about 3 min`, `about 2 h`.
 */
export function remainingText(remainingMs: number): string {
  const seconds = remainingMs / 1_000;
  if (seconds < 90) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  if (seconds < 5_400) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.round(seconds / 3_600)} h`;
}
