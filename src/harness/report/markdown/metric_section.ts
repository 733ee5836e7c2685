/**
 * The metrics beside the steady run as Markdown: a table for each metric and graph.
 * @module
 */
import type { MetricColumnModel, MetricRowModel, MetricTableModel } from "../metric_table.ts";
import { loadText, metricCellText, metricHeading, metricTableTitle, metricTableWords } from "../metric_wording.ts";
import type { ReportModel } from "../model.ts";
import { subjectTitle } from "../wording.ts";
import { detailsMarkdown, nameMarkdown, sentenceMarkdown, tableMarkdown } from "./markdown_text.ts";

/**
 * Writes a metric.
 *
 * @param table The metric.
 * @param model The report that it is of.
 * @returns The section.
 */
export function metricSection(table: MetricTableModel, model: ReportModel): string {
  const isEmpty = table.rows.every(({ status }) => status !== "measured");
  const columns = isEmpty ? [] : table.columns;
  const headings = [
    { heading: "Subject", align: "left" as const },
    ...columns.map((column) => ({ heading: metricHeading(column), align: "right" as const })),
  ];
  const rows = table.rows.map((row) => rowMarkdown(row, columns, model));
  const text = `${tableMarkdown(headings, rows)}\n${sentenceMarkdown(metricTableWords(table.kind).note)}\n`;
  return detailsMarkdown(nameMarkdown(metricTableTitle(table)), text);
}

function rowMarkdown(row: MetricRowModel, columns: readonly MetricColumnModel[], { subjects }: ReportModel): string[] {
  const name = [nameMarkdown(subjectTitle(subjects, row.subject)), loadText(row.load)].filter((text) => text !== "")
    .join(" ");
  if (row.status !== "measured") {
    return [`${name} – ${row.status}: ${sentenceMarkdown(row.reason)}`, ...columns.map(() => "")];
  }
  return [
    name,
    ...columns.map((column, index) => {
      const cell = row.cells[index]!, { value, halfWidth, note } = metricCellText(cell, column);
      if (cell.value !== null && halfWidth === null) return "can’t tell";
      return [value, ...(halfWidth === null ? [] : [halfWidth]), ...(note === null ? [] : [`(${note})`])].join(" ");
    }),
  ];
}
