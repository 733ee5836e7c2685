/**
 * Turns a benchmark into the workload that adapters build: the shape as it stands, the kernel with
 * its size. Rounds come from the session's calibration, as a constant would be a different amount of
 * work on each machine.
 * @module
 */
import type { KernelSpec, Workload } from "../workload/workload.ts";
import type { Benchmark } from "./benchmark.ts";

/** How long a waiting task waits, in milliseconds: ten times the grain of a timer. */
export const TASK_WAIT_MS = 10;

/**
 * How long each task of an agent that calls tools waits, in milliseconds: in turn a model and a tool, ten turns and the
 * model's last word. They have the spread of recorded latencies at a few thousandths of their length.
 */
export const RECORDED_WAITS_MS: readonly number[] = [2, 1, 3, 1, 1, 1, 5, 1, 2, 1, 2, 1, 4, 1, 1, 1, 3, 1, 2, 1, 4];

/** Buffers that a task of the `alloc` kernel fills: 256 kB in all. */
export const TASK_BUFFERS = { buffers: 4, bytes: 65_536 } as const;

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
  const { seedName, shape, checkpoints } = benchmark;
  return { seedName, shape, kernel: kernelOf(benchmark, cpuRounds), ...(checkpoints !== undefined && { checkpoints }) };
}

function kernelOf({ kernel }: Benchmark, rounds: number): KernelSpec {
  switch (kernel) {
    case "noop":
      return { kind: "noop" };
    case "cpu":
      return { kind: "cpu", rounds };
    case "wait":
      return { kind: "wait", waitMs: TASK_WAIT_MS };
    case "replayed":
      return { kind: "replayed", waitsMs: RECORDED_WAITS_MS };
    case "alloc":
      return { kind: "alloc", ...TASK_BUFFERS };
  }
}
