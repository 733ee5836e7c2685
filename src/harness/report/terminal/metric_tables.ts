/**
 * The metrics beside the steady run as tables, one for each metric and graph: each figure with its interval, none
 * where there is none. Sections without data are left out.
 * @module
 */
import type { Estimate } from "../../../stats/estimate.ts";
import { bytesText } from "../../../units/bytes.ts";
import { durationText } from "../../../units/duration.ts";
import { fixedText } from "../../../units/digits.ts";
import { type Interval, type QuantityText, quantityText, type Unit } from "../../../units/quantity.ts";
import type { LatencyQuantile } from "../../compare/metrics/latency_quantiles.ts";
import type {
  ColdStartFigures,
  DefineFigures,
  LoadFigures,
  LostMetricRow,
  MemoryFigures,
  MemorySlope,
  MetricRow,
  OpenLoopFigures,
} from "../../compare/metrics/metric_rows.ts";
import { LEAST_R_SQUARED } from "../../compare/metrics/metrics_analysis.ts";
import type { SessionAnalysis } from "../../compare/session_analysis.ts";
import { loadDoubtText } from "../load_doubt_text.ts";
import { percentileName } from "../number_text.ts";
import { benchmarkTitle, subjectTitle } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawLine, drawParagraph, type Span, span } from "./line.ts";
import { lineUp, quantityShown, type Shown } from "./measured_cells.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";
import { STATUS_TONES } from "./verdict.ts";

const NOTHING: Shown = { estimate: [span("–", "faint")], interval: [] };
const WORDS: Readonly<Record<OpenLoopFigures["verdict"], Shown>> = {
  valid: NOTHING,
  saturated: { estimate: [span("saturated", "slower")], interval: [] },
  void: { estimate: [span("void", "doubt")], interval: [] },
};

const RATES = [
  { symbol: "/s", size: 1 },
  { symbol: "k/s", size: 1e3 },
  { symbol: "M/s", size: 1e6 },
] as const satisfies [Unit, ...Unit[]];

/** The quantile in the heading of a column without a latency. */
const USUAL_SHARE = 0.99;

/** A column of a table: its heading, and what it shows of a row. */
interface Figure<Figures> {
  readonly heading: string;
  readonly show: (row: Figures) => Shown;
}

interface Section<Figures> {
  readonly title: string;
  readonly rows: readonly MetricRow<Figures>[];
  /** Columns for the rows of one graph. */
  readonly figures: (rows: readonly Figures[]) => readonly Figure<Figures>[];
  /** What a reader has to know, in a sentence. */
  readonly note: string;
  /** What has to be said of a row besides; null for nothing. @default nothing of any */
  readonly remark?: (row: Figures) => string | null;
}

/**
 * Draws the tables of all metrics.
 *
 * @param analysis The session.
 * @param face The terminal.
 * @returns The lines, an empty one before each table; none where no metric was measured.
 */
export function drawMetricTables(analysis: SessionAnalysis, face: Face): string[] {
  const { coldStarts, definitions, memory, loads } = analysis.metrics;
  const draw = <Figures>(section: Section<Figures>) => drawSection(section, analysis, face);
  return [
    ...draw({ ...COLD_START, rows: coldStarts }),
    ...draw({ ...DEFINE, rows: definitions }),
    ...draw({ ...MEMORY, rows: memory }),
    ...draw({ ...LOAD, rows: loads }),
  ];
}

const COLD_START: Omit<Section<ColdStartFigures>, "rows"> = {
  title: "cold start",
  note: "fresh processes one after another; start is the runtime's, the same for all",
  figures: () => [
    { heading: "all", show: ({ totalNs }) => time(totalNs) },
    { heading: "start", show: ({ startNs }) => time(startNs) },
    { heading: "import", show: ({ importNs }) => time(importNs) },
    { heading: "define", show: ({ defineNs }) => time(defineNs) },
    { heading: "first run", show: ({ firstRunNs }) => time(firstRunNs) },
  ],
};

const DEFINE: Omit<Section<DefineFigures>, "rows"> = {
  title: "definition",
  note: "wall time; define and steady run with warm code, the others for the first time in a process",
  figures: () => [
    { heading: "define", show: ({ defineNs }) => time(defineNs) },
    { heading: "first define", show: ({ firstDefineNs }) => time(firstDefineNs) },
    { heading: "first run", show: ({ firstRunNs }) => time(firstRunNs) },
    { heading: "steady run", show: ({ steadyRunNs }) => steadyRunNs === null ? NOTHING : time(steadyRunNs) },
  ],
};

const MEMORY: Omit<Section<MemoryFigures>, "rows"> = {
  title: "memory kept",
  note: `slopes over the number kept, after forced collections; no number where R² is below ${LEAST_R_SQUARED}`,
  figures: () => [
    { heading: "per definition", show: ({ definition }) => slope(definition) },
    { heading: "per run in flight", show: ({ runInFlight }) => slope(runInFlight) },
    { heading: "per kept result", show: ({ keptResult }) => slope(keptResult) },
  ],
};

