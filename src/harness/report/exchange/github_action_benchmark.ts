/**
 * A report for github-action-benchmark, in its form for custom benchmarks of which smaller is better. That action
 * compares single figures of different runs; the interval goes along for people.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import type { ReportModel } from "../model.ts";
import { isBounded } from "../number_text.ts";
import { measuredCells } from "./measured_cells.ts";

/**
 * Writes a report as JSON for github-action-benchmark (`tool: customSmallerIsBetter`).
 *
 * @param model The report.
 * @returns A list with an entry for each time, and for each amount of memory that a run allocates.
 */
export function githubActionBenchmark(model: ReportModel): string {
  const entries = measuredCells(model).flatMap(({ benchmark, cell }) => {
    const name = `${benchmark.id} · ${cell.subject}`, extra = `${cell.processes} processes\n${benchmark.title}`;
    const { value, allocatedBytes, metric } = cell;
    const entry = (suffix: string, unit: string, { value, lo, hi }: Estimate) => ({
      name: `${name}${suffix}`,
      unit,
      value,
      ...(isBounded({ value, lo, hi }) && { range: `± ${((hi - lo) / 2).toPrecision(2)}` }),
      extra,
    });
    return [
      entry(` · ${metric.id}`, `${metric.unit}/run`, value),
      ...(allocatedBytes === null ? [] : [entry(" · allocated", "bytes/run", allocatedBytes)]),
    ];
  });
  return `${JSON.stringify(entries, null, 2)}\n`;
}
