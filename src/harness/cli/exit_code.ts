/**
 * What puffinbench answers to whoever started it. Slower and broken are never the same code, and a
 * session that measured nothing is not a success.
 * @module
 */
import type { Cell, Result } from "../session/result.ts";

/** Exit codes by what happened. */
export const EXIT_CODE = {
  /** Done, and nothing to complain of. */
  success: 0,
  /** A comparison found something slower, or hungrier, and confirmed it. */
  regressed: 1,
  /** The command line asks for what there is not. */
  usage: 2,
  /** A comparison could not be told, and that was to be a failure. */
  inconclusive: 3,
  /** A benchmark failed or did other work than agreed, or nothing was measured. */
  notMeasured: 4,
  /** The machine is not fit to measure on. */
  unfitMachine: 5,
  /** Stopped by Ctrl-C or a request to terminate. */
  interrupted: 130,
} as const;

/** Cells of a session that make it a failure. */
export interface BrokenCells {
  readonly failed: number;
  readonly invalid: number;
  readonly measured: number;
}

/**
 * Counts the cells that decide about the exit code.
 *
 * @param result A session's result.
 * @returns The counts.
 */
export function countBroken({ benchmarks, metrics = [] }: Pick<Result, "benchmarks" | "metrics">): BrokenCells {
  const cells = [...benchmarks.flatMap((benchmark) => benchmark.cells), ...metrics.flatMap(({ lost }) => lost ?? [])];
  const count = (status: Cell["status"]) => cells.filter((cell) => cell.status === status).length;
  return { failed: count("failed"), invalid: count("invalid"), measured: count("measured") };
}

/**
 * Decides how a session ends the program. A framework that is not there or has no idiom for a workload
 * is no failure.
 *
 * @param result The session's result.
 * @returns The exit code.
 */
export function exitCodeOf(result: Pick<Result, "session" | "benchmarks" | "metrics">): number {
  if (result.session.status === "interrupted") return EXIT_CODE.interrupted;
  const { failed, invalid, measured } = countBroken(result);
  return failed + invalid > 0 || measured === 0 ? EXIT_CODE.notMeasured : EXIT_CODE.success;
}
