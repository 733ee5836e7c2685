/**
 * Where reports go: onto a stream, into a named file, or beside the result that they are of.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { resultFileName } from "../session/result_file.ts";
import { UsageError } from "./usage_error.ts";

const RESULT_NAME = /^benchmark_results_(.+)\.json$/;

/**
 * Names the report of a result file.
 *
 * @param resultPath The result file.
 * @param options When its session began, for files of another name, and what the report's name ends with.
 * @returns Path beside the result: `benchmark_report_YYYYMMDD_HHMMSS.html`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { reportPath } from "./report_file.ts";
 *
 * const options = { startedAt: new Date(), extension: "html" };
 * assert.equal(
 *   reportPath("out/benchmark_results_20241231_230509.json", options),
 *   "out/benchmark_report_20241231_230509.html",
 * );
 * ```
 */
export function reportPath(
  resultPath: string,
  { startedAt, extension }: { readonly startedAt: Date; readonly extension: string },
): string {
  const name = RESULT_NAME.test(basename(resultPath)) ? basename(resultPath) : resultFileName(startedAt);
  return join(dirname(resultPath), name.replace(RESULT_NAME, `benchmark_report_$1.${extension}`));
}

/**
 * Writes a report to a file, in place of an earlier one: it can be made again at any time.
 *
 * @param path The file.
 * @param text The report.
 * @throws {UsageError} If it cannot be written.
 */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot write the report as --output must be a file to write to: ${why}`);
  }
}

/**
 * Finds the digest by which a report names its result file.
 *
 * @param path The file.
 * @returns SHA-256 of its bytes, hexadecimal.
 */
export async function sha256Of(path: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
  return new Uint8Array(digest).toHex();
}
