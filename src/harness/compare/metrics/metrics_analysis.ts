/**
 * Makes the figures of `metric_rows.ts` of what processes measured.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import { median } from "../../../stats/median.ts";
import { ols } from "../../../stats/ols.ts";
import { medianInterval } from "../../../stats/order_statistic_interval.ts";
import type { MetricName } from "../../session/metrics/metric_plan.ts";
import type { ReadingOf } from "../../session/metrics/metric_reading.ts";
import type { BenchmarkResult, MetricCell, Result } from "../../session/result.ts";
import { estimateCell } from "../cell_estimate.ts";
import { loadFigures } from "./load_figures.ts";
import type {
  ColdStartFigures,
  DefineFigures,
  MemoryFigures,
  MemorySlope,
  MetricRow,
  MetricsAnalysis,
} from "./metric_rows.ts";

/** A line that explains less of the variance does not describe the points. */
export const LEAST_R_SQUARED = 0.9;

/**
 * Analyses the metrics of a session.
 *
 * @param result The session's result.
 * @returns A row for each cell, in the order of the cells.
 */
export function analyseMetrics(
  { metrics = [], benchmarks, session: { seed } }: Pick<Result, "metrics" | "benchmarks" | "session">,
): MetricsAnalysis {
  return {
    coldStarts: rowsOf(metrics, "cold-start", coldStartFigures),
    definitions: rowsOf(metrics, "define", (readings, cell) => defineFigures(readings, steadyRunOf(cell, benchmarks))),
    memory: rowsOf(metrics, "memory", memoryFigures),
    loads: rowsOf(metrics, "load", (readings, { graph, subject }) => {
      const isWaiting = graph.workload.kernel.kind === "wait";
      return loadFigures(readings, { seed, of: `${graph.id}/${subject}`, isWaiting });
    }),
  };
}

function rowsOf<Metric extends MetricName, Figures>(
  cells: readonly MetricCell[],
  metric: Metric,
  figuresOf: (readings: readonly ReadingOf<Metric>[], cell: MetricCell) => Figures,
): MetricRow<Figures>[] {
  return cells.filter((cell) => cell.metric === metric).map((cell): MetricRow<Figures> => {
    const { graph, subject, lost } = cell;
    const readings = cell.readings.filter((reading): reading is ReadingOf<Metric> => reading.metric === metric);
    if (readings.length === 0) return { graph, subject, status: "lost", lost };
    return { graph, subject, status: "measured", ...figuresOf(readings, cell) };
  });
}

function over<Reading>(readings: readonly Reading[], figure: (reading: Reading) => number): Estimate {
  return medianInterval(readings.map(figure));
}

function coldStartFigures(readings: readonly ReadingOf<"cold-start">[]): ColdStartFigures {
  return {
    startNs: over(readings, ({ startNs }) => startNs),
    importNs: over(readings, ({ importNs }) => importNs),
    defineNs: over(readings, ({ defineNs }) => defineNs),
    firstRunNs: over(readings, ({ firstRunNs }) => firstRunNs),
    totalNs: over(readings, ({ totalNs }) => totalNs),
  };
}

function defineFigures(readings: readonly ReadingOf<"define">[], steadyRunNs: Estimate | null): DefineFigures {
  return {
    firstDefineNs: over(readings, ({ firstDefineNs }) => firstDefineNs),
    firstRunNs: over(readings, ({ firstRunNs }) => firstRunNs),
    defineNs: over(readings, ({ wallNs, batch }) => median(wallNs) / batch),
    defineCpuNs: over(readings, ({ cpuNs, batch }) => median(cpuNs) / batch),
    defineAllocatedBytes: readings.some(({ allocatedBytes }) => allocatedBytes.length === 0)
      ? null
      : over(readings, ({ allocatedBytes, batch }) => median(allocatedBytes) / batch),
    steadyRunNs,
  };
}

/** The steady run of the graph that was defined: its benchmark has the same workload. */
function steadyRunOf({ graph, subject }: MetricCell, benchmarks: readonly BenchmarkResult[]): Estimate | null {
  const wanted = JSON.stringify(graph.workload);
  const benchmark = benchmarks.find(({ workload }) => JSON.stringify(workload) === wanted);
  const cell = benchmark?.cells.find((candidate) => candidate.subject === subject);
  return cell?.status === "measured" ? estimateCell(cell).wallNs : null;
}

function memoryFigures(readings: readonly ReadingOf<"memory">[]): MemoryFigures {
  return {
    definition: slopeOf(readings.map(({ definitions }) => definitions)),
    runInFlight: slopeOf(readings.map(({ inFlight }) => inFlight)),
    keptResult: slopeOf(readings.map(({ finished }) => finished)),
  };
}

/** A line through the points of each process: all of them, the one with nothing kept included. */
function slopeOf(processes: readonly ReadingOf<"memory">["definitions"][]): MemorySlope {
  const fits = processes.map((points) =>
    ols(points.map(({ count, heapUsedBytes, externalBytes }) => ({ x: count, y: heapUsedBytes + externalBytes })))
  );
  const rSquared = Math.min(...fits.map((fit) => fit.rSquared));
  return { bytes: rSquared < LEAST_R_SQUARED ? null : over(fits, ({ slope }) => slope.value), rSquared };
}
