/**
 * Makes the tables of the metrics beside the steady run of what `compare/` knows of them. Columns that a reader needs
 * most come first, as a narrow page drops the last ones.
 * @module
 */
import type { Estimate } from "../../stats/estimate.ts";
import type { LatencyQuantile } from "../compare/metrics/latency_quantiles.ts";
import type {
  ColdStartFigures,
  DefineFigures,
  LoadFigures,
  LostMetricRow,
  MemoryFigures,
  MemorySlope,
  MetricRow,
  MetricsAnalysis,
  OpenLoopFigures,
} from "../compare/metrics/metric_rows.ts";
import type {
  MetricAbsence,
  MetricCellModel,
  MetricColumnModel,
  MetricFigure,
  MetricRowModel,
  MetricTableKind,
  MetricTableModel,
} from "./metric_table.ts";
import { benchmarkTitle } from "./wording.ts";

/** Percentiles of latencies that are shown where they are supported. */
const QUANTILES: readonly number[] = [0.5, 0.9, 0.99, 0.999];
/** Percentile at which the time from sending is set beside that from the intended arrival. */
const SERVICE_QUANTILE = 0.99;

type LostRowModel = Exclude<MetricRowModel, { readonly status: "measured" }>;

/** A column with what it shows of a row. */
interface Column<Figures> extends MetricColumnModel {
  readonly cell: (row: Figures) => MetricCellModel;
}

interface Table<Figures> {
  readonly kind: MetricTableKind;
  readonly rows: readonly MetricRow<Figures>[];
  readonly columns: (rows: readonly Figures[]) => readonly Column<Figures>[];
}

/**
 * Makes the tables.
 *
 * @param metrics The metrics of a session.
 * @returns A table for each metric and graph that was to be measured.
 */
export function metricTableModels({ coldStarts, definitions, memory, loads }: MetricsAnalysis): MetricTableModel[] {
  return [
    ...tablesOf({ kind: "cold-start", rows: coldStarts, columns: () => COLD_START }),
    ...tablesOf({ kind: "define", rows: definitions, columns: () => DEFINE }),
    ...tablesOf({ kind: "memory", rows: memory, columns: () => MEMORY }),
    ...tablesOf({ kind: "closed-loop", rows: loads, columns: closedColumns }),
    ...tablesOf({ kind: "open-loop", rows: loads.flatMap(openRows), columns: () => OPEN }),
  ];
}

const COLD_START: readonly Column<ColdStartFigures>[] = [
  time("total", ({ totalNs }) => totalNs),
  time("start", ({ startNs }) => startNs),
  time("import", ({ importNs }) => importNs),
  time("define", ({ defineNs }) => defineNs),
  time("first-run", ({ firstRunNs }) => firstRunNs),
];

const DEFINE: readonly Column<DefineFigures>[] = [
  time("define", ({ defineNs }) => defineNs),
  time("first-define", ({ firstDefineNs }) => firstDefineNs),
  time("first-run", ({ firstRunNs }) => firstRunNs),
  time("steady-run", ({ steadyRunNs }) => steadyRunNs),
  {
    ...head("define-allocated", "bytes"),
    cell: ({ defineAllocatedBytes }) => known(defineAllocatedBytes),
  },
  time("define-cpu", ({ defineCpuNs }) => defineCpuNs),
];

const MEMORY: readonly Column<MemoryFigures>[] = [
  { ...head("per-definition", "bytes"), cell: ({ definition }) => slope(definition) },
  { ...head("per-run-in-flight", "bytes"), cell: ({ runInFlight }) => slope(runInFlight) },
  { ...head("per-kept-result", "bytes"), cell: ({ keptResult }) => slope(keptResult) },
];

/** One open loop of a subject. */
interface OpenRow {
  readonly point: OpenLoopFigures;
}

