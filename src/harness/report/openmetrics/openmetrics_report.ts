/**
 * A report as OpenMetrics, for dashboards over time: gauges in base units, each estimate with its bounds, and a
 * label set that stays small: benchmark, suite and subject. Without timestamps, as whoever collects them sets
 * their own; the end of the session is a metric.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import type { BenchmarkModel, ChangeModel, MeasuredCellModel, MetricModel, ReportModel } from "../model.ts";
import { metricName } from "../metric_wording.ts";
import { percentileName } from "../number_text.ts";
import { expositionText, type MetricFamily, type Sample } from "./exposition.ts";

/** A measured cell with the labels it goes by. */
interface Place {
  readonly cell: MeasuredCellModel;
  readonly labels: Readonly<Record<string, string>>;
}

/** How a metric's unit is written, and by what its numbers are divided. */
interface BaseUnit {
  readonly suffix: string;
  readonly unit: string;
  readonly divisor: number;
}

/** A number of a cell; `null` where it has none. */
type Reading = (cell: MeasuredCellModel) => Estimate | null;

const SECONDS: BaseUnit = { suffix: "_seconds", unit: "seconds", divisor: 1e9 };
const BYTES: BaseUnit = { suffix: "_bytes", unit: "bytes", divisor: 1 };
const RATIO: BaseUnit = { suffix: "_ratio", unit: "ratio", divisor: 1 };
const UNITS: Readonly<Record<MetricModel["unit"], BaseUnit>> = {
  "ns": SECONDS,
  "bytes": BYTES,
  "per-second": { suffix: "_per_second", unit: "per_second", divisor: 1 },
  "share": RATIO,
  "count": { suffix: "", unit: "", divisor: 1 },
};

/** Name and help of the two bounds of an estimate. */
const BOUNDS = [
  { infix: "", read: ({ value }: Estimate) => value, help: "" },
  { infix: "_lower", read: ({ lo }: Estimate) => lo, help: ", lower bound of the interval" },
  { infix: "_upper", read: ({ hi }: Estimate) => hi, help: ", upper bound of the interval" },
] as const;

/**
 * Writes a report as OpenMetrics.
 *
 * @param model The report.
 * @returns The text form, which Prometheus reads too.
 */
export function openmetricsReport(model: ReportModel): string {
  const places = placesOf(model);
  return expositionText([
    ...sessionFamilies(model),
    ...Object.keys(UNITS).filter(isUnit).flatMap((unit) => headlineFamilies(unit, places)),
    ...estimateFamilies(places, {
      name: "puffinbench_wall",
      unit: SECONDS,
      help: "Wall time of one run",
      read: ({ wallNs }) => wallNs,
    }),
    ...estimateFamilies(places, {
      name: "puffinbench_cpu",
      unit: SECONDS,
      help: "CPU time of one run",
      read: ({ cpuNs }) => cpuNs,
    }),
    ...estimateFamilies(places, {
      name: "puffinbench_allocated",
      unit: BYTES,
      help: "Memory allocated by one run",
      read: ({ allocatedBytes }) => allocatedBytes,
    }),
    ...estimateFamilies(places, {
      name: "puffinbench_task_overhead",
      unit: SECONDS,
      help: "What the engine adds to each task beyond plain code",
      read: ({ overheadNsPerTask }) => overheadNsPerTask,
    }),
    ...latencyFamilies(places),
    ...metricFamilies(model),
    statusFamily(model),
    ...changeFamilies(model),
  ]);
}

function sessionFamilies({ session, suites }: ReportModel): MetricFamily[] {
  const { id, profile, seed, tool } = session;
  const commit = tool.commit.value ?? "";
  return [
    {
      name: "puffinbench_session_info",
      unit: "",
      help: "The session that all other metrics are of; always 1",
      samples: [{
        labels: { session: id, profile: profile.name, seed: String(seed), version: tool.version, commit },
        value: 1,
      }],
    },
    {
      name: "puffinbench_session_finished_timestamp_seconds",
      unit: "seconds",
      help: "When the session ended, since the epoch of Unix",
      samples: [{ labels: {}, value: Date.parse(session.finishedAt) / 1_000 }],
    },
    {
      name: "puffinbench_benchmarks",
      unit: "",
      help: "Benchmarks of the session by suite",
      samples: suites.map(({ id, benchmarks }) => ({ labels: { suite: id }, value: benchmarks.length })),
    },
  ];
}

function placesOf({ suites }: ReportModel): Place[] {
  return suites.flatMap(({ benchmarks }) =>
    benchmarks.flatMap((benchmark) =>
      benchmark.cells.flatMap((cell): Place[] =>
        cell.status === "measured" ? [{ cell, labels: { ...labelsOf(benchmark), subject: cell.subject } }] : []
      )
    )
  );
}

