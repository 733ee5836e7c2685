/**
 * A process boiled down to one number per quantity. Samples of one process depend on each other, so
 * nothing above this file sees them: every interval counts processes.
 * @module
 */
import { median } from "../../stats/median.ts";
import type { Fork } from "../session/result.ts";

/** What one run cost in one process: medians over the process's samples, each divided by its batch. */
export interface ForkMedians {
  /** Number of the pass, by which forks of different subjects belong together. */
  readonly pass: number;
  readonly wallNs: number;
  readonly cpuNs: number;
  /** `null` where the runtime keeps no count of it. */
  readonly allocatedBytes: number | null;
}

/**
 * Takes the medians of a process.
 *
 * @param fork A process with one sample or more.
 * @returns Its medians, per run.
 * @throws {RangeError} If the process has no sample.
 */
export function forkMedians({ pass, batch, wallNs, cpuNs, allocatedBytes }: Fork): ForkMedians {
  return {
    pass,
    wallNs: median(wallNs) / batch,
    cpuNs: median(cpuNs) / batch,
    allocatedBytes: allocatedBytes.length === 0 ? null : median(allocatedBytes) / batch,
  };
}
