/**
 * The metrics beside the steady run as comparison tables: concurrency, memory, cold start. One for each metric and
 * graph; those without data are left out.
 * @module
 */
import type { LatencyQuantile } from "../../compare/metrics/latency_quantiles.ts";
import type {
  ColdStartFigures,
  LoadFigures,
  MemoryFigures,
  MemorySlope,
  MetricRow,
  MetricsAnalysis,
  OpenLoopFigures,
} from "../../compare/metrics/metric_rows.ts";
import { benchmarkTitle } from "../wording.ts";
import { type ComparisonCell, type ComparisonTable, estimateCell, noneCell, wordCell } from "./comparison_model.ts";

/** Percentile of latencies that a column shows. */
const SHOWN_SHARE = 0.99;

interface Plan<Figures> {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** Columns for the rows of one graph. */
  readonly columns: (rows: readonly Figures[]) => readonly {
    readonly heading: string;
    readonly cell: (row: Figures) => ComparisonCell;
  }[];
}

const CONCURRENCY: Plan<LoadFigures> = {
  id: "concurrency",
  title: "concurrency",
  note:
    "Runs over a pipe. In flight: a closed loop, in which the next request waits for an answer. At a share of the " +
    "highest rate: an open loop, whose latency counts from the intended arrival; saturated where the subject fell behind.",
  columns: ([first]) => [
    ...first!.closed.map(({ inFlight }, index) => ({
      heading: `${inFlight} in flight`,
      cell: ({ closed }: LoadFigures) => estimateCell(closed[index]?.ratePerS ?? null, "per-second"),
    })),
    {
      heading: "gain",
      cell: ({ scaling }: LoadFigures) => estimateCell(scaling, "count", "one thread that computes cannot be scaled"),
    },
    ...first!.open.map(({ share }, index) => ({
      heading: `p99 at ${Math.round(100 * share)}%`,
      cell: ({ open }: LoadFigures) => latencyCell(open[index]),
    })),
  ],
};

const MEMORY: Plan<MemoryFigures> = {
  id: "memory",
  title: "memory kept",
  note: "Slopes over the number kept, after forced collections, so that what a process takes anyhow is not counted.",
  columns: () => [
    { heading: "per definition", cell: ({ definition }) => slopeCell(definition) },
    { heading: "per run in flight", cell: ({ runInFlight }) => slopeCell(runInFlight) },
    { heading: "per finished run", cell: ({ keptResult }) => slopeCell(keptResult) },
  ],
};

const COLD_START: Plan<ColdStartFigures> = {
  id: "cold-start",
  title: "cold start",
  note: "Fresh processes, one after another. In all: from the order to start one to the first result; the start of " +
    "the runtime is the same for all and has a column of its own.",
  columns: () => [
    { heading: "import", cell: ({ importNs }) => estimateCell(importNs, "ns") },
    { heading: "define", cell: ({ defineNs }) => estimateCell(defineNs, "ns") },
    { heading: "first run", cell: ({ firstRunNs }) => estimateCell(firstRunNs, "ns") },
    { heading: "runtime", cell: ({ startNs }) => estimateCell(startNs, "ns") },
    { heading: "in all", cell: ({ totalNs }) => estimateCell(totalNs, "ns") },
  ],
};

/**
 * Makes the tables.
 *
 * @param metrics What a session measured beside the steady run.
 * @param titleOf Names a subject.
 * @returns The tables.
 */
export function metricComparisons(
  { loads, memory, coldStarts }: MetricsAnalysis,
  titleOf: (subject: string) => string,
): ComparisonTable[] {
  return [
    ...tablesOf(CONCURRENCY, loads, titleOf),
    ...tablesOf(MEMORY, memory, titleOf),
    ...tablesOf(COLD_START, coldStarts, titleOf),
  ];
}

function tablesOf<Figures>(
  plan: Plan<Figures>,
  rows: readonly MetricRow<Figures>[],
  titleOf: (subject: string) => string,
): ComparisonTable[] {
  return [...Map.groupBy(rows, ({ graph }) => graph.id).values()].flatMap((ofGraph) => {
    const measured = ofGraph.flatMap((row) => row.status === "measured" ? [row] : []);
    if (measured.length === 0) return [];
    const columns = plan.columns(measured), { graph } = ofGraph[0]!;
    return [{
      id: `${plan.id}/${graph.id}`,
      title: `${plan.title} · ${benchmarkTitle(graph)}`,
      rowHeading: "Framework",
      columns: columns.map(({ heading }) => heading),
      rows: ofGraph.map((row) => ({
        name: titleOf(row.subject),
        cells: columns.map(({ cell }) =>
          row.status === "measured" ? cell(row) : noneCell(row.lost?.reason ?? "the session ended before its turn")
        ),
      })),
      note: plan.note,
    }];
  });
}

function slopeCell({ bytes, rSquared }: MemorySlope): ComparisonCell {
  if (bytes !== null) return estimateCell(bytes, "bytes");
  return wordCell("no line", "doubt", `a line does not describe the points: R² is ${rSquared.toFixed(2)}`);
}

function latencyCell(point: OpenLoopFigures | undefined): ComparisonCell {
  if (point === undefined) return noneCell("not measured");
  if (point.verdict === "saturated") return wordCell("saturated", "bad", "the subject fell behind what was offered");
  if (point.verdict === "void") return wordCell("void", "doubt", "the load itself was late");
  const found: LatencyQuantile | undefined = point.latency.find(({ share }) => share === SHOWN_SHARE);
  return estimateCell(found?.latencyNs ?? null, "ns", "too few requests for this percentile");
}
