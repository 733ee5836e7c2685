/**
 * What a gate judges a benchmark by. Processor time and allocated bytes hardly notice what else a machine
 * does, so they decide where work is computed; where it waits, only the wall clock sees it.
 * @module
 */
import { median } from "../../stats/median.ts";
import type { Fork } from "../session/result.ts";
import type { ComparedReading, TwoArms } from "./pair_differences.ts";

/** A quantity that can regress. */
export interface GateMetric {
  readonly id: "cpu" | "wall" | "allocated";
  readonly reading: ComparedReading;
  /** Whether smaller values are the better ones. */
  readonly better: "lower" | "higher";
}

const CPU: GateMetric = { id: "cpu", reading: "cpuNs", better: "lower" };
const WALL: GateMetric = { id: "wall", reading: "wallNs", better: "lower" };
const ALLOCATED: GateMetric = { id: "allocated", reading: "allocatedBytes", better: "lower" };

/** Below this share of processor time in wall time a benchmark waits more than it computes. */
export const LEAST_CPU_SHARE = 0.5;

/** Below these amounts the counter of allocations sees mostly what the harness itself allocates. */
export const LEAST_BYTES_PER_RUN = 64;
export const LEAST_BYTES_PER_SAMPLE = 10_000;

/**
 * Finds how much of its time a subject computes. A sample that others kept from the processor looks as if
 * it had waited, so the best sample of each process counts: one that waits does so in all of them.
 *
 * @param forks Its processes, one or more.
 * @returns Median over processes of the largest share of processor time in wall time; above 1 where helper
 * threads work beside the program.
 */
export function cpuShareOf(forks: readonly Fork[]): number {
  return median(forks.map(({ cpuNs, wallNs }) => Math.max(...cpuNs.map((ns, i) => ns / Math.max(wallNs[i]!, 1)))));
}

/**
 * Chooses what a benchmark is judged by.
 *
 * @param arms The processes of both arms, one or more each.
 * @returns Processor time and, if there are any to speak of, allocated bytes; or wall time alone.
 */
export function gateMetrics({ reference, candidate }: TwoArms): readonly GateMetric[] {
  if (Math.min(cpuShareOf(reference), cpuShareOf(candidate)) < LEAST_CPU_SHARE) return [WALL];
  const allocates = [reference, candidate].some((forks) => {
    const perRun = median(forks.map(({ allocatedBytes, batch }) => median(allocatedBytes) / batch));
    const perSample = median(forks.map(({ allocatedBytes }) => median(allocatedBytes)));
    return perRun >= LEAST_BYTES_PER_RUN && perSample >= LEAST_BYTES_PER_SAMPLE;
  });
  return allocates ? [CPU, ALLOCATED] : [CPU];
}
