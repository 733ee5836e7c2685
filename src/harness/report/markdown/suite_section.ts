/**
 * A suite as Markdown: a row for each benchmark with what the report's own subject takes. Columns that would be
 * empty in every row are left out.
 * @module
 */
import { counted } from "../../../units/count.ts";
import type { BenchmarkModel, CellModel, MeasuredCellModel, ReportModel, SuiteModel } from "../model.ts";
import { changeText, joinedText, measuredText, percentileName, plainText } from "../number_text.ts";
import { warningBadge } from "../warning_wording.ts";
import { verdictMarkdown } from "./change_section.ts";
import { detailsMarkdown, type MarkdownColumn, nameMarkdown, tableMarkdown } from "./markdown_text.ts";

/** A column and what it shows. */
interface Column extends MarkdownColumn {
  readonly cell: (cell: MeasuredCellModel, benchmark: BenchmarkModel) => string;
}

const NS_PER_S = 1e9;
const LEVELS = 5;
/** Level from which on a rating counts as good. */
const GOOD_LEVEL = 3;

const COLUMNS: readonly Column[] = [
  { heading: "Median", align: "right", cell: ({ value, metric }) => joinedText(measuredText(value, metric.unit)) },
  {
    heading: "±",
    align: "right",
    cell: ({ value, metric }) => measuredText(value, metric.unit).halfWidth?.replace(/^±/, "") ?? "no interval",
  },
  { heading: "Slow runs", align: "right", cell: topText },
  { heading: "Rate", align: "right", cell: rateText },
  { heading: "Rating", align: "left", cell: ratingText },
  { heading: "vs baseline", align: "right", cell: (_cell, benchmark) => baselineText(benchmark) },
];

/**
 * Writes a suite.
 *
 * @param suite The suite.
 * @param model The report that it is of.
 * @returns The section.
 */
export function suiteSection(suite: SuiteModel, { subject }: ReportModel): string {
  const rows = suite.benchmarks.map((benchmark) => ({ benchmark, cell: ownCell(benchmark, subject) }));
  const filled = COLUMNS.map((column) => ({
    column,
    texts: rows.map(({ cell, benchmark }) => textOf(column, cell, benchmark)),
  }))
    .filter(({ texts }) => texts.some((text) => text !== ""));
  const columns: readonly MarkdownColumn[] = [
    { heading: "Benchmark", align: "left" },
    ...filled.map(({ column }) => column),
  ];
  const table = tableMarkdown(
    columns,
    rows.map(({ benchmark, cell }, index) => [nameOf(benchmark, cell), ...filled.map(({ texts }) => texts[index]!)]),
  );
  return detailsMarkdown(`${nameMarkdown(suite.title)}: ${summaryOf(suite, subject)}`, table);
}

function ownCell({ cells }: BenchmarkModel, subject: string): CellModel | undefined {
  return cells.find((cell) => cell.subject === subject);
}

function textOf(column: Column, cell: CellModel | undefined, benchmark: BenchmarkModel): string {
  return cell?.status === "measured" ? column.cell(cell, benchmark) : "";
}

function summaryOf({ benchmarks }: SuiteModel, subject: string): string {
  const ratings = benchmarks.flatMap((benchmark) => {
    const cell = ownCell(benchmark, subject);
    return cell?.status === "measured" && cell.rating !== null ? [cell.rating] : [];
  });
  const count = counted(benchmarks.length, "benchmark");
  if (ratings.length === 0) return count;
  return `${count}, ${ratings.filter(({ level }) => level >= GOOD_LEVEL).length} rated good or better`;
}

/** Name, then what to distrust about it, or why it has no time. */
function nameOf({ title }: BenchmarkModel, cell: CellModel | undefined): string {
  const name = nameMarkdown(title);
  if (cell === undefined) return `${name} – not measured`;
  if (cell.status !== "measured") return `${name} – ${cell.status}`;
  return [name, ...cell.warnings.map(({ code }) => `⚠ ${warningBadge(code).name}`)].join(" ");
}

function topText({ topPercentile, metric }: MeasuredCellModel): string {
  if (topPercentile === null) return "";
  return `${plainText(topPercentile.estimate.value, metric.unit)} (${percentileName(topPercentile.share)})`;
}

function rateText({ value, metric }: MeasuredCellModel): string {
  return metric.unit === "ns" && value.value > 0 ? plainText(NS_PER_S / value.value, "per-second") : "";
}

function ratingText({ rating }: MeasuredCellModel): string {
  if (rating === null) return "";
  const { level, word, isSure } = rating;
  return `${"●".repeat(level)}${"○".repeat(LEVELS - level)} ${word}${isSure ? "" : " ±1"}`;
}

function baselineText({ change }: BenchmarkModel): string {
  if (change === null) return "";
  if (change.change === null) return verdictMarkdown(change.verdict);
  const text = `${changeText(change.change).text}${change.metric?.unit === "bytes" ? " bytes" : ""}`;
  // What is the same needs no sign: the eye is to stop at what is not.
  return change.verdict === "same" ? text : `${verdictMarkdown(change.verdict).split(" ")[0]} ${text}`;
}
