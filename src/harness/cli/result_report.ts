/**
 * Reports a session that was just measured, for `run` and `gate` with a form of report. Unlike `report`, it must not
 * fail for what can be said: minutes of measuring stand behind it.
 * @module
 */
import { join } from "node:path";
import { buildModel, type BuildModelOptions } from "../report/build_model.ts";
import type { ReportFormat, ResultFormat } from "../report/format_names.ts";
import type { Result } from "../session/result.ts";
import { resultFileName } from "../session/result_file.ts";
import type { Io } from "./io.ts";
import { deliverReport, type DeliveryMeans, type DeliveryOptions, longElsewhere } from "./report_delivery.ts";
import { sha256Of } from "./report_file.ts";
import { UsageError } from "./usage_error.ts";

/** A session that was just measured. */
export interface FreshResult {
  readonly result: Result;
  /** File that it was saved to, or `null`. */
  readonly savedTo: string | null;
  /** Directory of the report where the result was not saved. */
  readonly outputDir: string;
  /** What the result does not say of itself. @default nothing */
  readonly more?: Omit<BuildModelOptions, "resultSha256">;
}

/** What is wanted of the report. */
export interface FreshReportOptions extends Omit<DeliveryOptions, "resultPath" | "format" | "output"> {
  readonly format: Exclude<ReportFormat, "json">;
}

/**
 * Finds what is wanted of a report, and refuses early what could only fail late.
 *
 * @param options What is asked for.
 * @returns What is wanted, or `null` where the command prints its table or its data.
 * @throws {UsageError} If what is no report is to be opened.
 */
export function reportWish(
  { format, open, color, ascii, long = false }: Omit<FreshReportOptions, "format"> & { readonly format: ResultFormat },
): FreshReportOptions | null {
  if (long && format !== "table" && format !== "terminal") throw new UsageError(longElsewhere(format));
  if (format !== "table" && format !== "json") return { format, open, color, ascii, long };
  if (!open) return null;
  throw new UsageError(
    `Cannot use --open as there must be a report to open: --format is ${format}, html is what a browser shows`,
  );
}

/**
 * Writes the report of a session.
 *
 * @param fresh The session.
 * @param options What is wanted.
 * @param io The world, and who opens files in it.
 * @returns Why the report could not be written, or `null`.
 */
export async function reportResult(
  { result, savedTo, outputDir, more = {} }: FreshResult,
  options: FreshReportOptions,
  { stdout, stderr, env, ...means }: Pick<Io, "stdout" | "stderr" | "env"> & Partial<DeliveryMeans>,
): Promise<string | null> {
  const resultSha256 = savedTo === null ? null : await sha256Of(savedTo);
  const resultPath = savedTo ?? join(outputDir, resultFileName(new Date(result.session.startedAt)));
  try {
    const model = buildModel(result, { ...more, resultSha256 });
    await deliverReport(model, { ...options, resultPath }, { stdout, stderr, env, ...means });
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
