/**
 * `puffinbench report`: results from files in another form. Of several files the newest session is reported and
 * the others are its history. Where the report goes is `report_delivery.ts`.
 * @module
 */
import { buildModel } from "../report/build_model.ts";
import { HistoryError, type Reported, withHistory } from "../report/history.ts";
import type { ReportModel } from "../report/model.ts";
import { readResult, ResultFileError } from "../session/result_file.ts";
import { EXIT_CODE } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { deliverReport, type DeliveryMeans, type DeliveryOptions } from "./report_delivery.ts";
import { sha256Of } from "./report_file.ts";
import { UsageError } from "./usage_error.ts";

/** What `report` is asked for. */
export interface ReportOptions extends Omit<DeliveryOptions, "resultPath"> {
  /** Result files, one or more. */
  readonly files: readonly string[];
}

/** A result that was read, with its file. */
interface ReadReport extends Reported {
  readonly path: string;
}

/**
 * Writes a report.
 *
 * @param options What is asked for.
 * @param io The world.
 * @param means Who does the work.
 * @returns The exit code.
 * @throws {UsageError} If a file is no result, results cannot be put together, or the report cannot be written.
 */
export async function report(
  { files, ...options }: ReportOptions,
  { stdout, stderr, env }: Pick<Io, "stdout" | "stderr" | "env">,
  means: Partial<DeliveryMeans> = {},
): Promise<number> {
  const [newest, ...others] = newestFirst(await readReports(files));
  if (newest === undefined) throw new UsageError("Cannot report as there must be a result: no file is named");
  const model = withOthers(newest, others);
  await deliverReport(model, { ...options, resultPath: newest.path }, { stdout, stderr, env, ...means });
  return EXIT_CODE.success;
}

async function readReports(files: readonly string[]): Promise<ReadReport[]> {
  const read: ReadReport[] = [];
  for (const path of files) {
    try {
      const result = await readResult(path);
      read.push({ path, result, model: buildModel(result, { resultSha256: await sha256Of(path) }) });
    } catch (error) {
      if (error instanceof ResultFileError) throw new UsageError(error.message, { cause: error });
      throw error;
    }
  }
  return read;
}

function newestFirst(reports: readonly ReadReport[]): ReadReport[] {
  const startedMs = ({ result }: ReadReport) => Date.parse(result.session.startedAt);
  return reports.toSorted((a, b) => startedMs(b) - startedMs(a));
}

function withOthers(newest: Reported, others: readonly Reported[]): ReportModel {
  try {
    return withHistory(newest, others);
  } catch (error) {
    if (error instanceof HistoryError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