const LOAD: Omit<Section<LoadFigures>, "rows"> = {
  title: "load",
  remark: doubtsOf,
  note: "runs over a pipe; latency counts from the intended arrival at a share of the highest rate; void: the load " +
    "itself was late, saturated: the worker fell behind",
  figures: (rows) => [
    ...rows[0]!.closed.map(({ inFlight }, index): Figure<LoadFigures> => ({
      heading: `${inFlight} in flight`,
      show: ({ closed }) => closed[index] === undefined ? NOTHING : rate(closed[index].ratePerS),
    })),
    ...rows[0]!.open.map(({ share }, index): Figure<LoadFigures> => ({
      heading: `${percentileName(commonShare(rows, index))} at ${Math.round(100 * share)}%`,
      show: ({ open }) => latencyShown(open[index], commonShare(rows, index)),
    })),
  ],
};

/** Why points are not valid: there is no room for it in a table of 80 columns. */
function doubtsOf({ open }: LoadFigures): string | null {
  const doubtful = open.flatMap(({ share, verdict, doubt }) =>
    doubt === null ? [] : [`${verdict} at ${Math.round(100 * share)}% (${loadDoubtText(doubt)})`]
  );
  return doubtful.length === 0 ? null : doubtful.join(", ");
}

function drawSection<Figures>(section: Section<Figures>, { subjects }: SessionAnalysis, face: Face): string[] {
  const graphs = [...new Map(section.rows.map(({ graph }) => [graph.id, graph])).values()];
  return graphs.flatMap((graph) => {
    const rows = section.rows.filter((row) => row.graph.id === graph.id);
    const measured = rows.flatMap((row) => row.status === "measured" ? [row] : []);
    const figures = measured.length === 0 ? [] : section.figures(measured);
    const shown = figures.map(({ show }) => lineUp(measured.map(show), face));
    const table = rows.map((row): Row => {
      const name = [span(subjectTitle(subjects, row.subject))];
      if (row.status === "lost") return { kind: "note", name, note: lostNote(row.lost) };
      const place = measured.findIndex(({ subject }) => subject === row.subject);
      return { kind: "cells", cells: [name, ...shown.map((column) => column[place]!)] };
    });
    const head: Row = { kind: "cells", cells: ["", ...figures.map(({ heading }) => heading)].map(faint) };
    const all = [...(figures.length === 0 ? [] : [head]), ...table];
    const columns: Column[] = [{ align: "left", gap: 0 }, ...figures.map(() => ({ align: "right", gap: 2 }) as const)];
    const layout = layOut(columns.length === 1 ? [...columns, { align: "right", gap: 2 }] : columns, all, face);
    return [
      "",
      drawLine([span(`${section.title} · ${benchmarkTitle(graph)}`, "strong")], face),
      ...all.map((row) => drawRow(columns, row, { layout, face })),
      ...drawParagraph([span(section.note, "faint")], face),
      ...measured.flatMap((row) => {
        const remark = section.remark?.(row) ?? null;
        return remark === null ? [] : drawParagraph([span(`${subjectTitle(subjects, row.subject)} ${remark}`)], face);
      }),
    ];
  });
}

function faint(text: string): Span[] {
  return [span(text, "faint")];
}

function lostNote(lost: LostMetricRow["lost"]): Span[] {
  if (lost === null) return [span("interrupted", STATUS_TONES.interrupted)];
  return [span(lost.status, STATUS_TONES[lost.status]), span(`  ${lost.reason}`, "faint")];
}

function time(estimate: Estimate): Shown {
  return quantityShown(estimate, durationText, "half-width");
}

function rate(estimate: Estimate): Shown {
  return quantityShown(estimate, rateText, "half-width");
}

function rateText(estimate: Interval): QuantityText {
  return quantityText(estimate, RATES);
}

function slope({ bytes, rSquared }: MemorySlope): Shown {
  if (bytes !== null) return quantityShown(bytes, bytesText, "half-width");
  return { estimate: [span("no line", "doubt")], interval: [span(`R² ${fixedText(rSquared, 2)}`, "faint")] };
}

/** The highest quantile that all subjects with a valid point support, so that a column compares like with like. */
function commonShare(rows: readonly LoadFigures[], index: number): number {
  const tops = rows.flatMap(({ open }) => open[index]?.latency.at(-1)?.share ?? []);
  return tops.length === 0 ? USUAL_SHARE : Math.min(...tops);
}

function latencyShown(point: OpenLoopFigures | undefined, wanted: number): Shown {
  if (point === undefined) return NOTHING;
  const quantile: LatencyQuantile | undefined = point.latency.find(({ share }) => share === wanted);
  return quantile === undefined ? WORDS[point.verdict] : time(quantile.latencyNs);
}
