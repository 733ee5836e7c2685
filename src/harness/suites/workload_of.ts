/**
 * Turns a benchmark into the workload that adapters build: the shape as it stands, the kernel with
 * its size. Rounds come from the session's calibration, as a constant would be a different amount of
 * work on each machine.
 * @module
 */
import type { Workload } from "../workload/workload.ts";
import type { Benchmark } from "./benchmark.ts";

/** How long a waiting task waits, in milliseconds: ten times the grain of a timer. */
export const TASK_WAIT_MS = 10;

/**
 * Sizes a benchmark's kernel.
 *
 * @param benchmark The benchmark.
 * @param cpuRounds Rounds of the `cpu` kernel, a whole number from 1; other kernels do without.
 * @returns What adapters build and workers run.
 * @throws {RangeError} If `cpuRounds` is not a whole number from 1.
 */
export function workloadOf(benchmark: Benchmark, cpuRounds: number): Workload {
  if (!Number.isSafeInteger(cpuRounds) || cpuRounds < 1) {
    throw new RangeError(
      `Cannot size a workload as 'cpuRounds' must be a whole number from 1: current value is ${cpuRounds}`,
    );
  }
  const { seedName, shape } = benchmark;
  switch (benchmark.kernel) {
    case "noop":
      return { seedName, shape, kernel: { kind: "noop" } };
    case "cpu":
      return { seedName, shape, kernel: { kind: "cpu", rounds: cpuRounds } };
    case "wait":
      return { seedName, shape, kernel: { kind: "wait", waitMs: TASK_WAIT_MS } };
  }
}
