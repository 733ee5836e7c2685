/**
 * A report as comma-separated values, a row for each subject in each benchmark, then a row for each figure of each
 * metric beside the steady run, whose `suite` is the metric: for spreadsheets and data frames. Numbers are in base units with all their digits; what is `null` or not finite is an empty field.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import type { MetricTableModel } from "../metric_table.ts";
import { metricName } from "../metric_wording.ts";
import { percentileName } from "../number_text.ts";
import type { BenchmarkModel, CellModel, ChangeModel, MeasuredCellModel, ReportModel } from "../model.ts";
import { csvText, type CsvValue } from "./csv_text.ts";

/** What a row is about. */
interface RowSource {
  readonly model: ReportModel;
  readonly benchmark: BenchmarkModel;
  /** `null` for a benchmark that nobody took part in. */
  readonly cell: CellModel | null;
}

/** Some columns, and how they are filled. */
interface Columns {
  readonly names: readonly string[];
  readonly values: (source: RowSource) => readonly CsvValue[];
}

const IDENTITY: Columns = {
  names: ["session", "started_at", "suite", "benchmark", "title", "tasks", "subject", "status", "reason"],
  values: ({ model: { session }, benchmark, cell }) => [
    session.id,
    session.startedAt,
    benchmark.suite,
    benchmark.id,
    benchmark.title,
    benchmark.tasks,
    cell?.subject ?? null,
    cell?.status ?? null,
    cell === null || cell.status === "measured" ? null : cell.reason,
  ],
};

const HEADLINE: Columns = measuredColumns(
  ["metric", "unit", "better", "value", "lo", "hi", "confidence", "processes", "proved_runs", "modes"],
  ({ metric, value, processes, provedRuns, modes }) => [
    metric.id,
    metric.unit,
    metric.better,
    value.value,
    value.lo,
    value.hi,
    value.confidence,
    processes,
    provedRuns,
    modes,
  ],
);

const SPREAD: Columns = measuredColumns(
  ["p5", "p25", "p50", "p75", "p95", "top_percentile", "top_value", "top_lo", "top_hi"],
  ({ spread, topPercentile }) => [
    spread.p5,
    spread.p25,
    spread.p50,
    spread.p75,
    spread.p95,
    topPercentile?.share ?? null,
    ...bounds(topPercentile?.estimate ?? null),
  ],
);

/** Percentiles of runs that were timed one by one. */
const LATENCY_SHARES = [0.5, 0.9, 0.99, 0.999] as const;

const LATENCY: Columns = measuredColumns(
  LATENCY_SHARES.flatMap((share) => boundNames(`latency_${percentileName(share).replace(".", "_")}_ns`)),
  ({ latency }) =>
    LATENCY_SHARES.flatMap((wanted) => bounds(latency.find(({ share }) => share === wanted)?.estimate ?? null)),
);

/** Of metrics alone: how well a line describes the memory that a slope is of. */
const FIT: Columns = { names: ["r_squared"], values: () => [null] };

const COSTS: Columns = measuredColumns(
  [
    ...boundNames("wall_ns"),
    ...boundNames("cpu_ns"),
    ...boundNames("allocated_bytes"),
    ...boundNames("overhead_ns_per_task"),
  ],
  ({ wallNs, cpuNs, allocatedBytes, overheadNsPerTask }) => [
    ...bounds(wallNs),
    ...bounds(cpuNs),
    ...bounds(allocatedBytes),
    ...bounds(overheadNsPerTask),
  ],
);

const SEED: Columns = measuredColumns(
  [
    "average_ns",
    "min_ns",
    "max_ns",
    "median_ns",
    "standard_deviation_ns",
    "throughput_per_s",
    "memory_bytes",
    "cpu_share",
    "iterations",
    "setup_ns",
    "teardown_ns",
  ],
  ({ seed }) => [
    seed.averageNs,
    seed.minNs,
    seed.maxNs,
    seed.medianNs,
    seed.standardDeviationNs,
    seed.throughputPerS,
    seed.memoryBytes,
    seed.cpuShare,
    seed.iterations,
    seed.setupNs,
    seed.teardownNs,
  ],
);

