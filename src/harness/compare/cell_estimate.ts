/**
 * One measured cell on its own: what a run costs, with the interval over processes, and what there is
 * to say for those figures. Comparisons with other cells are in `overhead.ts` and `ratio.ts`.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import { medianInterval } from "../../stats/order_statistic_interval.ts";
import type { Cell } from "../session/result.ts";
import { type ForkMedians, forkMedians } from "./fork_medians.ts";

/** A cell that has times. */
export type MeasuredCell = Extract<Cell, { status: "measured" }>;

/** A measured cell as estimates; all of them per run, with processes as n. */
export interface CellEstimate {
  readonly wallNs: Estimate;
  readonly cpuNs: Estimate;
  /** `null` where the runtime keeps no count of it. */
  readonly allocatedBytes: Estimate | null;
  /** Samples behind the estimates, over all processes. */
  readonly samples: number;
  /** Runs whose result and executed tasks were recomputed and found right, over all processes. */
  readonly provedRuns: number;
  /** Processes that were still changing pace when their warm-up ended. */
  readonly unsteadyForks: number;
  /** The medians that the estimates come from, one entry a process, for comparisons. */
  readonly forks: readonly ForkMedians[];
}

/**
 * Estimates what one run costs.
 *
 * @param cell Its processes have one sample or more each.
 * @returns Medians over processes; fewer than 6 give infinite bounds.
 * @throws {RangeError} If a process has no sample.
 */
export function estimateCell({ forks }: MeasuredCell): CellEstimate {
  const medians = forks.map(forkMedians);
  const over = (quantity: "wallNs" | "cpuNs") => medianInterval(medians.map((fork) => fork[quantity]));
  const allocated = medians.map(({ allocatedBytes }) => allocatedBytes).filter((bytes) => bytes !== null);
  return {
    wallNs: over("wallNs"),
    cpuNs: over("cpuNs"),
    allocatedBytes: allocated.length === medians.length ? medianInterval(allocated) : null,
    samples: forks.reduce((sum, fork) => sum + fork.wallNs.length, 0),
    provedRuns: forks.reduce((sum, fork) => sum + fork.provedRuns, 0),
    unsteadyForks: forks.filter((fork) => !fork.warmUp.steady).length,
    forks: medians,
  };
}
