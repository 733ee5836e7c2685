/**
 * Reports in further forms of a session that was just measured or compared, each to a file of its own: one session,
 * as many forms as its readers want.
 * @module
 */
import { reportWriters } from "../report/formats.ts";
import type { ReportModel } from "../report/model.ts";
import { faceFor, writeLines } from "./drawing.ts";
import type { Io } from "./io.ts";
import { EXPORT_FLAG, type ReportExport } from "./option_value.ts";
import { writeReport } from "./report_file.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Writes the reports. One that cannot be written is told and does not keep the others from being written.
 *
 * @param exports What to write.
 * @param model Makes the report, if there is need of it.
 * @param io The world.
 * @returns Whether one could not be written.
 */
export async function exportReports(
  exports: readonly ReportExport[],
  model: () => ReportModel,
  io: Pick<Io, "stderr" | "env">,
): Promise<boolean> {
  if (exports.length === 0) return false;
  const made = model();
  // A file is no terminal.
  const face = faceFor({ columns: undefined, write: () => {} }, { color: "never", ascii: false }, io);
  let isOneLost = false;
  for (const { format, path } of exports) {
    try {
      await writeReport(path, reportWriters[format].write(made, face));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      isOneLost = true;
      writeLines(io.stderr, [`puffinbench: ${error.message.replace("--output", EXPORT_FLAG)}`]);
    }
  }
  return isOneLost;
}
