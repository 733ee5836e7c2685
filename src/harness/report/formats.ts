/**
 * The forms that a report comes in, by the name that `--format` takes. Whoever writes one needs to know nothing
 * else of it: how it is made, what its file's name ends with, and what it is called on the web.
 * @module
 */
import { comparisonCsv } from "./csv/comparison_csv.ts";
import { csvReport } from "./csv/csv_report.ts";
import { bencherReport } from "./exchange/bencher.ts";
import { benchfmtReport } from "./exchange/benchfmt.ts";
import { githubActionBenchmark } from "./exchange/github_action_benchmark.ts";
import { otavaReport } from "./exchange/otava.ts";
import type { ReportFormat } from "./format_names.ts";
import { htmlReport } from "./html/html_report.ts";
import { htmlPages } from "./html/split_report.ts";
import { jsonReport } from "./json/json_report.ts";
import { junitReport } from "./junit/junit_report.ts";
import { COMMENT_BUDGET_BYTES, markdownReport, SUMMARY_BUDGET_BYTES } from "./markdown/markdown_report.ts";
import type { ReportModel } from "./model.ts";
import { openmetricsReport } from "./openmetrics/openmetrics_report.ts";
import { perfettoReport } from "./perfetto.ts";
import type { Face } from "./terminal/face.ts";
import { drawReport, type ReportDetail } from "./terminal/model_report.ts";

/** A form of a report. */
export interface ReportWriter {
  /** What files of the form end with, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Where it goes unless it is said: what is looked at in another program goes to a file. */
  readonly destination: "file" | "output";
  /** Where else than in a browser or editor it is looked at. @default nowhere else */
  readonly viewer?: string;
  /**
   * Tells what a report must have for this form.
   *
   * @param model The report.
   * @returns The requirement that it does not meet, or `null`.
   */
  readonly unmet?: (model: ReportModel) => string | null;
  /**
   * Writes a report.
   *
   * @param model The report.
   * @param face The terminal, for the form that is drawn on one.
   * @param detail How much that form tells; the others tell everything. @default "short"
   * @returns The whole text, with a line break at its end.
   */
  readonly write: (model: ReportModel, face: Face, detail?: ReportDetail) => string;
  /**
   * Writes a report that may take several files. Left out where one always does.
   *
   * @param model The report.
   * @param file Name of the first file, without a folder.
   * @returns The files for one folder, the one to open first.
   */
  readonly writeFiles?: (
    model: ReportModel,
    file: string,
  ) => readonly { readonly file: string; readonly text: string }[];
}

/** All forms. */
export const reportWriters: Readonly<Record<ReportFormat, ReportWriter>> = {
  html: {
    extension: "html",
    mediaType: "text/html;charset=utf-8",
    destination: "file",
    write: (model) => htmlReport(model),
    writeFiles: htmlPages,
  },
  md: {
    extension: "md",
    mediaType: "text/markdown;charset=utf-8",
    destination: "output",
    write: (model) => markdownReport(model, SUMMARY_BUDGET_BYTES),
  },
  comment: {
    extension: "md",
    mediaType: "text/markdown;charset=utf-8",
    destination: "output",
    write: (model) => markdownReport(model, COMMENT_BUDGET_BYTES),
  },
  csv: {
    extension: "csv",
    mediaType: "text/csv;charset=utf-8;header=present",
    destination: "output",
    write: csvReport,
  },
  comparison: {
    extension: "csv",
    mediaType: "text/csv;charset=utf-8;header=present",
    destination: "output",
    write: comparisonCsv,
  },
  json: { extension: "json", mediaType: "application/json", destination: "output", write: jsonReport },
  junit: { extension: "xml", mediaType: "application/xml", destination: "output", write: junitReport },
  openmetrics: {
    extension: "prom",
    mediaType: "application/openmetrics-text;version=1.0.0;charset=utf-8",
    destination: "output",
    write: openmetricsReport,
  },
  terminal: {
    extension: "txt",
    mediaType: "text/plain;charset=utf-8",
    destination: "output",
    write: (model, face, detail) => drawReport(model, face, detail).map((line) => `${line}\n`).join(""),
  },
  perfetto: {
    extension: "trace.json",
    mediaType: "application/json",
    destination: "file",
    viewer: "ui.perfetto.dev, or chrome://tracing",
    unmet: ({ timelines }) => timelines.length > 0 ? null : "the result must have recorded runs of a graph",
    write: perfettoReport,
  },
  "github-action-benchmark": {
    extension: "json",
    mediaType: "application/json",
    destination: "output",
    write: githubActionBenchmark,
  },
  bencher: { extension: "json", mediaType: "application/json", destination: "output", write: bencherReport },
  benchfmt: {
    extension: "txt",
    mediaType: "text/plain;charset=utf-8",
    destination: "output",
    write: benchfmtReport,
  },
  otava: {
    extension: "csv",
    mediaType: "text/csv;charset=utf-8;header=present",
    destination: "output",
    write: otavaReport,
  },
};