const OPEN: readonly Column<OpenRow>[] = [
  ...QUANTILES.map((quantile): Column<OpenRow> => ({
    ...head("latency", "ns"),
    quantile,
    cell: ({ point }) => latency(point.latency, { quantile, point }),
  })),
  { ...head("offered", "per-second"), cell: ({ point }) => known(point.offeredPerS) },
  { ...head("achieved", "per-second"), better: "higher", cell: ({ point }) => known(point.achievedPerS) },
  {
    ...head("service", "ns"),
    quantile: SERVICE_QUANTILE,
    cell: ({ point }) => latency(point.service, { quantile: SERVICE_QUANTILE, point }),
  },
];

function closedColumns(rows: readonly LoadFigures[]): readonly Column<LoadFigures>[] {
  const sizes = rows[0]?.closed.map(({ inFlight }) => inFlight) ?? [];
  return [
    ...sizes.map((inFlight): Column<LoadFigures> => ({
      ...head("rate", "per-second"),
      better: "higher",
      inFlight,
      cell: ({ closed }) => known(closed.find((point) => point.inFlight === inFlight)?.ratePerS ?? null),
    })),
    { ...head("scaling", "count"), better: "higher", cell: ({ scaling }) => known(scaling) },
    time("pipe-round-trip", ({ pipeRoundTripNs }) => pipeRoundTripNs),
    { ...head("pipe-rate", "per-second"), better: "higher", cell: ({ pipeRatePerS }) => known(pipeRatePerS) },
  ];
}

/** A row for each load; a subject without figures is one row. */
function openRows(row: MetricRow<LoadFigures>): MetricRow<OpenRow>[] {
  if (row.status === "lost") return [row];
  return row.open.map((point) => ({ graph: row.graph, subject: row.subject, status: "measured", point }));
}

function tablesOf<Figures>({ kind, rows, columns: columnsFor }: Table<Figures>): MetricTableModel[] {
  return [...Map.groupBy(rows, ({ graph }) => graph.id)].map(([id, alike]) => {
    const measured = alike.filter((row) => row.status === "measured");
    const columns = columnsFor(measured).filter(({ cell, figure }) =>
      figure !== "scaling" || measured.some((row) => cell(row).value !== null)
    );
    return {
      kind,
      graph: { id, title: benchmarkTitle(alike[0]!.graph) },
      columns: columns.map(({ cell: _cell, ...column }) => column),
      rows: alike.map((row): MetricRowModel => {
        const load = row.status === "measured" && isOpen(row) ? row.point.share : null;
        if (row.status === "lost") return { subject: row.subject, load, ...lossOf(row.lost) };
        return { subject: row.subject, load, status: "measured", cells: columns.map(({ cell }) => cell(row)) };
      }),
    };
  });
}

function isOpen(row: object): row is OpenRow {
  return "point" in row;
}

function lossOf(lost: LostMetricRow["lost"]): Pick<LostRowModel, "status" | "reason"> {
  if (lost === null) return { status: "interrupted", reason: "the session ended before its turn" };
  return { status: lost.status === "unsupported" ? "not-applicable" : lost.status, reason: lost.reason };
}

function head(figure: MetricFigure, unit: MetricColumnModel["unit"]): MetricColumnModel {
  return { figure, unit, better: "lower" };
}

function time<Figures>(figure: MetricFigure, read: (row: Figures) => Estimate | null): Column<Figures> {
  return { ...head(figure, "ns"), cell: (row) => known(read(row)) };
}

function known(value: Estimate | null): MetricCellModel {
  return value === null ? none("not-measured") : { value, rSquared: null };
}

function slope({ bytes, rSquared }: MemorySlope): MetricCellModel {
  return bytes === null ? { ...none("no-line"), rSquared } : { value: bytes, rSquared };
}

function latency(
  quantiles: readonly LatencyQuantile[],
  { quantile, point }: { readonly quantile: number; readonly point: OpenLoopFigures },
): MetricCellModel {
  const found = quantiles.find(({ share }) => share === quantile);
  if (found !== undefined) return known(found.latencyNs);
  const absent = none(point.verdict === "valid" ? "unsupported" : point.verdict);
  return point.doubt === null || quantile !== QUANTILES[0] ? absent : { ...absent, doubt: point.doubt };
}

function none(absence: MetricAbsence): Extract<MetricCellModel, { value: null }> {
  return { value: null, absence, rSquared: null };
}
