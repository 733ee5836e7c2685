/**
 * Sizes the `cpu` kernel: how many rounds make a task body of an agreed duration on this machine. It
 * is done once a session, so that every process of the session computes the same amount.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { xorshift32 } from "../workload/kernel.ts";

/** Duration that a computing task is calibrated to, in nanoseconds. */
export const TASK_CPU_NS = 10_000;

/** Rounds of one timed call: some tens of microseconds, thousands of times the clock's grain. */
const PROBE_ROUNDS = 20_000;
/** Timed calls; the first ones also compile the kernel. */
const PROBES = 200;

/** What a calibration needs from its surroundings. */
export interface CpuProbe {
  /** Reads a monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
  /** Runs the kernel so many rounds; its answer is given back in as the next seed, so no call can be left out. */
  readonly kernel: (seed: number, rounds: number) => number;
}

/** The real clock and the real kernel. */
const REAL_PROBE: CpuProbe = { nowMs: () => performance.now(), kernel: xorshift32 };

/**
 * Finds the rounds that take an agreed time.
 *
 * The quickest of many calls counts: whatever else the machine does can only make a call slower.
 *
 * @param probe Clock and kernel; the real ones by default.
 * @param targetNs The time, in nanoseconds; {@linkcode TASK_CPU_NS} by default.
 * @returns A whole number from 1.
 */
export function calibrateCpuRounds({ nowMs, kernel }: CpuProbe = REAL_PROBE, targetNs: number = TASK_CPU_NS): number {
  let quickestMs = Infinity;
  let seed = 1;
  for (let i = 0; i < PROBES; i++) {
    const startedMs = nowMs();
    seed = kernel(seed, PROBE_ROUNDS);
    quickestMs = Math.min(quickestMs, nowMs() - startedMs);
  }
  invariant(quickestMs > 0, "The clock moves on while the kernel runs");
  return Math.max(Math.round((targetNs * PROBE_ROUNDS) / (quickestMs * 1e6)), 1);
}
