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

/**
 * Lets the peak of a process begin anew from what it holds now.
 *
 * @param pid The process; must be alive.
 */
export function resetPeakRss(pid: number): void {
  try {
    // Writing 5 resets VmHWM: proc(5), since Linux 4.0.
    Deno.writeTextFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Where it cannot be reset the peak is that of the process since it started, which is no lower.
  }
}