function labelsOf({ id, suite }: BenchmarkModel): Record<string, string> {
  return { benchmark: id, suite };
}

function isUnit(text: string): text is MetricModel["unit"] {
  return text in UNITS;
}

/** The headline of each benchmark, whose unit can differ from one to the next. */
function headlineFamilies(unit: MetricModel["unit"], places: readonly Place[]): MetricFamily[] {
  const alike = places.filter(({ cell }) => cell.metric.unit === unit)
    .map(({ cell, labels }) => ({ cell, labels: { ...labels, metric: cell.metric.id } }));
  return estimateFamilies(alike, {
    name: "puffinbench_value",
    unit: UNITS[unit],
    help: "What the benchmark measures of one run, median",
    read: ({ value }) => value,
  });
}

function estimateFamilies(
  places: readonly Place[],
  { name, unit, help, read }: { name: string; unit: BaseUnit; help: string; read: Reading },
): MetricFamily[] {
  return BOUNDS.map((bound) => ({
    name: name + bound.infix + unit.suffix,
    unit: unit.unit,
    help: help + bound.help,
    samples: places.flatMap(({ cell, labels }): Sample[] => {
      const estimate = read(cell);
      return estimate === null ? [] : [{ labels, value: bound.read(estimate) / unit.divisor }];
    }),
  }));
}

/** Percentiles of runs that were timed one by one, by their share. */
function latencyFamilies(places: readonly Place[]): MetricFamily[] {
  return BOUNDS.map((bound) => ({
    name: `puffinbench_latency${bound.infix}_seconds`,
    unit: "seconds",
    help: `Percentile of runs that were timed one by one${bound.help}`,
    samples: places.flatMap(({ cell, labels }) =>
      cell.latency.map(({ share, estimate }): Sample => ({
        labels: { ...labels, percentile: percentileName(share) },
        value: bound.read(estimate) / SECONDS.divisor,
      }))
    ),
  }));
}

/** Figures beside the steady run; their names say under which load they are. */
function metricFamilies({ metrics }: ReportModel): MetricFamily[] {
  const figures = metrics.flatMap(({ kind, graph, columns, rows }) =>
    rows.flatMap((row) =>
      row.status !== "measured" ? [] : columns.flatMap((column, index) => {
        const value = row.cells[index]!.value, figure = metricName(column, row.load);
        const labels = { metric: kind, graph: graph.id, subject: row.subject, figure };
        return value === null ? [] : [{ unit: column.unit, labels, value }];
      })
    )
  );
  return Object.keys(UNITS).filter(isUnit).flatMap((unit) =>
    BOUNDS.map((bound): MetricFamily => ({
      name: `puffinbench_figure${bound.infix}${UNITS[unit].suffix}`,
      unit: UNITS[unit].unit,
      help: `What was measured beside the steady run, median${bound.help}`,
      samples: figures.filter((figure) => figure.unit === unit).map(({ labels, value }) => ({
        labels,
        value: bound.read(value) / UNITS[unit].divisor,
      })),
    }))
  );
}

function statusFamily({ suites }: ReportModel): MetricFamily {
  return {
    name: "puffinbench_cell_status",
    unit: "",
    help: "How the measurement of a subject in a benchmark ended; always 1",
    samples: suites.flatMap(({ benchmarks }) =>
      benchmarks.flatMap((benchmark) =>
        benchmark.cells.map(({ subject, status }) => ({
          labels: { ...labelsOf(benchmark), subject, status },
          value: 1,
        }))
      )
    ),
  };
}

function changeFamilies({ suites, subject }: ReportModel): MetricFamily[] {
  const changed = suites.flatMap(({ benchmarks }) =>
    benchmarks.flatMap((benchmark) =>
      benchmark.change === null ? [] : [{
        labels: { ...labelsOf(benchmark), subject, ...metricLabel(benchmark.change) },
        change: benchmark.change,
      }]
    )
  );
  return [
    ...BOUNDS.map((bound): MetricFamily => ({
      name: `puffinbench_change${bound.infix}_ratio`,
      unit: "ratio",
      help: `Relative change against the baseline${bound.help}`,
      samples: changed.flatMap(({ labels, change: { change } }): Sample[] =>
        change === null ? [] : [{ labels, value: bound.read(change) }]
      ),
    })),
    {
      name: "puffinbench_verdict",
      unit: "",
      help: "Verdict on the change of a benchmark; always 1",
      samples: changed.map(({ labels, change: { verdict } }) => ({ labels: { ...labels, verdict }, value: 1 })),
    },
  ];
}

function metricLabel({ metric }: ChangeModel): Readonly<Record<string, string>> {
  return metric === undefined ? {} : { metric: metric.id };
}
