/**
 * The frameworks side by side as Markdown: a row for each benchmark, a column for each subject, every other
 * subject with its ratio to the report's own.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type { BenchmarkModel, CellModel, MeasuredCellModel, ReportModel } from "../model.ts";
import { joinedText, measuredText, ratioWords } from "../number_text.ts";
import { subjectTitle } from "../wording.ts";
import { detailsMarkdown, type MarkdownColumn, nameMarkdown, tableMarkdown } from "./markdown_text.ts";

/** What stands in a cell that has no time. */
const STATUS_TEXT: Readonly<Record<Exclude<CellModel["status"], "measured">, string>> = {
  "not-applicable": "n/a",
  "failed": "✗ failed",
  "invalid": "✗ invalid",
  "unavailable": "not installed",
  "interrupted": "interrupted",
};

/**
 * Writes the comparison.
 *
 * @param model The report.
 * @returns The section; empty where there is nobody to compare with.
 */
export function frameworkSection(model: ReportModel): string {
  const benchmarks = model.suites.flatMap((suite) => suite.benchmarks);
  const subjects = subjectsOf(model, benchmarks);
  if (subjects.length < 2) return "";
  const compared = benchmarks.filter(({ cells }) => cells.length > 1);
  const columns: readonly MarkdownColumn[] = [
    { heading: "Benchmark", align: "left" },
    ...subjects.map((id) => ({
      heading: nameMarkdown(subjectTitle(model.subjects, id)),
      align: "right" as const,
    })),
  ];
  const rows = compared.map((benchmark) => [
    nameMarkdown(benchmark.title),
    ...subjects.map((id) => cellText(benchmark.cells.find(({ subject }) => subject === id), model.subject)),
  ]);
  const summary = `Framework comparison: ${counted(compared.length, "benchmark")}, ${
    counted(subjects.length, "subject")
  }`;
  return detailsMarkdown(summary, tableMarkdown(columns, rows));
}

/** The own subject first, the others in the order of the result. */
function subjectsOf({ subject, subjects }: ReportModel, benchmarks: readonly BenchmarkModel[]): string[] {
  const present = new Set(benchmarks.flatMap(({ cells }) => cells.map((cell) => cell.subject)));
  return [subject, ...subjects.map(({ id }) => id).filter((id) => id !== subject)].filter((id) => present.has(id));
}

function cellText(cell: CellModel | undefined, own: string): string {
  if (cell === undefined) return "";
  if (cell.status !== "measured") return STATUS_TEXT[cell.status];
  return [joinedText(measuredText(cell.value, cell.metric.unit)), ...ratioLine(cell, own)].join("<br>");
}

function ratioLine({ ratioTo }: MeasuredCellModel, own: string): string[] {
  const ratio = ratioTo[own];
  return ratio === undefined ? [] : [ratioWords(ratio).text];
}
