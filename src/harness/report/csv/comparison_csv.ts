/**
 * How frameworks compare as comma-separated values, a row for each cell of each table: tables of many shapes fit one
 * file that way, and data frames turn them back.
 * @module
 */
import type { ComparisonCell } from "../comparison/comparison_model.ts";
import type { ReportModel } from "../model.ts";
import { csvText, type CsvValue } from "./csv_text.ts";

const HEADER = ["table", "row", "column", "kind", "text", "value", "lo", "hi", "unit", "processes", "detail"] as const;

/**
 * Writes how frameworks compare.
 *
 * @param model The report.
 * @returns A header and a row for each cell; the header alone where there is nobody to compare with.
 */
export function comparisonCsv({ comparison = null }: ReportModel): string {
  const rows = (comparison?.tables ?? []).flatMap(({ id, columns, rows }) =>
    rows.flatMap(({ name, cells }) => cells.map((cell, index) => [id, name, columns[index]!, ...fieldsOf(cell)]))
  );
  return csvText(HEADER, rows);
}

function fieldsOf(cell: ComparisonCell): CsvValue[] {
  switch (cell.kind) {
    case "estimate": {
      const { value, lo, hi, n } = cell.estimate;
      return [cell.kind, null, value, lo, hi, cell.unit, n, null];
    }
    case "counted":
      return [cell.kind, null, cell.value, null, null, cell.unit, null, null];
    case "word":
      return [cell.kind, cell.text, null, null, null, null, null, cell.detail];
    case "none":
      return [cell.kind, null, null, null, null, null, null, cell.why];
  }
}
