/**
 * A planted slowdown: a fixed amount of arithmetic before each run of a graph, outside of the adapter.
 * With it the harness can be asked whether it finds a change whose size is known. How much is planted is
 * decided in `session/arm.ts`.
 * @module
 */
import type { Prepared } from "../adapters/adapter.ts";
import { xorshift32 } from "../workload/kernel.ts";
import { TASK_CPU_NS } from "./calibrate_cpu.ts";

/**
 * Adds work to a graph.
 *
 * @param prepared The graph; left as it is.
 * @param rounds Rounds of the kernel before each run, a whole number from 1.
 * @returns The same graph, slower. Nothing else is added: no promise, no call that waits.
 */
export function withExtraWork({ run }: Pick<Prepared, "run">, rounds: number): Pick<Prepared, "run"> {
  let state = 1;
  return {
    run(seed) {
      state = xorshift32(state, rounds);
      return run(seed);
    },
  };
}

/** How much is planted. */
export interface ExtraShare {
  /** In percent of a run; above 0. */
  readonly percent: number;
  /** Rounds of the `cpu` kernel, which is calibrated to a known duration. */
  readonly cpuRounds: number;
}

/**
 * Finds the rounds that make a run slower by a share of itself.
 *
 * @param runNs Duration of a run without them, in nanoseconds.
 * @param share How much is planted.
 * @returns A whole number from 1.
 */
export function extraRoundsFor(runNs: number, { percent, cpuRounds }: ExtraShare): number {
  return Math.max(Math.round((runNs * percent / 100) * (cpuRounds / TASK_CPU_NS)), 1);
}
