/**
 * Derived figures as Markdown: a table for each kind, folded together.
 * @module
 */
import { counted } from "../../../units/count.ts";
import { derivedTables } from "../derived_rows.ts";
import type { ReportModel } from "../model.ts";
import {
  detailsMarkdown,
  type MarkdownColumn,
  nameMarkdown,
  sentenceMarkdown,
  tableMarkdown,
} from "./markdown_text.ts";

const COLUMNS: readonly MarkdownColumn[] = [
  { heading: "Figure", align: "left" },
  { heading: "Value", align: "right" },
  { heading: "95% interval", align: "right" },
  { heading: "Rating", align: "left" },
  { heading: "Of", align: "left" },
];

/**
 * Writes the figures.
 *
 * @param model The report.
 * @returns The section; empty where nothing was derived.
 */
export function derivedSection({ derived }: ReportModel): string {
  const tables = derived === undefined ? [] : derivedTables(derived);
  if (tables.length === 0) return "";
  const figures = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  const content = tables.map(({ title, rows }) =>
    `**${sentenceMarkdown(title)}**\n\n${
      tableMarkdown(
        COLUMNS,
        rows.map(({ title, value, bounds, rating, meaning }) => [
          nameMarkdown(title),
          value,
          bounds,
          rating,
          nameMarkdown(meaning),
        ]),
      )
    }`
  );
  return detailsMarkdown(`Derived figures: ${counted(figures, "figure")}`, content.join("\n"));
}
