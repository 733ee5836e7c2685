/**
 * The few figures of each cell that a page hands out as CSV: one line for each measured cell.
 * @module
 */
import type { ReportModel } from "../model.ts";
import { benchmarksOf } from "./anchors.ts";
import { inert } from "./markup.ts";

const HEADER = "benchmark,subject,metric,unit,median,lower,upper,confidence,processes,samples,allocated_bytes";

/**
 * Writes the summary.
 *
 * @param model The report.
 * @returns Lines by RFC 4180; text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function summaryCsv(model: ReportModel): string {
  const lines = benchmarksOf(model).flatMap(({ id, cells }) =>
    cells.flatMap((cell) => {
      if (cell.status !== "measured") return [];
      const { value, metric } = cell;
      const numbers = [value.value, value.lo, value.hi, value.confidence, cell.processes, cell.samples.length];
      return [[
        ...[id, cell.subject, metric.id, metric.unit].map(textCell),
        ...[...numbers, cell.allocatedBytes?.value ?? NaN].map(numberCell),
      ].join(",")];
    })
  );
  return [HEADER, ...lines, ""].join("\r\n");
}

function textCell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${inert(text)}` : inert(text);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A bound that the data cannot give is empty. */
function numberCell(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : "";
}
