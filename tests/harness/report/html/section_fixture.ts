/**
 * Reports for tests of sections: small ones, and odd numbers to put in them.
 * @module
 */
import fc from "fast-check";
import type { BenchmarkModel, MeasuredCellModel, ReportModel } from "../../../../src/harness/report/model.ts";
import type { Estimate } from "../../../../src/stats/estimate.ts";
import { reportModel } from "../../../golden/report_model.ts";

/** A report with few samples. */
export const SMALL: ReportModel = reportModel({ samples: 24 });

/** Its benchmarks. */
export const BENCHMARKS: readonly BenchmarkModel[] = SMALL.suites.flatMap(({ benchmarks }) => benchmarks);

/** A report with nothing to draw. */
export const EMPTY: ReportModel = {
  ...SMALL,
  suites: [],
  metrics: [],
  gate: null,
  scaling: [],
  timelines: [],
  history: [],
};

/**
 * Makes a report of these benchmarks alone.
 *
 * @param benchmarks The benchmarks.
 * @returns The report.
 */
export function reportOf(benchmarks: readonly BenchmarkModel[]): ReportModel {
  return { ...SMALL, suites: [{ id: "orchestration", title: "Orchestration", benchmarks }] };
}

/**
 * Finds a measured cell of the small report.
 *
 * @param subject Its subject.
 * @returns The cell in the first benchmark.
 */
export function cellOf(subject: string): MeasuredCellModel {
  return BENCHMARKS[0]!.cells.find((cell): cell is MeasuredCellModel =>
    cell.status === "measured" && cell.subject === subject
  )!;
}

/**
 * Makes numbers as they are measured: none is closer to 0 than a billionth, but for 0 itself.
 *
 * @param range Least and most.
 * @returns The arbitrary.
 */
export function oddNumber(range: { readonly min: number; readonly max: number }): fc.Arbitrary<number> {
  return fc.double({ ...range, noNaN: true }).map((value) => Number(value.toFixed(9)));
}

/**
 * Makes estimates, some without an interval.
 *
 * @param value Makes their values.
 * @returns The arbitrary.
 */
export function oddEstimate(value: fc.Arbitrary<number>): fc.Arbitrary<Estimate> {
  return fc.tuple(value, fc.constantFrom(0, 0.01, 0.5, Infinity)).map(([middle, half]) => ({
    value: middle,
    lo: middle - half * Math.abs(middle || 1),
    hi: middle + half * Math.abs(middle || 1),
    confidence: 0.95,
    n: half === Infinity ? 3 : 9,
  }));
}

/**
 * Makes sorted samples of odd shapes: all equal, few, far apart, at zero.
 *
 * @returns The arbitrary, of one sample or more.
 */
export function oddSamples(): fc.Arbitrary<readonly number[]> {
  const value = fc.oneof(oddNumber({ min: 1e-3, max: 1e12 }), fc.constantFrom(0, 1, 1, 1e6));
  return fc.array(value, { minLength: 1, maxLength: 90 }).map((values) => values.toSorted((a, b) => a - b));
}

/**
 * Gives a cell other samples.
 *
 * @param cell The cell.
 * @param samples Sorted samples, one or more.
 * @returns The cell, with the spread of these samples.
 */
export function withSamples(cell: MeasuredCellModel, samples: readonly number[]): MeasuredCellModel {
  const at = (share: number) => samples[Math.min(samples.length - 1, Math.floor(share * samples.length))]!;
  return { ...cell, samples, spread: { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) } };
}
