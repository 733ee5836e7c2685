/**
 * The peak resident set of a running process, as the kernel counts it. It is read from outside: a
 * process that asks for its own `maxRSS` is told its parent's peak where that was higher.
 * @module
 */

/**
 * Reads the peak resident set of a process.
 *
 * @param pid The process; must be alive.
 * @returns KiB, or `null` where there is no `/proc` or it may not be read.
 */
export function readPeakRssKib(pid: number): number | null {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kib === undefined ? null : Number(kib);
  } catch {
    return null;
  }
}