const JUDGEMENT: Columns = measuredColumns(
  ["rating", "rating_is_sure", "warnings"],
  ({ rating, warnings }) => [
    rating?.word ?? null,
    rating?.isSure ?? null,
    warnings.map(({ code }) => code).join(" "),
  ],
);

const CHANGE: Columns = {
  names: [
    "verdict",
    "change_metric",
    ...boundNames("change"),
    ...boundNames("before"),
    ...boundNames("now"),
    "smallest_seen",
  ],
  values: (source) => {
    const change = changeOf(source);
    return [
      change?.verdict ?? null,
      change?.metric?.id ?? null,
      ...bounds(change?.change ?? null),
      ...bounds(change?.before ?? null),
      ...bounds(change?.now ?? null),
      change?.smallestSeen ?? null,
    ];
  },
};

const COLUMNS: readonly Columns[] = [IDENTITY, HEADLINE, SPREAD, LATENCY, COSTS, SEED, JUDGEMENT, CHANGE, FIT];

/**
 * Writes a report as comma-separated values.
 *
 * @param model The report.
 * @returns A header and a row for each cell.
 */
export function csvReport(model: ReportModel): string {
  const sources = model.suites.flatMap(({ benchmarks }) =>
    benchmarks.flatMap((benchmark): RowSource[] => {
      const cells = benchmark.cells.length === 0 ? [null] : benchmark.cells;
      return cells.map((cell) => ({ model, benchmark, cell }));
    })
  );
  const names = COLUMNS.flatMap((columns) => columns.names);
  return csvText(names, [
    ...sources.map((source) => COLUMNS.flatMap(({ values }) => values(source))),
    ...model.metrics.flatMap((table) => metricRows(table, { model, names })),
  ]);
}

/** Rows of a metric, with the columns that make sense for one figure alone. */
function metricRows(
  { kind, graph, columns, rows }: MetricTableModel,
  { model: { session }, names }: { readonly model: ReportModel; readonly names: readonly string[] },
): CsvValue[][] {
  return rows.flatMap((row) => {
    const facts: Readonly<Record<string, CsvValue>> = {
      session: session.id,
      started_at: session.startedAt,
      suite: kind,
      benchmark: `${kind}/${graph.id}`,
      title: graph.title,
      subject: row.subject,
      status: row.status,
    };
    const all = row.status !== "measured" ? [{ ...facts, reason: row.reason }] : columns.map((column, index) => {
      const cell = row.cells[index]!, { value } = cell;
      return {
        ...facts,
        reason: cell.value === null ? cell.absence : null,
        metric: metricName(column, row.load),
        unit: column.unit,
        better: column.better,
        value: value?.value ?? null,
        lo: value?.lo ?? null,
        hi: value?.hi ?? null,
        confidence: value?.confidence ?? null,
        processes: value?.n ?? null,
        r_squared: cell.rSquared,
      };
    });
    return all.map((one: Readonly<Record<string, CsvValue>>) => names.map((name) => one[name] ?? null));
  });
}

function measuredColumns(names: readonly string[], values: (cell: MeasuredCellModel) => readonly CsvValue[]): Columns {
  const none = names.map(() => null);
  return { names, values: ({ cell }) => cell?.status === "measured" ? values(cell) : none };
}

/** A change is that of the report's own subject. */
function changeOf({ model, benchmark, cell }: RowSource): ChangeModel | null {
  return cell === null || cell.subject === model.subject ? benchmark.change : null;
}

function boundNames(name: string): string[] {
  return [name, `${name}_lo`, `${name}_hi`];
}

function bounds(estimate: Estimate | null): CsvValue[] {
  return estimate === null ? [null, null, null] : [estimate.value, estimate.lo, estimate.hi];
}
