/**
 * Waiting for a SQLite file that others open at the same time. SQLite waits by itself for a writer, but not where
 * waiting could deadlock: while a file is changed to a write-ahead log, or one is recovered, it says "locked" at once
 * (https://www.sqlite.org/c3ref/busy_handler.html). Whoever opens has nothing to lose then, and may simply try again.
 * @module
 */

/** SQLite's number for a file that another process keeps locked. */
const BUSY = 5;

/** Longest pause between two attempts, in milliseconds; the first is 1 ms. */
const LONGEST_PAUSE_MS = 50;

/**
 * Carries out work that opens a file, and again while others keep the file locked. The event loop stands still.
 *
 * @param busyTimeoutMs Longest time from the start to the last attempt, in milliseconds; 0 for one attempt.
 * @param work What opens: it leaves nothing behind when it throws, or can go on from there.
 * @returns What the work returned.
 * @throws What the work threw, if it was no lock or lasted for too long.
 */
export function retryWhileBusy<T>(busyTimeoutMs: number, work: () => T): T {
  const startedAt = performance.now();
  for (let pauseMs = 1;; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      const remainingMs = busyTimeoutMs - (performance.now() - startedAt);
      if (!isBusy(error) || remainingMs <= 0) throw error;
      pause(Math.min(pauseMs, remainingMs));
    }
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The low byte is the kind, the rest a detail.
  if ("errcode" in error && ((error.errcode as number) & 0xff) === BUSY) return true;
  return isBusy(error.cause);
}

function pause(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
