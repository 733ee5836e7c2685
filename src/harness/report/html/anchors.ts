/**
 * The ids of elements that other sections lead to. Made of numbers, as ids of benchmarks can hold anything.
 * @module
 */
import type { BenchmarkModel, ReportModel } from "../model.ts";

/** Finds the address of a benchmark's row, which may be on another page. */
export type HrefOf = (benchmarkId: string) => string;

/**
 * Lists all benchmarks in the order in which the report shows them.
 *
 * @param model The report.
 * @returns The benchmarks of all suites.
 */
export function benchmarksOf({ suites }: ReportModel): readonly BenchmarkModel[] {
  return suites.flatMap(({ benchmarks }) => benchmarks);
}

/**
 * Finds the id of a benchmark's row in the results of a page.
 *
 * @param model The report.
 * @param benchmarkId The benchmark.
 * @returns For example `row-3`; the id of the whole section where there is no such benchmark.
 */
export function rowAnchor(model: ReportModel, benchmarkId: string): string {
  const index = benchmarksOf(model).findIndex(({ id }) => id === benchmarkId);
  return index < 0 ? "results" : `row-${index}`;
}
