/**
 * The cells of a report that have figures, for forms that know nothing else.
 * @module
 */
import type { BenchmarkModel, MeasuredCellModel, ReportModel } from "../model.ts";

/** A cell with its benchmark. */
export interface MeasuredPlace {
  readonly benchmark: BenchmarkModel;
  readonly cell: MeasuredCellModel;
}

/**
 * Lists the cells.
 *
 * @param model The report.
 * @returns In the order of the report; none for what was not measured, which has no figure to pass on.
 */
export function measuredCells({ suites }: ReportModel): MeasuredPlace[] {
  return suites.flatMap(({ benchmarks }) =>
    benchmarks.flatMap((benchmark) =>
      benchmark.cells.flatMap((cell): MeasuredPlace[] => cell.status === "measured" ? [{ benchmark, cell }] : [])
    )
  );
}
