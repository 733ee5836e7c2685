/**
 * A report for Bencher, in its metric format: a measure with its bounds for each benchmark. Bencher's own measures
 * are used where there are any: latency in nanoseconds, throughput in operations a second.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import type { ReportModel } from "../model.ts";
import { isBounded } from "../number_text.ts";
import { measuredCells } from "./measured_cells.ts";

/** A metric as Bencher takes it. */
interface BencherMetric {
  readonly value: number;
  readonly lower_value?: number;
  readonly upper_value?: number;
}

/**
 * Writes a report in the Bencher Metric Format.
 *
 * @param model The report.
 * @returns JSON for `bencher run --adapter json`.
 */
export function bencherReport(model: ReportModel): string {
  const benchmarks = measuredCells(model).map(({ benchmark, cell }) => [
    `${benchmark.id}/${cell.subject}`,
    {
      latency: metricOf(cell.value),
      throughput: metricOf(turned(cell.value)),
      "cpu-time": metricOf(cell.cpuNs),
      ...(cell.allocatedBytes !== null && { "allocated-bytes": metricOf(cell.allocatedBytes) }),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(benchmarks), null, 2)}\n`;
}

function metricOf({ value, lo, hi }: Estimate): BencherMetric {
  if (!Number.isFinite(value)) return { value: 0 };
  return isBounded({ value, lo, hi }) ? { value, lower_value: lo, upper_value: hi } : { value };
}

/** Runs a second, of nanoseconds a run: the bounds change places. */
function turned({ value, lo, hi, ...rest }: Estimate): Estimate {
  const rate = (ns: number) => 1e9 / ns;
  return { ...rest, value: rate(value), lo: rate(hi), hi: lo > 0 ? rate(lo) : Infinity };
}
