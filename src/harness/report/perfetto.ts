/**
 * All recorded runs of a report in the Trace Event format, as one file for Perfetto or Chrome's tracing page.
 * @module
 */
import type { ReportModel } from "./model.ts";
import { type Trace, traceOf } from "./trace_events.ts";
import { shortName, subjectTitle } from "./wording.ts";

/**
 * Writes the recorded runs of a report.
 *
 * @param model The report.
 * @returns JSON with a line break at its end; a trace without events where no run was recorded.
 */
export function perfettoReport(model: ReportModel): string {
  return `${JSON.stringify(traceOfReport(model))}\n`;
}

/**
 * Makes the trace of a report.
 *
 * @param model The report.
 * @returns Two processes for each timeline, named by subject, benchmark and run.
 */
export function traceOfReport({ timelines, subjects }: ReportModel): Trace {
  return traceOf(timelines.map((timeline) => ({
    ...timeline,
    name: `${subjectTitle(subjects, timeline.subject)} · ${shortName(timeline.benchmarkId)}`,
  })));
}
