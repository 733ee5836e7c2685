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
 * Reads the peaks of a process and of all that descend from it. They need not have been reached together: the sum is
 * an upper bound.
 *
 * @param pid The process; must be alive.
 * @returns KiB, or `null` where there is no `/proc` or it may not be read.
 */
export function readTreePeakRssKib(pid: number): number | null {
  const peaks = [pid, ...descendantsOf(pid)].map(readPeakRssKib);
  return peaks[0] === null ? null : peaks.reduce<number>((sum, peak) => sum + (peak ?? 0), 0);
}

/** Reads who started whom from `/proc/<pid>/task/<tid>/children`. */
function descendantsOf(pid: number): number[] {
  try {
    const children = [...Deno.readDirSync(`/proc/${pid}/task`)].flatMap(({ name }) =>
      Deno.readTextFileSync(`/proc/${pid}/task/${name}/children`).split(" ").filter((text) => text !== "").map(Number)
    );
    return children.flatMap((child) => [child, ...descendantsOf(child)]);
  } catch {
    // It ended while we looked.
    return [];
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
