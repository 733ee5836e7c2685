/**
 * The names that the command line takes for forms of reports and for schemas; apart from those who write them,
 * so that help does not load them all.
 * @module
 */

/** Forms of a report. `comment` is Markdown of the size that a comment on GitHub may have; the last four are others'. */
export const REPORT_FORMATS = [
  "html",
  "md",
  "comment",
  "csv",
  "comparison",
  "json",
  "junit",
  "openmetrics",
  "terminal",
  "github-action-benchmark",
  "bencher",
  "benchfmt",
  "otava",
  "perfetto",
] as const;

/** Name of a form. */
export type ReportFormat = typeof REPORT_FORMATS[number];

/** What commands that measure make of it: their table, their data as JSON, or a report. */
export const RESULT_FORMATS = ["table", ...REPORT_FORMATS] as const;

/** Name of what is made of it. */
export type ResultFormat = typeof RESULT_FORMATS[number];

/** What can be made of a history. */
export const HISTORY_FORMATS = ["table", "json", "otava", "html"] as const;

/** Name of what is made of a history. */
export type HistoryFormat = typeof HISTORY_FORMATS[number];

/** What a JSON Schema is published of. */
export const PUBLISHED_SCHEMAS = ["result", "report"] as const;

/** Name of something that there is a schema of. */
export type PublishedSchema = typeof PUBLISHED_SCHEMAS[number];
