/**
 * The frameworks side by side: a row for each benchmark, first what the report's own subject takes, then how many
 * times as long each other subject takes.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { isControl } from "../../adapters/python_facts.ts";
import { inertText } from "../inert_text.ts";
import type { BenchmarkModel, CellModel, ReportModel } from "../model.ts";
import { joinedText, measuredText, ratioWords } from "../number_text.ts";
import { shortName, subjectTitle } from "../wording.ts";
import type { Face } from "./face.ts";
import { drawLine, drawParagraph, type Span, span } from "./line.ts";
import { WIDE } from "./suite_tables.ts";
import { type Column, drawRow, layOut, type Row } from "./table.ts";
import { beginning } from "./width.ts";

const FIRST: Column = { align: "left", gap: 0 };
const OTHER: Column = { align: "right", gap: 2 };
/** Columns of a heading; a longer one would push the others out. */
const WIDEST_HEADING = 16;

/** What stands in a cell that has no time. */
const STATUS_SPANS: Readonly<Record<Exclude<CellModel["status"], "measured">, Span>> = {
  "not-applicable": span("n/a", "faint"),
  "failed": span("failed", "slower"),
  "invalid": span("invalid", "slower"),
  "unavailable": span("–", "faint"),
  "interrupted": span("stopped", "doubt"),
};

/**
 * Draws the matrix.
 *
 * @param model The report.
 * @param face The terminal.
 * @returns The lines; none where there is nobody to compare with.
 */
export function drawFrameworks(model: ReportModel, face: Face): string[] {
  const benchmarks = model.suites.flatMap((suite) => suite.benchmarks).filter(({ cells }) => cells.length > 1);
  const subjects = subjectsOf(model, benchmarks);
  if (subjects.length < 2) return [];
  const columns = [FIRST, ...subjects.map(() => OTHER)];
  const title = (id: string) => beginning(inertText(subjectTitle(model.subjects, id)), WIDEST_HEADING);
  const heading: Row = {
    kind: "cells",
    cells: [[span("Frameworks", "strong")], ...subjects.map((id) => [span(title(id), "faint")])],
  };
  const rows = benchmarks.map((benchmark): Row => ({
    kind: "cells",
    cells: [
      [span(shortName(benchmark.id))],
      ...subjects.map((id) => cellSpans(benchmark, id, { own: model.subject, face })),
    ],
  }));
  const layout = layOut(columns, [heading, ...rows], face);
  return [
    drawRow(columns, heading, { layout, face }),
    drawLine([span("─".repeat(face.width), "faint")], face),
    ...rows.map((row) => drawRow(columns, row, { layout, face })),
    ...drawLegend(model, columns.length - layout.length, face),
  ];
}

/** The own subject first, plain code last, as it is no rival. */
function subjectsOf({ subject, subjects }: ReportModel, benchmarks: readonly BenchmarkModel[]): string[] {
  const present = new Set(benchmarks.flatMap(({ cells }) => cells.map((cell) => cell.subject)));
  const others = subjects.map(({ id }) => id).filter((id) => id !== subject);
  const [plain, rivals] = [others.filter(isControl), others.filter((id) => !isControl(id))];
  return [subject, ...rivals, ...plain].filter((id) => present.has(id));
}

function cellSpans({ cells }: BenchmarkModel, subject: string, { own, face }: { own: string; face: Face }): Span[] {
  const cell = cells.find((candidate) => candidate.subject === subject);
  if (cell === undefined) return [];
  if (cell.status !== "measured") return [STATUS_SPANS[cell.status]];
  const ratio = cell.ratioTo[own];
  if (ratio === undefined) return [span(joinedText(measuredText(cell.value, cell.metric.unit)))];
  const { text, side, bounds } = ratioWords(ratio);
  const interval = face.width >= WIDE && bounds !== null ? [span(` ${bounds}`, "faint")] : [];
  if (side === "same") return [span("≈"), ...interval];
  if (side === "unsure") return [span("?", "doubt"), ...interval];
  const factor = text.split(" ")[0]!;
  // A rival that is faster is what one looks for; plain code is faster by its nature.
  const tone = side === "faster" && !isControl(subject) ? "slower" : "plain";
  return [span(`${side === "slower" ? "▲" : "▼"} ${factor}`, tone), ...interval];
}

function drawLegend({ subject, subjects }: ReportModel, hidden: number, face: Face): string[] {
  const name = subjectTitle(subjects, subject);
  const more = hidden === 0 ? "" : `; a wider terminal shows ${counted(hidden, "more subject")}`;
  const legend = `▲ times slower, ▼ times faster than ${name}; ≈ within 5%, ? can’t tell${more}`;
  return drawParagraph([span(legend, "faint")], face, 2);
}
