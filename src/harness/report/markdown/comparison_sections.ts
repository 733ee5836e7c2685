/**
 * How frameworks compare as Markdown, a part that opens on a click for each table, so that a tight budget can leave out
 * one and keep another.
 * @module
 */
import { cellText } from "../comparison/cell_text.ts";
import type { ComparisonTable } from "../comparison/comparison_model.ts";
import type { ReportModel } from "../model.ts";
import {
  detailsMarkdown,
  type MarkdownColumn,
  nameMarkdown,
  sentenceMarkdown,
  tableMarkdown,
} from "./markdown_text.ts";

/** A part, with its name for the note about what was left out. */
export interface ComparisonSection {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes how frameworks compare.
 *
 * @param model The report.
 * @returns A part for each table, the facts before them; none where there is nobody to compare with.
 */
export function comparisonSections({ comparison = null }: ReportModel): ComparisonSection[] {
  if (comparison === null) return [];
  const facts = comparison.facts.map((fact) => `- ${sentenceMarkdown(fact)}\n`).join("");
  return [
    { name: "what follows for whoever chooses", text: facts },
    ...comparison.tables.map((table) => ({ name: nameMarkdown(table.title), text: tableSection(table) })),
  ];
}

function tableSection({ title, rowHeading, columns, rows, note }: ComparisonTable): string {
  const heads: readonly MarkdownColumn[] = [
    { heading: rowHeading, align: "left" },
    ...columns.map((heading) => ({ heading: nameMarkdown(heading), align: "right" as const })),
  ];
  const lines = rows.map(({ name, cells }) => [
    nameMarkdown(name),
    ...cells.map((cell) => {
      const { text, interval } = cellText(cell);
      return nameMarkdown(text) + (interval === "" ? "" : `<br>${nameMarkdown(interval)}`);
    }),
  ]);
  return detailsMarkdown(nameMarkdown(title), `${tableMarkdown(heads, lines)}\n${sentenceMarkdown(note)}\n`);
}
